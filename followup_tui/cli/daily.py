"""The daily verbs: done, log, skip, snooze, and the way back."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date

import click

from followup_tui.cli import shapes
from followup_tui.cli.globals import open_here, typed_day
from followup_tui.cli.group import Command
from followup_tui.cli.options import Number, as_json, name_argument
from followup_tui.cli.pages import next_line
from followup_tui.cli.printing import Part, line, show_json, table, tell
from followup_tui.cli.words import ChannelWord, Word, one_of
from followup_tui.core.records import Company, Contact, Touch
from followup_tui.core.words import Channel, Network, Outcome, Purpose, SkipReason
from followup_tui.errors import RuleError
from followup_tui.operations import employers, lookup, recording, touches
from followup_tui.operations.courtesy import objection
from followup_tui.operations.desk import Desk
from followup_tui.operations.employers import Reaction
from followup_tui.operations.identifiers import channel as known_channel
from followup_tui.operations.keeping import Kept
from followup_tui.operations.touches import Happened, Recorded
from followup_tui.store.journal import Entry

_MOST_STEPS = 10_000

_CHANNEL = click.option(
    "--channel", type=ChannelWord(), help=f"The way it went: {one_of(Channel)}."
)
_PURPOSE = click.option(
    "--purpose", type=Word(Purpose, "purpose"), help=f"What it was for: {one_of(Purpose)}."
)
_OUTCOME = click.option(
    "--outcome", type=Word(Outcome, "outcome"), help=f"What came of it: {one_of(Outcome)}."
)
_ON = click.option("--on", metavar="DATE", help="The day it happened; today unless given.")
_TEXT = click.option("--text", default="", help="The script as it was sent.")
_NOTE = click.option("--note", default="", help="A remark of your own.")
_SAID = click.option("--said", default="", help="What they said, in their words.")
_BECAUSE = click.option(
    "--because", "override", default="", help="Why now, when the company has heard enough."
)
_MINUTES = click.option(
    "--minutes", type=Number(0, 600), help="How long a call took of their time."
)
_UNTIL = click.option("--until", metavar="DATE", help="The day they named, with not-now.")


@click.command(cls=Command)
@click.argument("who", metavar="NAME|TOUCH_ID")
@_CHANNEL
@_PURPOSE
@_OUTCOME
@_ON
@_TEXT
@_NOTE
@_SAID
@_MINUTES
@_UNTIL
@_BECAUSE
@as_json
def done(
    who: str,
    as_json: bool,
    on: str | None,
    until: str | None,
    minutes: int | None,
    **given: str | None,
) -> None:
    """Mark a touch as done, and plan the next one.

    A name takes the earliest planned touch that fits, or records a new one. Without an outcome
    the usual one is recorded: a call that was planned counts as a message left.
    """
    desk = open_here()
    happened = _happened(desk, on, until, given, minutes)
    touch = lookup.touch_numbered(desk, who)
    if touch is not None and touch.contact_id is not None:
        contact = desk.store.people.contact(touch.contact_id)
        happened = _asked(desk, contact, touch, happened)
        recorded = touches.done(desk, touch, happened)
    else:
        contact = lookup.contact_named(desk, who)
        planned = touches.fitting_touch(desk, contact, happened.channel, happened.purpose)
        recorded = recording.record(desk, contact, _asked(desk, contact, planned, happened))
    _tell(recorded, desk.today, as_json)


@click.command(cls=Command)
@name_argument
@click.option(
    "--channel", type=ChannelWord(), required=True, help=f"The way it went: {one_of(Channel)}."
)
@click.option("--in", "inbound", is_flag=True, help="They got in touch with you.")
@_PURPOSE
@_OUTCOME
@_ON
@_TEXT
@_NOTE
@_SAID
@_MINUTES
@_UNTIL
@click.option(
    "--network",
    type=Word(Network, "network"),
    help=f"Where a light touch happened: {one_of(Network)}.",
)
@as_json
def log(
    name: str,
    inbound: bool,
    as_json: bool,
    on: str | None,
    until: str | None,
    minutes: int | None,
    **given: str | None,
) -> None:
    """Record a touch that nobody planned, yours or theirs.

    What they ask for in --said is owed a reply, which then stands first in the agenda. A light touch
    may be with a company, too: a like, a comment or a share of what it posted.
    """
    desk = open_here()
    happened = _happened(desk, on, until, given, minutes)
    found = _with_whom(desk, name, light=happened.channel == Channel.LIGHT and not inbound)
    if isinstance(found, Company):
        reaction = Reaction(happened.network, happened.on, happened.note)
        kept = employers.react(desk, found, reaction)
        _tell_reaction(kept, as_json)
        return
    contact = found
    _tell(touches.log(desk, contact, happened, inbound=inbound), desk.today, as_json)


@click.command(cls=Command, short_help="Leave a planned touch out.")
@click.argument("who", metavar="NAME|TOUCH_ID")
@click.option(
    "--reason", type=Word(SkipReason, "reason"), help=f"Why; nobody judges: {one_of(SkipReason)}."
)
@as_json
def skip(who: str, reason: str | None, as_json: bool) -> None:
    """Leave a planned touch out; the next one counts from today."""
    desk = open_here()
    _tell(touches.skip(desk, _planned(desk, who), reason or ""), desk.today, as_json)


@click.command(cls=Command, short_help="Move a planned touch to the day you choose.")
@click.argument("who", metavar="NAME|TOUCH_ID")
@click.argument("when", nargs=-1, required=True)
@as_json
def snooze(who: str, when: tuple[str, ...], as_json: bool) -> None:
    """Move a planned touch to the day you choose; nothing moves it from there.

    WHEN is a date such as 2026-03-09, 9 March, friday, +5, 2w or eom.
    """
    desk = open_here()
    day = typed_day(" ".join(when), desk.today)
    assert day is not None
    _tell(touches.snooze(desk, _planned(desk, who), day), desk.today, as_json)


@click.command(cls=Command, short_help="Take back the newest action.")
@click.argument("steps", metavar="[N]", type=Number(1, _MOST_STEPS), default=1)
@as_json
def undo(steps: int, as_json: bool) -> None:
    """Take back the newest action, or the newest N, whoever made them and whenever."""
    moved = open_here().store.journal.undo(steps)
    if not moved:
        raise RuleError("There is nothing to undo.")
    _tell_moved(moved, "taken back", as_json)


@click.command(cls=Command, short_help="Do again what was taken back last.")
@click.argument("steps", metavar="[N]", type=Number(1, _MOST_STEPS), default=1)
@as_json
def redo(steps: int, as_json: bool) -> None:
    """Do again what was taken back last, or the last N; a new action forgets it."""
    moved = open_here().store.journal.redo(steps)
    if not moved:
        raise RuleError("There is nothing to do again.")
    _tell_moved(moved, "done again", as_json)


@click.command(cls=Command, short_help="See what was done, the newest first.")
@click.option(
    "--limit", type=Number(1, 100_000), default=50, help="At most so many; 50 unless given."
)
@as_json
def history(limit: int, as_json: bool) -> None:
    """See what was done, the newest first; undo takes it back in this order."""
    entries = open_here().store.journal.entries(limit)
    if as_json:
        show_json([shapes.entry(e) for e in entries])
    elif entries:
        table([_entry(e) for e in entries], indent=0)
    else:
        tell("Nothing has been done yet.")


def _asked(desk: Desk, contact: Contact, touch: Touch | None, happened: Happened) -> Happened:
    """The same, with the reason for coming a little soon; a terminal is asked, a script is told."""
    said = objection(desk, contact, touch, happened)
    if not said:
        return happened
    tell(said)
    if not sys.stdin.isatty():
        return happened
    reason = click.prompt("Why now after all? (empty: leave it)", default="", show_default=False)
    if not reason.strip():
        raise RuleError("Nothing is recorded.")
    return replace(happened, override=reason.strip())


def _tell_reaction(kept: Kept[Touch], as_json: bool) -> None:
    """A light touch with a company: nothing follows from it."""
    for remark in kept.remarks:
        tell(remark)
    if as_json:
        show_json({"touch": shapes.touch(kept.record), "next": None})
    else:
        line((kept.did, "name"))


def _with_whom(desk: Desk, name: str, *, light: bool) -> Contact | Company:
    return lookup.target_named(desk, name) if light else lookup.contact_named(desk, name)


def _happened(
    desk: Desk,
    on: str | None,
    until: str | None,
    given: dict[str, str | None],
    minutes: int | None = None,
) -> Happened:
    """What the options say, without the empty ones."""
    words = {name: value for name, value in given.items() if value}
    if "channel" in words:
        words["channel"] = known_channel(str(words["channel"]), desk.config.rotation.channels)
    return Happened(
        channel=words.get("channel"),
        purpose=words.get("purpose"),
        outcome=words.get("outcome"),
        on=typed_day(on, desk.today, past=True),
        text=words.get("text") or "",
        note=words.get("note") or "",
        said=words.get("said") or "",
        until=typed_day(until, desk.today),
        override=words.get("override") or "",
        network=words.get("network") or "",
        minutes=minutes,
    )


def _planned(desk: Desk, who: str) -> Touch:
    touch = lookup.touch_numbered(desk, who)
    return touch or recording.planned_with(desk, lookup.contact_named(desk, who))


def _tell(recorded: Recorded, today: date, as_json: bool) -> None:
    """What was done, and what is next and why."""
    for remark in recorded.remarks:
        tell(remark)
    if as_json:
        show_json(shapes.recorded(recorded))
        return
    line((recorded.did, "name"))
    if recorded.next is None:
        line(("next: nothing is planned", "dim"))
    else:
        line("next: ", (next_line(recorded.next, today), "mine"), (_because(recorded.next), "dim"))


def _because(touch: Touch) -> str:
    return f" – {touch.why}" if touch.why else ""


def _tell_moved(moved: tuple[Entry, ...], verb: str, as_json: bool) -> None:
    if as_json:
        show_json([shapes.entry(e) for e in moved])
        return
    for entry in moved:
        line(f"{verb}: ", (entry.did, "name"))


def _entry(entry: Entry) -> tuple[Part, ...]:
    at = shapes.local(entry.at)
    return (
        (f"{at:%Y-%m-%d %H:%M}", "dim"),
        (entry.did, "dim" if entry.undone else ""),
        ("taken back" if entry.undone else "", "dim"),
    )
