"""The daily keys: done, outcome, snooze, log, what came in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

from followup_tui.core.outcomes import usual_outcome
from followup_tui.core.phrases import named_date, when
from followup_tui.core.records import Touch, Used
from followup_tui.core.words import Channel, Outcome, SkipReason, form_of, spoken
from followup_tui.errors import UsageError
from followup_tui.operations import touches
from followup_tui.operations.courtesy import objection
from followup_tui.operations.dates import read_date
from followup_tui.operations.drafting import first_script
from followup_tui.operations.preview import what_if
from followup_tui.operations.touches import Happened, Recorded
from followup_tui.tui.screens.form import Field, FormScreen, Values

if TYPE_CHECKING:
    from followup_tui.operations.desk import Desk
    from followup_tui.operations.views import PersonView
    from followup_tui.tui.app import FollowupApp
    from followup_tui.tui.screens.main import MainScreen

_SKIP = "skip"
_OUTCOMES = (
    (Outcome.SENT, "sent"),
    (Outcome.LEFT_MESSAGE, "left a message"),
    (Outcome.REACHED, "reached them"),
    (Outcome.NO_ANSWER, "no answer"),
    (Outcome.REPLIED, "they replied"),
    (Outcome.ACCEPTED, "they accepted"),
    (Outcome.DECLINED, "they declined"),
    (Outcome.REFERRED_ON, "sent me to the recruiter"),
    (Outcome.NOT_NOW, "not now"),
    (Outcome.STOP, "asked me to stop"),
    (Outcome.NO_SHOW, "they did not show"),
    (Outcome.BOUNCED, "it came back"),
    (Outcome.LEFT_COMPANY, "they have left the company"),
    (_SKIP, "leave it out this time"),
)
_CHANNELS = tuple((str(c), spoken(c)) for c in Channel)
_REASONS = (("", "no reason needed"), *((str(r), str(r)) for r in SkipReason))


async def done(screen: MainScreen) -> None:
    """The usual outcome, then on to the next person."""
    touch, contact = screen.planned_touch(), screen.contact
    if touch is None or contact is None:
        screen.app.tell("Nothing is planned with them: t logs a touch that happened.")
        return
    channel = _script_channel(screen, touch)
    happened = _with_script(screen, touch, channel, usual_outcome(channel))
    asked = await courtesy_asked(screen, touch, happened)
    if asked is None:
        return
    recorded = await screen.perform(lambda: touches.done(screen.desk, touch, asked))
    if recorded is not None:
        tell_recorded(screen, recorded)
        screen.go_on(contact.id)


async def outcome(screen: MainScreen) -> None:
    """Outcome, note, date and words; or left out."""
    touch, contact = screen.planned_touch(), screen.contact
    if touch is None or contact is None:
        screen.app.tell("Nothing is planned with them: t logs a touch that happened.")
        return
    desk = screen.desk
    channel = _script_channel(screen, touch)

    def read(values: Values) -> Happened:
        outcome = values["outcome"]
        happened = _with_script(screen, touch, channel, outcome)
        return replace(
            happened,
            on=_day(values["on"], desk.today),
            note=values["note"],
            said=values["said"],
            until=_day(values["until"], desk.today),
        )

    def deed(values: Values) -> Recorded:
        if values["outcome"] == _SKIP:
            return touches.skip(desk, touch, values["reason"])
        return touches.done(desk, touch, read(values))

    async def submit(values: Values) -> Recorded:
        if values["outcome"] != _SKIP:
            asked = await courtesy_asked(screen, touch, read(values))
            if asked is None:
                raise UsageError("Nothing is recorded; what you typed is still here.")
            return await screen.app.in_order(lambda: touches.done(desk, touch, asked))
        return await screen.app.in_order(lambda: deed(values))

    async def preview(values: Values) -> str:
        would = await screen.app.in_order(lambda: what_if(desk, lambda: deed(values)))
        return next_in_words(would.next, desk.today, would.remarks)

    fields = (
        Field("outcome", "What happened", usual_outcome(channel), options=_OUTCOMES),
        Field("on", "When", "today", "today, yesterday, a date"),
        Field("said", "Their words", hint="if they said something"),
        Field("until", "Until when", hint="if they named a day: 12 May, 2w"),
        Field("note", "For yourself", hint="how it went"),
        Field("reason", "Left out because", options=_REASONS),
    )
    form = FormScreen(f"{contact.name}: what happened?", fields, submit, preview)
    recorded = await screen.app.push_screen_wait(form)
    if recorded is not None:
        tell_recorded(screen, recorded)
        screen.go_on(contact.id)


async def snooze(screen: MainScreen) -> None:
    """Until when? The date is shown as one types."""
    touch, contact = screen.planned_touch(), screen.contact
    if touch is None or contact is None:
        screen.app.tell("Nothing is planned with them that could be moved.")
        return
    desk = screen.desk

    async def submit(values: Values) -> Recorded:
        until = read_date(values["until"], desk.today)
        return await screen.app.in_order(lambda: touches.snooze(desk, touch, until))

    async def preview(values: Values) -> str:
        if not values["until"].strip():
            return "for example: friday · +5 · 2w · eom · 12 jan"
        day = read_date(values["until"], desk.today)
        note = "" if desk.workdays().is_working(day) else ", not a working day"
        return f"{named_date(day, desk.today)}{note}"

    fields = (Field("until", "Until when", hint="friday, +5, 2w, 12 jan"),)
    form = FormScreen(f"Snooze {contact.name}", fields, submit, preview)
    recorded = await screen.app.push_screen_wait(form)
    if recorded is not None:
        due = recorded.touch.due_on or desk.today
        screen.app.tell(f"{contact.name} waits until {named_date(due, desk.today)}", undo=True)
        screen.reload(keep=contact.id)


async def log(screen: MainScreen) -> None:
    """A touch of mine that was not planned."""
    await _log(screen, inbound=False)


async def inbound(screen: MainScreen) -> None:
    """What came in: a question in it is owed an answer."""
    await _log(screen, inbound=True)


async def _log(screen: MainScreen, *, inbound: bool) -> None:
    contact = screen.contact
    if contact is None:
        screen.app.tell("Choose somebody first: P finds anybody.")
        return
    desk = screen.desk

    def read(values: Values) -> Happened:
        asks = {"yes": True, "no": False}.get(values.get("asks", ""))
        return Happened(
            channel=values["channel"],
            outcome=values.get("outcome") or None,
            on=_day(values["on"], desk.today),
            said=values["said"],
            note=values["note"],
            asks=asks,
        )

    async def submit(values: Values) -> Recorded:
        happened = read(values)
        return await screen.app.in_order(
            lambda: touches.log(desk, contact, happened, inbound=inbound)
        )

    async def preview(values: Values) -> str:
        happened = read(values)
        would = await screen.app.in_order(
            lambda: what_if(desk, lambda: touches.log(desk, contact, happened, inbound=inbound))
        )
        return next_in_words(would.next, desk.today, would.remarks)

    usual = (("", "the usual"), *((str(v), label) for v, label in _OUTCOMES[:-1]))
    fields = [
        Field("channel", "How", Channel.EMAIL, options=_CHANNELS),
        Field("on", "When", "today", "today, yesterday, a date"),
        Field("said", "Their words", hint="as they put it"),
    ]
    if inbound:
        asks = (("", "as their words say"), ("yes", "yes"), ("no", "no"))
        fields.append(Field("asks", "They want an answer", options=asks))
    else:
        fields.append(Field("outcome", "What happened", options=usual))
    fields.append(Field("note", "For yourself", hint="how it went"))
    title = f"{contact.name} got in touch" if inbound else f"A touch with {contact.name}"
    recorded = await screen.app.push_screen_wait(FormScreen(title, tuple(fields), submit, preview))
    if recorded is not None:
        tell_recorded(screen, recorded)
        screen.reload(keep=contact.id)


class Asking(Protocol):
    """A screen that shows somebody and can ask."""

    desk: Desk

    @property
    def app(self) -> FollowupApp:
        """Who pushes the question."""

    @property
    def view(self) -> PersonView | None:
        """Who is shown."""


async def courtesy_asked(screen: Asking, touch: Touch, happened: Happened) -> Happened | None:
    """The same, unless the company has heard enough: then a reason is asked for, or it stays undone.

    The key that started it does not confirm it: a sentence has to be typed.
    """
    view = screen.view
    if view is None:
        return happened
    said = objection(screen.desk, view.contact, touch, happened)
    if not said:
        return happened

    async def submit(values: Values) -> str:
        if not values["reason"].strip():
            raise UsageError("A few words on why, or esc to leave it for now.")
        return values["reason"]

    fields = (Field("reason", "Why now after all", hint="they asked, it already happened …"),)
    reason = await screen.app.push_screen_wait(
        FormScreen("A little soon", fields, submit, said=said)
    )
    return None if reason is None else replace(happened, override=reason)


def tell_recorded(screen: MainScreen, recorded: Recorded) -> None:
    """One toast: what was done, and what comes next."""
    parts = [recorded.did, *recorded.remarks]
    if recorded.next is not None and not recorded.remarks:
        parts.append(next_in_words(recorded.next, screen.desk.today))
    screen.app.tell("\n".join(parts), undo=True)


def next_in_words(touch: Touch | None, today: date, remarks: tuple[str, ...] = ()) -> str:
    """ "next: e-mail on Tue 15 Dec"."""
    if remarks:
        return "; ".join(remarks)
    if touch is None or touch.due_on is None:
        return "nothing more is planned"
    word = spoken(form_of(touch.channel) or touch.channel)
    day = named_date(touch.due_on, today)
    soon = when(touch.due_on, today)
    return f"next: {word} {soon}" if soon == "today" else f"next: {word} on {day}"


def _script_channel(screen: MainScreen, touch: Touch) -> str:
    """The channel of the script that is shown, or of the one that would be."""
    return screen.script.channel if screen.script is not None else first_script(touch.channel)


def _with_script(screen: MainScreen, touch: Touch, channel: str, outcome: str) -> Happened:
    """The words on the screen go on record, unless nobody heard them."""
    script = screen.script
    same = script is not None and form_of(script.channel) == form_of(channel)
    unheard = outcome in (Outcome.NO_ANSWER, Outcome.NO_SHOW, Outcome.BOUNCED)
    given = channel if form_of(channel) == form_of(touch.channel) else None
    holes = script is not None and script.missing and not script.edited
    if script is None or not same or unheard or holes or touch.handed_text:
        return Happened(channel=given or channel, outcome=outcome, used=_used(screen, unheard))
    return Happened(
        channel=given or channel,
        outcome=outcome,
        text=script.body,
        subject=script.subject,
        used=script.used,
    )


def _used(screen: MainScreen, unheard: bool) -> tuple[Used, ...]:
    return screen.script.used if screen.script is not None and not unheard else ()


def _day(text: str, today: date) -> date | None:
    return read_date(text, today) if text.strip() else None
