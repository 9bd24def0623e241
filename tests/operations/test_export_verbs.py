"""Claims about what goes out: it comes back the same, keeps what is private, and follows the plan."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator, ValidationError

from followup_tui import exchange
from followup_tui.core.records import Contact
from followup_tui.errors import UsageError
from followup_tui.operations import exporting, people, touches
from followup_tui.operations.calendar_file import Follower, refresh
from followup_tui.operations.desk import Desk, open_desk
from followup_tui.operations.importing import import_files
from followup_tui.operations.touches import Happened
from tests.builders import TODAY, in_days
from tests.cast import add, again, finish, hear, on, plan_of

CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoë Ørsted\r\nN:Ørsted;Zoë;Marie;Dr.;\r\nORG:Acme;R&D\r\n"
    "TITLE:Head\\, Labs\r\nEMAIL;TYPE=work:zoe@acme.example\r\nTEL:+1 313 555 0100\r\n"
    "item2.TEL:+1 313 555 0102\r\nitem2.X-ABLabel:Lab\r\n"
    "URL:https://www.linkedin.com/in/zoe\r\nNOTE:met in Oslo\\; likes tea\r\n"
    "BDAY:1980-05-04\r\nitem1.ADR;TYPE=WORK:;;1 Main St;Detroit;;;\r\n"
    "item1.X-ABLabel:Büro\r\nX-SPOUSE:Kim\r\nEND:VCARD\r\n"
)
SAMPLES = Path(__file__).parents[1] / "data"
HIDDEN = ("seemed tired", "call in May", "too junior", "rank-second", "sold to Beta", "hear-me")


def elsewhere(desk: Desk, home: Path, name: str, content: str) -> Desk:
    """An empty desk that has imported that file."""
    file = home / name
    file.write_text(content, encoding="utf-8", newline="")
    fresh = replace(open_desk(home / f"fresh-{name}", today=TODAY), config=desk.config)
    import_files(fresh, [file])
    return fresh


def schema() -> Any:
    """The published schema."""
    path = Path(next(iter(exchange.__path__))) / "followup.schema.json"
    return json.loads(path.read_text())


def test_a_card_that_came_in_goes_out_whole(desk: Desk, home: Path) -> None:
    """Imported and exported, a file loses nothing: what is not used here goes back as it came."""
    came = elsewhere(desk, home, "zoe.vcf", CARD)
    unfolded = exporting.export_vcard(came, private=True).replace("\r\n ", "")
    assert sorted(unfolded.splitlines()) == sorted(CARD.splitlines())
    came.store.close()


@pytest.mark.parametrize("private", [False, True])
@pytest.mark.parametrize("form", [exporting.export_vcard, exporting.export_csv])
def test_people_come_back_the_same(
    desk: Desk, home: Path, form: Callable[..., str], private: bool
) -> None:
    """Exported, imported elsewhere and exported again, the two files are equal to the letter."""
    add(desk, "Ann Lee", department="R&D, Labs", title="=Head", linkedin="linkedin.com/in/ann")
    add(desk, "Bo Ray", company="", phones=("+1 313 555 0100", "0313 555 0101 ext. 5"), emails=())
    import_files(desk, [_file(home, "z.vcf", CARD)])
    with desk.store.action("tag") as action:
        for tag in ("R&D, Detroit", "=alumni"):
            action.insert("tag", contact_id=1, name=tag)
    first = form(desk, private=private)
    back = elsewhere(desk, home, f"again{private}", first)
    assert back.store.people.count() == 3
    assert form(back, private=private) == first
    back.store.close()


def test_the_calendar_thinks_of_the_clock_of_the_person(desk: Desk) -> None:
    """Whoever is called in New York from Berlin is called when it is nine there."""
    mine = replace(
        desk, config=replace(desk.config, me=desk.config.me._replace(timezone="Europe/Berlin"))
    )
    ann = add(mine, timezone="America/New_York")
    with mine.store.action("call") as action:
        for planned in mine.store.touches.planned(ann.id):
            action.update("touch", planned.id, channel="call", due_on=in_days(2))
    calendar: Any = Calendar.from_ical(exporting.export_calendar(mine))
    (event,) = calendar.walk("VEVENT")
    assert event["dtstart"].dt.hour == 15


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("*.vcf")))
def test_cards_of_other_programs_come_back_the_same(desk: Desk, home: Path, name: str) -> None:
    """Phones, mail programs and address books: what they wrote is stable once it was here."""
    import_files(desk, [SAMPLES / name])
    first = exporting.export_vcard(desk, private=True)
    back = elsewhere(desk, home, "again.vcf", first)
    assert exporting.export_vcard(back, private=True) == first
    back.store.close()


def test_the_published_schema_is_that_of_the_tables() -> None:
    """`followup export schema -o followup_tui/exchange/followup.schema.json` writes it anew."""
    assert schema() == json.loads(exporting.export_schema())


def test_an_export_keeps_to_the_published_schema(desk: Desk, home: Path) -> None:
    """Everything that an export holds is described, and nothing else passes."""
    import_files(desk, [_file(home, "z.vcf", CARD)])
    ann = add(desk)
    finish(desk, ann, said="Call me in May.")
    content = json.loads(exporting.export_json(desk))
    Draft202012Validator.check_schema(schema())
    Draft202012Validator(schema()).validate(content)
    content["tables"]["contact"][0]["role"] = "king"
    with pytest.raises(ValidationError, match="king"):
        Draft202012Validator(schema()).validate(content)


def test_what_is_private_stays(desk: Desk) -> None:
    """Observations, wishes, reasons, ranks, insight bodies, feedback and their words stay here."""
    ann = _full(desk)
    sheets = exporting.export_dossiers(desk)
    public = (
        exporting.export_csv(desk)
        + exporting.export_vcard(desk, [ann])
        + exporting.export_calendar(desk).decode()
        + exporting.export_work_log(desk)
        + "".join(sheet.content.decode() for sheet in sheets)
    )
    assert [secret for secret in HIDDEN if secret in public] == []
    assert "plays tennis" in public
    page = exporting.export_dossiers(desk, private=True)[0].content.decode()
    assert [secret for secret in HIDDEN if secret not in page.replace("\\", "")] == []


def test_a_page_for_each_company(desk: Desk) -> None:
    """People, timeline and standing stand on it; names of files are safe and no two alike."""
    ann = add(desk, company="A/C <b>")
    add(desk, "Bo Ray", company="A?C <b>")
    finish(desk, ann)
    first, second = exporting.export_dossiers(desk)
    assert (first.name, second.name) == ("A_C _b_.md", "A_C _b_ 2.md")
    page = first.content.decode()
    assert page.startswith("# A/C \\<b\\>\n")
    assert "- Ann Lee ★, hiring manager\n    - ann@example.org" in page
    assert f"- {TODAY}: voicemail with Ann Lee, keep warm, left a message" in page


def test_a_log_tells_what_was_done_to_find_work(desk: Desk) -> None:
    """What I did, oldest first; what came in, a like, and what is only planned are not in it."""
    ann = add(desk)
    finish(desk, ann, outcome="left-message")
    touches.log(desk, ann, Happened("email", on=TODAY - timedelta(days=9)))
    touches.log(desk, ann, Happened("light", on=TODAY - timedelta(days=5)))
    hear(desk, ann, "Thank you.")
    text = exporting.export_work_log(desk).removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert rows == [
        [str(TODAY - timedelta(days=9)), "Acme", "Ann Lee", "e-mail", "sent"],
        [str(TODAY), "Acme", "Ann Lee", "voicemail", "left a message"],
    ]
    assert exporting.export_work_log(desk, TODAY).count("\r\n") == 2
    with pytest.raises(UsageError, match="first day"):
        exporting.export_work_log(desk, in_days(1))


def test_each_planned_touch_is_one_event(desk: Desk) -> None:
    """Moved, it keeps its UID and counts one up; at another day it stands once."""
    ann = add(desk)
    add(desk, "Bo Ray", company="Beta")
    before = _events(desk)
    assert len(before) == 2
    touches.snooze(desk, plan_of(desk, ann), in_days(9))
    after = _events(desk)
    assert before.keys() == after.keys()
    (moved,) = [uid for uid in after if after[uid]["dtstart"].dt != before[uid]["dtstart"].dt]
    assert after[moved]["dtstart"].dt.date() == in_days(9)
    assert after[moved]["sequence"] > before[moved]["sequence"]


def test_a_cancelled_touch_is_told_for_a_while(desk: Desk) -> None:
    """Thirty days long it is there as cancelled, once, with a newer sequence; then it is gone."""
    ann = add(desk)
    before = _events(desk)
    people.stop(desk, ann)
    ((uid, event),) = _events(desk).items()
    assert uid in before
    assert event["status"] == "CANCELLED"
    assert event["sequence"] > before[uid]["sequence"]
    assert _events(on(desk, event["dtstamp"].dt.date() + timedelta(days=31))) == {}


def test_a_pause_takes_what_it_covers_out(desk: Desk) -> None:
    """Until further notice nothing rings a bell; resumed, it stands again."""
    ann = add(desk)
    people.pause(desk, ann, None)
    assert [str(event["status"]) for event in _events(desk).values()] == ["CANCELLED"]
    people.resume(desk, again(desk, ann))
    assert "CONFIRMED" in [str(event["status"]) for event in _events(desk).values()]


def test_the_file_follows_what_was_done(desk: Desk, home: Path) -> None:
    """Written where it differs and left alone where it does not; undo is a change as well."""
    desk, file = _with_file(desk, home / "plan.ics")
    follower = Follower.from_now(desk)
    add(desk)
    assert follower.follow(desk) == ""
    written = file.read_bytes()
    assert written == exporting.export_calendar(desk)
    assert file.stat().st_mode & 0o777 == 0o600
    place = file.stat().st_ino
    assert refresh(desk) == ""
    assert file.stat().st_ino == place
    desk.store.journal.undo()
    follower.follow(desk)
    assert b"VEVENT" not in file.read_bytes()


def test_nothing_is_looked_at_when_nothing_was_done(desk: Desk, home: Path) -> None:
    """A command that only reads writes no calendar, but for one that is missing."""
    desk, file = _with_file(desk, home / "plan.ics")
    follower = Follower.from_now(desk)
    follower.follow(desk)
    assert file.exists()
    file.write_text("mine")
    follower.follow(desk)
    assert file.read_text() == "mine"


def test_a_calendar_that_cannot_be_written_is_told_once(desk: Desk, home: Path) -> None:
    """One sentence for each failure, also over several starts, and no action fails by it."""
    broken, _ = _with_file(desk, home / "gone" / "plan.ics")
    add(broken)
    assert "gone" in refresh(broken)
    assert refresh(broken) == ""
    (home / "gone").mkdir()
    assert refresh(broken) == ""
    os.remove(home / "gone" / "plan.ics")
    (home / "gone" / "plan.ics").mkdir()
    assert "folder" in refresh(broken)


def test_an_e_mail_that_cannot_be_written_stops_no_other(desk: Desk) -> None:
    """Whoever has no address is left out and said; alone, the reason is the failure."""
    desk = replace(
        desk, config=replace(desk.config, me=desk.config.me._replace(email="s@x.example"))
    )
    add(desk, phones=())
    bo = add(desk, "Bo Ray", company="Beta", phones=())
    with desk.store.action("lose") as action:
        for row, _, _ in desk.store.people.address_rows(bo.id, "email"):
            action.delete("address", row)
    drafts = exporting.export_mail(desk)
    assert [sheet.name for sheet in drafts.sheets] == [f"{TODAY} Ann Lee.eml"]
    assert drafts.sheets[0].content.startswith(b"X-Unsent: 1\r\n")
    (left_out,) = drafts.left_out
    assert "Bo Ray" in left_out
    with pytest.raises(UsageError, match="Bo Ray"):
        exporting.export_mail(desk, [again(desk, bo)])


def _file(home: Path, name: str, content: str) -> Path:
    path = home / name
    path.write_text(content, encoding="utf-8", newline="")
    return path


def _with_file(desk: Desk, file: Path) -> tuple[Desk, Path]:
    calendar = desk.config.calendar._replace(file=str(file))
    return replace(desk, config=replace(desk.config, calendar=calendar)), file


def _events(desk: Desk) -> dict[str, Any]:
    found = Calendar.from_ical(exporting.export_calendar(desk)).walk("VEVENT")
    assert len({str(event["uid"]) for event in found}) == len(found)
    return {str(event["uid"]): event for event in found}


def _full(desk: Desk) -> Contact:
    """Ann at Acme with something private of every sort, and common ground."""
    ann = add(desk)
    touches.log(desk, ann, Happened("email", text="hear-me", on=TODAY - timedelta(days=30)))
    company = ann.company_id
    with desk.store.action("fill") as action:
        for kind, text in (
            ("observation", "seemed tired"),
            ("wish", "call in May"),
            ("reason", "rank-second"),
            ("common", "plays tennis"),
        ):
            action.insert("note", contact_id=ann.id, kind=kind, text=text, on=TODAY)
        action.insert("feedback", company_id=company, text="too junior", on=TODAY)
        action.insert("insight", company_id=company, teaser="A rival moves", body="sold to Beta")
    return ann
