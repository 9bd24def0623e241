"""Which form comes next: a different one each time, the one they answer to first (S3.8, S3.10, S3.11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from followup_tui.core.counting import is_answer, is_counted, last_counted, newest_first
from followup_tui.core.dossier import Dossier
from followup_tui.core.numbers import Rulebook
from followup_tui.core.phrases import listed
from followup_tui.core.records import Contact
from followup_tui.core.wishes import refused_forms, wished_form
from followup_tui.core.words import Channel, Form, form_of, spoken

_MISSING = {
    Form.PHONE: "a phone number",
    Form.EMAIL: "an e-mail address",
    Form.LINKEDIN: "an accepted LinkedIn invitation",
}
_ADDABLE = (Form.PHONE, Form.EMAIL)


@dataclass(frozen=True, slots=True)
class FormChoice:
    """The next form, and whether it is the only one there is."""

    form: str
    why: str
    only: bool = False
    missing: tuple[str, ...] = ()
    """What would open another form, in words."""


def reachable(contact: Contact, form: str) -> bool:
    """Whether the data allow that form; LinkedIn needs an accepted invitation."""
    if form == Form.PHONE:
        return bool(contact.phones)
    if form == Form.EMAIL:
        return bool(contact.emails)
    if form == Form.LINKEDIN:
        return contact.connected
    return True


def possible_forms(dossier: Dossier, rules: Rulebook) -> tuple[str, ...]:
    """The forms of the configured order that data, wishes and my own exclusions allow."""
    wished = wished_form(dossier)
    if wished and reachable(dossier.contact, wished) and wished not in rules.never:
        return (wished,)
    known = tuple(
        f for f in rules.form_order if f not in rules.never and reachable(dossier.contact, f)
    )
    refused = refused_forms(dossier)
    return tuple(f for f in known if f not in refused)


def next_form(dossier: Dossier, rules: Rulebook, avoid: str = "") -> FormChoice:
    """The least recently used form that differs from the last one.

    A form they answered by goes before one they never did; ties follow the configured order.
    `avoid` names a form that has just failed (nobody answered the phone).
    """
    forms = possible_forms(dossier, rules)
    missing = _missing(dossier.contact, rules)
    if not forms:
        order = (*rules.form_order, *Form)
        form = next((str(f) for f in order if f not in rules.never), str(Form.EMAIL))
        name = dossier.contact.first_name or dossier.contact.name
        adds = [_MISSING[f] for f in _ADDABLE if _MISSING[f] in missing]
        why = f"no way to reach {name} is known yet: e adds {' or '.join(adds) or 'one'}"
        return FormChoice(form, why, only=True, missing=missing)
    if len(forms) == 1:
        # Who asked for one form is not harder to reach: only missing data stretch the distance.
        only = wished_form(dossier) != forms[0] or _known(dossier, rules) == 1
        return FormChoice(forms[0], _only(dossier, forms[0], missing), only, missing)
    last = last_counted(dossier.own)
    last_form = form_of(last.channel) if last else None
    fresh = [f for f in forms if f not in (avoid, last_form)]
    choices = fresh or [f for f in forms if f != (avoid or last_form)] or list(forms)
    used, answered = _history(dossier)
    best = min(
        choices,
        key=lambda f: (f not in answered, used.get(f, date.min), rules.form_order.index(f)),
    )
    return FormChoice(best, _reason(best, avoid or last_form, answered))


def _known(dossier: Dossier, rules: Rulebook) -> int:
    return sum(f not in rules.never and reachable(dossier.contact, f) for f in rules.form_order)


def _history(dossier: Dossier) -> tuple[dict[str, date], set[str]]:
    """When each form was last used by a counted touch, and by which ones they answered."""
    used: dict[str, date] = {}
    answered: set[str] = set()
    for touch in newest_first(dossier.own):
        form = form_of(touch.channel)
        if form is None or touch.done_on is None:
            continue
        if is_counted(touch):
            used.setdefault(form, touch.done_on)
        if is_answer(touch):
            answered.add(form)
    return used, answered


def _reason(best: str, last_form: str | None, answered: set[str]) -> str:
    if last_form is None:
        return f"by {spoken(best)} first"
    again = "they answered that way before" if best in answered else f"{spoken(last_form)} was last"
    return f"by {spoken(best)}, since {again}"


def _only(dossier: Dossier, form: str, missing: tuple[str, ...]) -> str:
    if wished_form(dossier) == form:
        return f"by {spoken(form)}, as they asked"
    more = f"; {listed(list(missing))} would add another way" if missing else ""
    return f"only by {spoken(form)}, so at one and a half times the distance{more}"


def _missing(contact: Contact, rules: Rulebook) -> tuple[str, ...]:
    return tuple(
        _MISSING[Form(f)]
        for f in rules.form_order
        if f in _MISSING and f not in rules.never and not reachable(contact, f)
    )


def next_channel(channel: str, dossier: Dossier, rules: Rulebook) -> str:
    """The channel after this one when a person turns them by hand: every one that data allow."""
    order: list[str] = []
    for form in rules.form_order:
        order += [Channel.VOICEMAIL, Channel.CALL] if form == Form.PHONE else [str(form)]
    usable = [c for c in order if reachable(dossier.contact, form_of(c) or "")]
    turns = usable or order
    return turns[(turns.index(channel) + 1) % len(turns)] if channel in turns else turns[0]
