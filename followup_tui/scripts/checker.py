"""Whether a script is fit to send: a list of rules, each of which reads it once."""

from __future__ import annotations

from collections.abc import Mapping

from followup_tui.core.words import Channel, Level, Purpose
from followup_tui.scripts.checking import NOTHING_KNOWN, Background, Finding, Rule, Script
from followup_tui.scripts.meter import LIMITS, Limit
from followup_tui.scripts.rules import (
    concepts,
    details,
    invitations,
    kept_back,
    length,
    likeness,
    lists,
    manners,
    openings,
    parts,
    standing_by,
    teasing,
    thanks,
    timeline,
    tone,
    weighing,
)


def check(
    text: str,
    channel: str,
    purpose: str,
    *,
    subject: str = "",
    known: Background = NOTHING_KNOWN,
    limits: Mapping[str, Limit] = LIMITS,
    part: str = "",
) -> tuple[Finding, ...]:
    """What there is to say about a script, in the order of its text; nothing when it is fit to send.

    What `known` leaves out, no rule judges by: without it they go by the words alone. Of a `part` of a
    live call nobody asks what only the whole can have.
    """
    script = Script(text, channel, purpose, subject, known, limits, part)
    findings = {
        finding for rule in RULES if rule.applies(channel, purpose) for finding in rule.read(script)
    }
    return tuple(sorted(findings, key=lambda f: (f.line, f.column, f.rule, f.message)))


_READ_BY = {
    "meaning.toml": "L01 and L02",
    "classes.toml": "L01 and L02",
    "weights.json": "L01, L02 and L03",
    "kept_back.toml": "L03",
}


def damage() -> tuple[tuple[str, str], ...]:
    """The data files that cannot be read, and the rules that do without them."""
    concepts.load()
    weighing.load()
    kept_back.load()
    return tuple((name, _READ_BY.get(name, "a rule")) for name in lists.damaged())


_WARMING = frozenset({Purpose.KEEP_WARM, Purpose.VALUE})
_THANKS = frozenset({Purpose.THANKS_INTERVIEW, Purpose.THANKS_DECISION})

RULES: tuple[Rule, ...] = (
    Rule("L01", Level.ERROR, standing_by.standing_by),
    Rule("L02", Level.ERROR, openings.openings),
    Rule("L03", Level.ERROR, kept_back.kept_back),
    Rule("L04", Level.ERROR, teasing.unfounded),
    Rule("L05", Level.ERROR, details.details),
    Rule("L06", Level.WARNING, parts.purpose, purposes=_WARMING, of_whole=True),
    Rule("L07", Level.WARNING, parts.interest, purposes=_WARMING, of_whole=True),
    Rule("L08", Level.WARNING, parts.watching, purposes=_WARMING, of_whole=True),
    Rule("L09", Level.WARNING, parts.question, purposes=_WARMING, of_whole=True),
    Rule("L10", Level.WARNING, parts.only_hello, purposes=_WARMING, of_whole=True),
    Rule("L11", Level.ERROR, invitations.invitation, channels=frozenset({Channel.INVITATION})),
    Rule("L12", Level.ERROR, thanks.thanks, purposes=_THANKS),
    Rule(
        "L13",
        Level.WARNING,
        thanks.extra_reasons,
        purposes=frozenset({Purpose.THANKS_INTERVIEW}),
    ),
    Rule("L14", Level.WARNING, tone.bitterness),
    Rule("L15", Level.WARNING, length.too_long),
    Rule("L16", Level.WARNING, likeness.repeated),
    Rule("L17", Level.WARNING, timeline.true_times),
    Rule("L18", Level.WARNING, timeline.fresh_news),
    Rule("L19", Level.WARNING, teasing.no_time, purposes=frozenset({Purpose.VALUE}), of_whole=True),
    Rule("L20", Level.INFO, manners.manners),
)
"""The rules, by number."""
