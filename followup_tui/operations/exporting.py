"""What goes out, whole, in each format; what is private only where it is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from followup_tui import __version__
from followup_tui.core.outgoing import Card
from followup_tui.core.phrases import listed
from followup_tui.core.records import Company, Contact, Touch
from followup_tui.core.text import clean_line
from followup_tui.core.words import Channel
from followup_tui.errors import FollowupError, RuleError, UsageError
from followup_tui.exchange.vcard_writer import VERSIONS, write_cards
from followup_tui.operations.desk import Desk
from followup_tui.operations.importing import FORMAT, VERSION
from followup_tui.paths import private_dir, private_writer
from followup_tui.store import outgoing
from followup_tui.store.dump import dump

CANCELLED_DAYS = 30
"""How long a calendar tells that something was cancelled, for those who look at it rarely."""

_LONGEST_NAME = 60
"""Letters of a file's name: of four bytes each, they still fit on every disk."""
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}
)
"""Names that Windows gives to no file."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file of several that go out together."""

    name: str
    content: bytes


def export_json(desk: Desk) -> str:
    """Every table of the user's data; the keys and their order do not depend on the machine."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "program": __version__,
        "tables": dump(desk.store.database),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def export_schema() -> str:
    """What an export as JSON holds, as a JSON Schema."""
    from followup_tui.store.schema import json_schema  # the tables come along

    return json.dumps(json_schema(FORMAT, VERSION), indent=1) + "\n"


def export_csv(desk: Desk, *, private: bool = False) -> str:
    """Everybody as one sheet."""
    from followup_tui.exchange.csv_out import people_sheet

    return people_sheet(_cards(desk, desk.store.people.everyone(), private), private=private)


def export_vcard(
    desk: Desk,
    people: Sequence[Contact] = (),
    *,
    version: str = VERSIONS[0],
    private: bool = False,
) -> str:
    """These people, or everybody, as contact cards; their notes only with `private`."""
    if version not in VERSIONS:
        raise UsageError(f"vCard is written in {', '.join(VERSIONS[:-1])} or {VERSIONS[-1]}.")
    return write_cards(_cards(desk, people or desk.store.people.everyone(), private), version)


def export_calendar(desk: Desk) -> bytes:
    """What is planned as a calendar, with what was cancelled lately; what an undo took back is gone."""
    from followup_tui.exchange.calendar import write_calendar
    from followup_tui.exchange.zones import zone_of

    since = desk.today - timedelta(days=CANCELLED_DAYS)
    calendar = desk.config.calendar
    return write_calendar(
        outgoing.appointments(desk.store.database, since),
        calendar.call_time,
        zone_of(desk.config.me.timezone),
        detail=calendar.detail,
    )


def export_work_log(desk: Desk, first: date = date.min, last: date | None = None) -> str:
    """What was done to find work from a day on, up to and with today or another day."""
    from followup_tui.exchange.csv_out import work_log

    last = desk.today if last is None else last
    if last < first:
        raise UsageError("The first day of the log comes after the last.")
    return work_log(outgoing.acts(desk.store.database, first, last))


def export_dossiers(
    desk: Desk, companies: Sequence[Company] = (), *, private: bool = False
) -> tuple[Sheet, ...]:
    """A page for each of these companies, or for all."""
    from followup_tui.operations.company_dossier import company_page

    return _named_apart(
        (company.name, ".md", company_page(desk, company, private=private).encode())
        for company in companies or desk.store.people.companies()
    )


@dataclass(frozen=True, slots=True)
class Drafts:
    """E-mails that wait to be sent, and why others are not among them, a sentence each."""

    sheets: tuple[Sheet, ...]
    left_out: tuple[str, ...]


def export_mail(desk: Desk, people: Sequence[Contact] = ()) -> Drafts:
    """The e-mails planned with these people, or with all, as unsent drafts; nothing is stamped.

    Raises what stands in the way when it stands in the way of all of them.
    """
    planned = [t for t in _planned(desk, people) if t.channel == Channel.EMAIL and t.contact_id]
    if not planned:
        whom = f" with {listed([person.name for person in people])}" if people else ""
        raise RuleError(
            f"No e-mail is planned{whom}: `followup draft NAME --channel email` writes one."
        )
    files, left_out = [], []
    for touch in planned:
        try:
            files.append((f"{touch.due_on} {touch.contact}", ".eml", _draft(desk, touch)))
        except FollowupError as error:
            if len(planned) == 1:
                raise
            left_out.append(str(error))
    if not files:
        raise RuleError(f"None of {len(planned)} e-mails can be written. {left_out[0]}")
    return Drafts(_named_apart(files), tuple(dict.fromkeys(left_out)))


def write_file(path: Path, content: bytes) -> None:
    """Put the file in the place of an older one, whole or not at all. Raises FileError."""
    with private_writer(path, "wb") as file:
        file.write(content)


def write_folder(folder: Path, sheets: Iterable[Sheet]) -> tuple[Path, ...]:
    """Each of them into a folder, which is made for its owner alone when it is not there."""
    if not folder.is_dir():
        private_dir(folder)
    written = []
    for sheet in sheets:
        path = folder / sheet.name
        write_file(path, sheet.content)
        written.append(path)
    return tuple(written)


def _planned(desk: Desk, people: Sequence[Contact]) -> Iterable[Touch]:
    if not people:
        return desk.store.touches.planned_before(date.min, date.max)
    return [touch for person in people for touch in desk.store.touches.planned(person.id)]


def _draft(desk: Desk, touch: Touch) -> bytes:
    from followup_tui.operations import drafting, mailing  # brings Jinja2 along

    assert touch.contact_id is not None
    contact = desk.store.people.contact(touch.contact_id)
    wanted = drafting.Wanted(channel=touch.channel, purpose=touch.purpose)
    script = drafting.current_script(desk, contact, wanted)
    letter = mailing.letter_for(desk, contact, script, touch)
    # Mail programs open it as something to be edited and sent.
    return b"X-Unsent: 1\r\n" + letter.raw


def _cards(desk: Desk, people: Iterable[Contact], private: bool) -> tuple[Card, ...]:
    return outgoing.cards(desk.store.database, people, private=private)


def _named_apart(files: Iterable[tuple[str, str, bytes]]) -> tuple[Sheet, ...]:
    """File names from names of people and companies: safe everywhere, and no two alike."""
    taken: set[str] = set()
    sheets = []
    for name, ending, content in files:
        stem = _file_name(name)
        unused, number = stem, 1
        while unused.casefold() in taken:
            number += 1
            unused = f"{stem} {number}"
        taken.add(unused.casefold())
        sheets.append(Sheet(unused + ending, content))
    return tuple(sheets)


def _file_name(text: str) -> str:
    letters = (c if c.isalnum() or c in " -_." else "_" for c in clean_line(text, _LONGEST_NAME))
    name = "".join(letters).strip(" .") or "unnamed"
    return f"{name}_" if name.partition(".")[0].casefold() in _DEVICES else name
