"""What scripts are made of, and the scripts themselves."""

from __future__ import annotations

import click

from followup_tui.cli import script_shapes, shapes
from followup_tui.cli.globals import open_here, typed_day
from followup_tui.cli.group import Command
from followup_tui.cli.options import Number, as_json, name_argument
from followup_tui.cli.printing import blank, line, show_json, tell, verbatim
from followup_tui.cli.words import ChannelWord, Word, one_of
from followup_tui.config import Config
from followup_tui.core.phrases import count
from followup_tui.core.records import Company, Contact
from followup_tui.core.words import Channel, NoteKind, Purpose, Tone, spoken
from followup_tui.errors import FollowupError
from followup_tui.operations import drafting, lookup, notes, touches, views
from followup_tui.operations.desk import Desk
from followup_tui.operations.drafting import Script, Wanted
from followup_tui.operations.identifiers import channel as known_channel
from followup_tui.operations.notes import Noted, Remark

_MOST = 999_999_999


@click.command(cls=Command)
@click.argument("who", metavar="NAME|COMPANY")
@click.argument("text")
@click.option(
    "--kind",
    type=Word(NoteKind, "kind of note"),
    default="observation",
    help=f"What sort of note it is: {one_of(NoteKind)}; observation unless given.",
)
@click.option("--expires", metavar="DATE", help="The day from which it is no news any more.")
@click.option(
    "--tone",
    type=Word(Tone, "tone"),
    default="plain",
    help=f"How news sounds: {one_of(Tone)}; hard news is never said.",
)
@click.option("--url", default="", help="Where it can be read.")
@as_json
def note(
    who: str, text: str, kind: str, expires: str | None, tone: str, url: str, as_json: bool
) -> None:
    """Note something about a person or a company.

    A person comes before a company of the same name; company:NAME and person:NAME decide. A wish
    such as "call in May" moves the plan, and "stop" ends it.
    """
    desk = open_here()
    target = lookup.target_named(desk, who)
    remark = Remark(text, kind, typed_day(expires, desk.today), tone, url)
    noted = notes.add(desk, target, remark)
    for said in noted.remarks:
        tell(said)
    if as_json:
        show_json({**_page_of(desk, target), "note": shapes.note(noted.note)})
    else:
        _tell_note(noted)


@click.command(cls=Command, short_help="Write the script for a person, and check it.")
@name_argument
@click.option(
    "--channel",
    type=ChannelWord(),
    help=f"The way it goes: {one_of(Channel)}; the planned one unless given.",
)
@click.option(
    "--purpose", type=Word(Purpose, "purpose"), help=f"What it is for: {one_of(Purpose)}."
)
@click.option("--wording", type=Number(0, 1_000), help="Which wording, counted from 0.")
@click.option("--opening", type=Number(1, _MOST), metavar="ID", help="The vacancy it is about.")
@click.option("--copy", is_flag=True, help="Copy it; what came of it is asked for later.")
@as_json
def draft(
    name: str,
    channel: str | None,
    purpose: str | None,
    wording: int | None,
    opening: int | None,
    copy: bool,
    as_json: bool,
) -> None:
    """Write the script for a person from what you have noted, and check it.

    The script goes to stdout, what there is to say about it to stderr. A planned call gives the
    voicemail script, since that is what mostly happens; --channel call gives the other.
    """
    desk = open_here()
    if channel is not None:
        channel = known_channel(channel, desk.config.rotation.channels)
    contact = lookup.contact_named(desk, name)
    wanted = Wanted(channel, purpose, wording, opening)
    script, told = drafting.draft_to_send(desk, contact, wanted)
    if as_json:
        show_json(script_shapes.script(script, contact))
    else:
        _page(script)
    for said in (told, *_unsigned(desk.config)):
        if said:
            tell(said)
    if copy:
        _copy(desk, script)


def _page_of(desk: Desk, target: Contact | Company) -> shapes.Shape:
    if isinstance(target, Company):
        return shapes.company_page(views.company(desk, target.id))
    return shapes.person(views.person(desk, target.id))


def _tell_note(noted: Noted) -> None:
    kind = "common ground" if noted.note.kind is NoteKind.COMMON else spoken(noted.note.kind)
    line((noted.did, "name"), f": {kind}")


def _page(script: Script) -> None:
    """The words on stdout, so that they can be piped; the remarks beside them."""
    if script.subject:
        line(f"Subject: {script.subject}")
        blank()
    verbatim(script.body)
    size = f"{count(script.words, 'word')}, {script.seconds} s"
    tell(
        f"\n{drafting.describe(script)} · {size} · wording {script.wording + 1} of {script.wordings}"
    )
    for found in script.findings:
        tell(f"{found.rule} {found.level}, line {found.line}: {found.message}")


def _unsigned(config: Config) -> list[str]:
    """How to say who I am, as long as the settings do not."""
    wanted = (
        ("me.name", config.me.name, "Your Name"),
        ("me.phone", config.me.phone, "+1 555 0100"),
    )
    return [
        f'Scripts do not know your {key.removeprefix("me.")} yet: followup config set {key} "{example}"'
        for key, value, example in wanted
        if not value
    ]


def _copy(desk: Desk, script: Script) -> None:
    """Copy, and remember that the text left the program."""
    import pyperclip  # looks for tools when it is loaded

    text = f"{script.subject}\n\n{script.body}" if script.subject else script.body
    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError) as error:
        raise FollowupError("There is no clipboard here; the script is printed above.") from error
    if script.touch_id is not None:
        touch = desk.store.touches.touch(script.touch_id)
        touches.hand_over(desk, touch, script.body, script.channel)
    tell("copied")
