"""What the next touch is for: value when there is something worth giving, else keeping warm (S1.26–29)."""

from __future__ import annotations

from followup_tui.core.counting import last_counted, unanswered
from followup_tui.core.dossier import Dossier
from followup_tui.core.numbers import Rulebook
from followup_tui.core.records import Insight
from followup_tui.core.words import Decision, Direction, InsightKind, Origin, Outcome, Purpose

_KIND_ORDER = tuple(InsightKind)


def usable_insight(dossier: Dossier) -> Insight | None:
    """A prepared insight that nobody at the company has heard of; never one told in confidence."""
    ready = [
        i
        for i in dossier.insights
        if i.prepared and i.used_on is None and i.origin is not Origin.CONFIDENCE
    ]
    return min(ready, key=lambda i: (_KIND_ORDER.index(i.kind), i.id), default=None)


def next_purpose(dossier: Dossier, rules: Rulebook) -> tuple[Purpose, str]:
    """The purpose of the next planned touch and the reason for it.

    After five touches into silence only light ones are planned, until I say how to go on.
    """
    silent = unanswered(dossier.own, dossier.patience_on)
    if silent >= rules.silence_light:
        why = f"{silent} touches without an answer: light ones only, until you say how to go on"
        return Purpose.SOCIAL, why
    last = last_counted(dossier.own)
    insight = usable_insight(dossier)
    if insight is not None and (last is None or last.purpose is not Purpose.VALUE):
        return Purpose.VALUE, "an unused insight is ready"
    return Purpose.KEEP_WARM, ""


def applies_now(purpose: str, dossier: Dossier, rules: Rulebook, *, has_opening: bool) -> bool:
    """Whether there is an occasion for that purpose with this person today.

    What is planned has one; so has what needs none, as a congratulation.
    """
    if any(touch.purpose == purpose for touch in dossier.planned):
        return True
    decisions = {a.decision for a in dossier.applications}
    passed = Decision.PASSED in decisions
    running = not dossier.applications or Decision.IN_PROGRESS in decisions
    occasions = {
        Purpose.THANKS_INTERVIEW: running and bool(dossier.interviews),
        Purpose.THANKS_DECISION: passed,
        Purpose.DECLINE: Decision.DECLINED in decisions,
        Purpose.VALUE: usable_insight(dossier) is not None,
        Purpose.OPENING: has_opening,
        Purpose.FEEDBACK: passed,
        Purpose.STATUS: bool(decisions & {Decision.IN_PROGRESS, Decision.SILENCE}),
        Purpose.REFERRAL_THANKS: any(t.outcome == Outcome.REFERRED_ON for t in dossier.touches),
        Purpose.WITHDRAW: rules.employed and Decision.IN_PROGRESS in decisions,
        Purpose.LANDED: rules.employed,
        Purpose.REPLY: any(t.direction is Direction.IN for t in dossier.own),
        Purpose.CONNECT: not dossier.contact.connected,
    }
    return next((occasion for known, occasion in occasions.items() if known == purpose), True)
