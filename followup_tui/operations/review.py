"""The review of a day: who is in it, and one card for each with what every answer would bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from followup_tui.core.agenda import AgendaItem
from followup_tui.core.cadence import pace
from followup_tui.core.dossier import Dossier
from followup_tui.core.events import recent_event
from followup_tui.core.outcomes import usual_outcome
from followup_tui.core.phrases import ago, count, named_date, short_date, when
from followup_tui.core.records import Contact, Touch
from followup_tui.core.review import Candidate, Deck, deal
from followup_tui.core.seat import seat_clock
from followup_tui.core.words import (
    Direction,
    NoteKind,
    Outcome,
    Rank,
    Section,
    form_of,
    spoken,
)
from followup_tui.errors import FollowupError
from followup_tui.operations import drafting, views
from followup_tui.operations.desk import Desk
from followup_tui.operations.drafting import Script
from followup_tui.operations.figures import where_effort_goes
from followup_tui.operations.preview import what_if
from followup_tui.operations.silence import open_question
from followup_tui.operations.touches import Happened, Recorded, done
from followup_tui.operations.views import PersonView

ANSWERS: tuple[tuple[str, Outcome, str], ...] = (
    ("1", Outcome.REACHED, "reached them"),
    ("2", Outcome.LEFT_MESSAGE, "left a message"),
    ("3", Outcome.NO_ANSWER, "no answer"),
    ("4", Outcome.REPLIED, "they replied"),
    ("5", Outcome.REFERRED_ON, "sent me to the recruiter"),
    ("6", Outcome.NOT_NOW, "not now"),
    ("7", Outcome.STOP, "asked me to stop"),
)
"""The keys of a review, beside space for the usual outcome."""

_DUE = 200
"""How many of the people due are weighed: what a season of absence leaves at most."""
_NOW = (Section.OWED, Section.WAITING, Section.TODAY)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to "what happened", and what it would bring."""

    key: str
    outcome: Outcome
    label: str
    next: str
    """ "e-mail on Tue 15 Dec", or why nothing follows."""


@dataclass(frozen=True, slots=True)
class Card:
    """One person of the review."""

    view: PersonView
    touch: Touch
    brief: tuple[tuple[str, str], ...]
    """What to know before: (label, words)."""
    script: Script | None
    no_script: str
    """Why there is no script, when there is none."""
    options: tuple[Option, ...]
    usual: Outcome
    question: str
    """What is asked about somebody who never answered; empty mostly."""


def deck(desk: Desk) -> Deck:
    """Who is in today's review; reading writes nothing."""
    items = _due_items(desk)
    rules = desk.rules()
    return deal([_candidate(desk, i) for i in items], rules.daily_cap)


def card(desk: Desk, item: AgendaItem) -> Card:
    """One person with brief, script and what each answer would bring."""
    view = views.person(desk, item.contact_id)
    touch = desk.store.touches.touch(item.touch_id)
    script, why = _script(desk, view.contact)
    channel = script.channel if script else touch.channel
    task = open_question(desk, item.contact_id)
    return Card(
        view,
        touch,
        _brief(desk, view, touch),
        script,
        why,
        tuple(_options(desk, touch, channel)),
        usual_outcome(channel),
        task.text if task else "",
    )


def happened(card: Card, outcome: Outcome, said: str = "", until: date | None = None) -> Happened:
    """What an answer on a card puts on record: the words go along when somebody heard them."""
    script = card.script
    heard = outcome not in (Outcome.NO_ANSWER, Outcome.NO_SHOW, Outcome.BOUNCED)
    if script is None:
        return Happened(outcome=outcome, said=said, until=until)
    same = form_of(script.channel) == form_of(card.touch.channel)
    channel = script.channel if same else None
    if not heard or script.missing or card.touch.handed_text:
        return Happened(channel=channel, outcome=outcome, said=said, until=until)
    return Happened(
        channel=script.channel,
        outcome=outcome,
        text=script.body,
        subject=script.subject,
        said=said,
        until=until,
        used=script.used,
    )


def record(
    desk: Desk, card: Card, outcome: Outcome, said: str = "", until: date | None = None
) -> Recorded:
    """Settle the touch of a card with an answer."""
    return done(desk, card.touch, happened(card, outcome, said, until))


def tomorrow(desk: Desk) -> str:
    """The kind end: what comes next, and nothing more for today."""
    upcoming = next((i for i in desk.store.agenda.items(desk.today) if i.due_on > desk.today), None)
    heard = desk.store.touches.done_on(desk.today)
    said = f"{count(heard, 'touch', 'touches')} today. " if heard else ""
    if upcoming is None:
        return f"{said}Nothing is planned after today."
    day = named_date(upcoming.due_on, desk.today)
    return f"{said}Next is {upcoming.contact}, {day}, by {spoken(upcoming.channel)}.{_beside(desk)}"


def _beside(desk: Desk) -> str:
    """One sentence when nearly all effort goes to one company (S1.5)."""
    found = where_effort_goes(desk)
    return f" {found.why[0].upper()}{found.why[1:]}." if found.one_sided else ""


def _due_items(desk: Desk) -> list[AgendaItem]:
    return [
        item
        for group in desk.store.agenda.groups(desk.today)
        if group.section in _NOW
        for item in desk.store.agenda.page(group, desk.today, _DUE)
        if group.section is not Section.OWED or item.due_on <= desk.today
    ][:_DUE]


def _candidate(desk: Desk, item: AgendaItem) -> Candidate:
    dossier = desk.store.people.dossier(item.contact_id, desk.today)
    since = dossier.last_contact_day() or desk.today
    events = desk.store.material.events(dossier.company.id) if dossier.company else ()
    return Candidate(
        item,
        pace(dossier, since, desk.rules()).gap,
        any(t.id == item.touch_id and t.promised for t in dossier.planned),
        recent_event(events, desk.today) is not None,
        _was_close(dossier),
        _open_seat(desk, dossier),
    )


def _open_seat(desk: Desk, dossier: Dossier) -> bool:
    clock = seat_clock(dossier.applications, desk.today)
    return clock is not None and clock.within


def _was_close(dossier: Dossier) -> bool:
    return any(a.rank is not Rank.UNKNOWN for a in dossier.applications)


def _script(desk: Desk, contact: Contact) -> tuple[Script | None, str]:
    try:
        return drafting.current_script(desk, contact), ""
    except FollowupError as error:
        return None, str(error)


def _options(desk: Desk, touch: Touch, channel: str) -> list[Option]:
    usual = usual_outcome(channel)
    answers = (("space", usual, spoken(usual)), *ANSWERS)
    return [Option(k, o, label, _next(desk, touch, channel, o)) for k, o, label in answers]


def _next(desk: Desk, touch: Touch, channel: str, outcome: Outcome) -> str:
    same = form_of(channel) == form_of(touch.channel)
    given = Happened(channel=channel if same else None, outcome=outcome)
    try:
        would = what_if(desk, lambda: done(desk, touch, given))
    except FollowupError as error:
        return str(error)
    if outcome is Outcome.STOP:
        return "nothing more, ever"
    if would.next is None or would.next.due_on is None:
        return "nothing more is planned"
    form = form_of(would.next.channel) or would.next.channel
    return f"{spoken(form)} {_day(would.next.due_on, desk.today)}"


def _day(day: date, today: date) -> str:
    return "today" if day == today else f"on {named_date(day, today)}"


def _brief(desk: Desk, view: PersonView, touch: Touch) -> tuple[tuple[str, str], ...]:
    """What one wants to know in the ten seconds before."""
    today, contact = desk.today, view.contact
    place = ", ".join(filter(None, [contact.title, contact.company]))
    due = when(touch.due_on, today) if touch.due_on else ""
    rows = [
        ("who", place or spoken(contact.role)),
        ("today", f"{spoken(touch.channel)}, {spoken(touch.purpose)}, {due}"),
        ("why", touch.why or view.why),
    ]
    rows += [
        ("hard news", n.text) for n in view.notes if n.kind is NoteKind.NEWS and n.tone == "hard"
    ]
    if (last := _last(view, today)) is not None:
        rows.append(last)
    if words := _last_words(view, today):
        rows.append(("their words", words))
    rows += [
        (str(spoken(n.kind)), n.text)
        for n in view.notes
        if n.kind in (NoteKind.COMMON, NoteKind.OBSERVATION, NoteKind.WISH)
    ][:4]
    rows.append(("company", view.courtesy.why))
    return tuple((label, words) for label, words in rows if words)


def _last(view: PersonView, today: date) -> tuple[str, str] | None:
    done = [t for t in view.touches if t.done_on is not None]
    if not done:
        return None
    last = max(done, key=lambda t: (t.done_on or date.min, t.id))
    whose = "from them" if last.direction is Direction.IN else spoken(last.outcome or "")
    day = ago(last.done_on or today, today)
    return ("last", ", ".join(filter(None, [spoken(last.channel), whose, day])))


def _last_words(view: PersonView, today: date) -> str:
    said = [t for t in view.touches if t.done_on and t.said]
    if not said:
        return ""
    last = max(said, key=lambda t: (t.done_on or date.min, t.id))
    return f"“{last.said}” ({short_date(last.done_on or today, today)})"
