"""Messages from archives: touches of the past, none twice, plans follow and none begins."""

from __future__ import annotations

import json
import shutil
import threading
import tracemalloc
import zipfile
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from followup_tui.core.records import Contact, Touch
from followup_tui.core.words import Direction, Purpose, TouchState
from followup_tui.errors import FileError
from followup_tui.operations import importing, people
from followup_tui.operations.desk import Desk, open_desk
from followup_tui.operations.import_result import ImportRow
from followup_tui.operations.importing import ImportCancelled, Options, Result, import_files
from tests.builders import TODAY, days_ago
from tests.cast import add, again, hear, on, picture, plan_of

SAMPLES = Path(__file__).parents[1] / "exchange" / "samples"
ANN = "https://www.linkedin.com/in/ann-lee"
QUESTION = "Could you send me your notes?"


@pytest.fixture
def countable(home: Path) -> None:
    """A config that says who I am."""
    (home / "config.toml").write_text(
        '[me]\nname = "Sam Reyes"\nemail = "sam@example.org"\n\n[cadence]\nspread = 0\n'
    )


def mail(home: Path, *letters: tuple[str, date, str]) -> Path:
    """An mbox of letters between Ann and me: ("in" or "out", the day, the words)."""
    parts = []
    for number, (way, day, words) in enumerate(letters):
        letter = EmailMessage()
        ends = ("ann@example.org", "sam@example.org")
        letter["From"], letter["To"] = ends if way == "in" else ends[::-1]
        letter["Date"] = f"{day:%a, %d %b %Y} 12:00:00 +0000"
        letter["Message-ID"] = f"<{number}.{day}@x>"
        letter.set_content(words)
        parts.append(b"From x Mon Feb  2 12:00:00 2026\n" + letter.as_bytes())
    path = home / "mail.mbox"
    path.write_bytes(b"\n".join(parts))
    return path


def done(desk: Desk, contact: Contact) -> list[Touch]:
    """What happened with somebody, the newest first."""
    return [t for t in desk.store.touches.timeline(contact.id) if t.state is TouchState.DONE]


def test_mail_becomes_touches(desk: Desk, home: Path) -> None:
    """Both directions, on their days, with the words; counts are of people, touches apart."""
    ann = add(desk, star=False)
    file = mail(home, ("out", days_ago(50), "Hello Ann."), ("in", days_ago(40), "Hello Sam."))
    result = import_files(desk, [file])
    assert (result.added, result.touches, result.usable) == (0, 2, True)
    theirs, mine = done(desk, ann)
    assert (theirs.direction, theirs.done_on, theirs.said) == (
        Direction.IN,
        days_ago(40),
        "Hello Sam.",
    )
    assert (mine.direction, mine.text, mine.purpose) == (
        Direction.OUT,
        "Hello Ann.",
        Purpose.KEEP_WARM,
    )


def test_none_twice_and_one_undo(desk: Desk, home: Path) -> None:
    """A second import adds nothing, not even a copy of the archive does; one undo takes all back."""
    add(desk, star=False)
    before = picture(desk.store)
    file = mail(home, ("out", days_ago(50), "Hello."), ("in", days_ago(3), QUESTION))
    import_files(desk, [file])
    after = picture(desk.store)
    assert import_files(desk, [file]).touches == 0
    assert import_files(desk, [Path(shutil.copy(file, home / "copy.mbox"))]).known_touches == 2
    assert picture(desk.store) == after
    desk.store.journal.undo()
    assert picture(desk.store) == before


def test_what_i_logged_myself_is_the_same_message(desk: Desk, home: Path) -> None:
    """A mail that stands in the timeline already gets its key, not a twin."""
    ann = add(on(desk, days_ago(5)), star=False)
    hear(on(desk, days_ago(5)), ann, "Thanks!", channel="email")
    result = import_files(desk, [mail(home, ("in", days_ago(5), "Thanks!"))])
    assert (result.touches, result.known_touches) == (0, 1)
    assert len(done(desk, ann)) == 1


def test_an_inbound_message_restarts_the_count(desk: Desk, home: Path) -> None:
    """Who is kept warm is planned anew from it."""
    ann = add(on(desk, days_ago(30)))
    import_files(desk, [mail(home, ("in", days_ago(2), "All well here."))])
    assert plan_of(desk, ann).due_on is not None
    assert days_ago(2) + timedelta(days=14) <= (plan_of(desk, ann).due_on or TODAY)


def test_no_plan_begins_by_an_archive(desk: Desk, home: Path) -> None:
    """Years of mail with somebody without a star plan nothing."""
    ann = add(desk, star=False)
    letters = [("out", days_ago(n), "Hello.") for n in (900, 500, 100, 20)]
    import_files(desk, [mail(home, *letters)])
    assert desk.store.touches.planned(ann.id) == ()
    assert again(desk, ann).kept_warm_on is None


@pytest.mark.parametrize(
    ("letters", "owed"),
    [
        ([("in", 3, QUESTION)], True),
        ([("in", 40, QUESTION)], False),
        ([("in", 3, "All well.")], False),
        ([("in", 3, QUESTION), ("out", 1, "Here they are.")], False),
        ([("in", 40, QUESTION), ("in", 2, "Thank you, got it.")], False),
    ],
)
def test_only_a_fresh_question_is_owed(
    desk: Desk, home: Path, letters: list[tuple[str, int, str]], owed: bool
) -> None:
    """The newest message of theirs, at most two weeks old, that nothing of mine followed."""
    ann = add(desk, star=False)
    import_files(desk, [mail(home, *((way, days_ago(n), said) for way, n, said in letters))])
    planned = desk.store.touches.planned(ann.id)
    assert [t.purpose for t in planned] == ([Purpose.REPLY] if owed else [])


def test_a_reply_that_went_out_is_no_longer_owed(desk: Desk, home: Path) -> None:
    """An answer found in the archive cancels the plan for it."""
    ann = add(on(desk, days_ago(4)), star=False)
    hear(on(desk, days_ago(4)), ann, QUESTION, channel="email")
    assert plan_of(desk, ann).purpose is Purpose.REPLY
    import_files(desk, [mail(home, ("out", days_ago(1), "Here they are."))])
    assert desk.store.touches.planned(ann.id) == ()


def test_a_lively_talk_is_not_pressing(desk: Desk, home: Path) -> None:
    """Answers of mine are replies, which do not count."""
    ann = add(desk, star=False)
    letters = [("in" if n % 2 else "out", days_ago(30 - n), "Well then.") for n in range(8)]
    import_files(desk, [mail(home, *letters)])
    counted = [t for t in done(desk, ann) if t.direction is Direction.OUT]
    assert sum(t.purpose is Purpose.KEEP_WARM for t in counted) == 1


def test_a_stop_survives_an_archive(desk: Desk, home: Path) -> None:
    """What was written stands in the timeline, and nothing is planned."""
    ann = add(desk)
    people.stop(desk, ann)
    import_files(desk, [mail(home, ("in", days_ago(1), QUESTION))])
    assert len(done(desk, ann)) == 1
    assert desk.store.touches.planned(ann.id) == ()


def test_without_my_address_one_sentence_says_so(
    home: Path, new_database: Path, tmp_path: Path
) -> None:
    """Inbound mail comes in all the same."""
    bare = tmp_path / "bare"
    fresh = open_desk(bare, today=TODAY, anew=True)
    add(fresh, star=False)
    result = import_files(
        fresh, [mail(home, ("in", days_ago(2), "Hi."), ("out", days_ago(1), "Ho."))]
    )
    fresh.store.close()
    assert result.touches == 1
    assert "me.email" in result.remarks[0]


def test_linkedin_archive_as_a_whole(desk: Desk, home: Path) -> None:
    """Connections first, then the messages and invitations with them; other tables are left alone."""
    rows = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    path = home / "Basic_LinkedInDataExport.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(SAMPLES / "messages.csv", "messages.csv")
        archive.write(SAMPLES / "Invitations.csv", "Invitations.csv")
        archive.writestr("Positions.csv", "Company Name,Title,Description\nAcme,Writer,x\n")
        archive.writestr("Connections.csv", f"{rows}Ann,Lee,{ANN},,Acme,Designer,15 Jan 2026\n")
    result = import_files(desk, [path])
    assert (result.added, result.touches) == (1, 3)
    (ann,) = desk.store.people.everyone()
    assert [t.channel for t in done(desk, ann)] == ["linkedin", "linkedin", "invitation"]
    assert [t.purpose for t in desk.store.touches.planned(ann.id)] == [Purpose.REPLY]
    before = picture(desk.store)
    assert import_files(desk, [path]).changes is False
    assert picture(desk.store) == before


@pytest.mark.parametrize("name", sorted(p.name for p in SAMPLES.glob("*.*") if p.name[0].islower()))
def test_every_sample_twice_adds_nothing(desk: Desk, name: str) -> None:
    """Each producer's file, a second time, changes nothing."""
    add(desk, linkedin=ANN, star=False)
    first = import_files(desk, [SAMPLES / name])
    assert first.changes
    before = picture(desk.store)
    second = import_files(desk, [SAMPLES / name])
    assert second.changes is False
    assert picture(desk.store) == before


def test_labels_tags_and_stars_are_kept(desk: Desk) -> None:
    """What the file calls an address, its groups, and the star with its first plan."""
    import_files(desk, [SAMPLES / "google-since-2023.csv"])
    zoe = next(p for p in desk.store.people.everyone() if p.starred)
    assert zoe.name == "Zoë Østergaard"
    assert len(desk.store.touches.planned(zoe.id)) == 1
    sql = "SELECT label FROM address WHERE value = 'zoe@caferio.example'"
    assert desk.store.database.value(sql) == "work"
    assert desk.store.database.tuples("SELECT name FROM tag") == [("Interviewers",)]


def test_half_an_address_book_of_stars_is_no_star(desk: Desk, home: Path) -> None:
    """Nobody wants a hundred plans; it is said."""
    rows = "".join(f"P{i},X{i},* starred,p{i}@x.org\n" for i in range(30))
    file = home / "contacts.csv"
    file.write_text("First Name,Last Name,Labels,E-mail 1 - Value\n" + rows)
    result = import_files(desk, [file])
    assert "30 people have a star" in result.remarks[0]
    assert not any(person.starred for person in desk.store.people.everyone())


def test_a_number_and_a_fitting_name_are_the_same_person(desk: Desk, home: Path) -> None:
    """A switchboard's number alone joins nobody."""
    add(desk, "Ann Lee", phones=("+1 313 555 0100",), company="", star=False)
    card = "BEGIN:VCARD\nFN:{}\nTEL:(313) 555-0100\nTEL:+1 313 555 0100\nORG:Acme\nEND:VCARD\n"
    file = home / "c.vcf"
    file.write_text(card.format("Dr. Ann M. Lee") + card.format("Bo Ray"))
    result = import_files(desk, [file])
    assert (result.added, result.updated) == (1, 1)


def test_near_ones_are_proposed_and_kept_apart(desk: Desk, home: Path) -> None:
    """The same name elsewhere is somebody new, and is told; a near spelling of the company as well."""
    ann = add(desk, company="Powell Motors", star=False)
    file = home / "c.vcf"
    file.write_text("BEGIN:VCARD\nFN:Ann Lee\nORG:Powel Motors\nEND:VCARD\n")
    said = import_files(desk, [file], dry_run=True)
    (near,) = said.near
    assert (near.contact.id, said.added) == (ann.id, 1)
    assert "spelt almost alike" in near.why
    same = {(near.file, near.incoming.line): ann.id}
    joined = import_files(desk, [file], options=Options(same=same))
    assert (joined.added, joined.updated) == (0, 1)
    assert import_files(desk, [file]).unchanged == 1


def test_a_mapping_is_remembered(desk: Desk, home: Path) -> None:
    """Told once, it holds for the next file with this header; undo forgets it."""
    file = home / "list.csv"
    file.write_text("Wer,Adresse\nAnn Lee,ann@x.org\n")
    columns = {"name": ("Wer",), "email": ("Adresse",)}
    import_files(desk, [file], options=Options(columns=columns))
    file.write_text("Wer,Adresse\nBo Ray,bo@x.org\n")
    assert import_files(desk, [file]).names == ["Bo Ray"]
    ((key, value),) = desk.store.database.tuples("SELECT key, value FROM setting")
    assert key.startswith("csv:")
    assert json.loads(value)["name"] == ["Wer"]
    desk.store.journal.undo(2)
    assert desk.store.database.tuples("SELECT key FROM setting") == []


def many(home: Path, number: int) -> Path:
    """A file of so many cards."""
    path = home / "many.vcf"
    path.write_text(
        "".join(f"BEGIN:VCARD\nFN:Person {i}\nEMAIL:p{i}@x.org\nEND:VCARD\n" for i in range(number))
    )
    return path


def test_progress_grows_to_its_end(desk: Desk, home: Path) -> None:
    """Told again and again, never backwards, complete at the end."""
    told: list[tuple[int, int]] = []
    import_files(desk, [many(home, 300)], options=Options(progress=lambda *now: told.append(now)))
    assert len(told) > 5
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_a_cancelled_import_changes_nothing(desk: Desk, home: Path) -> None:
    """In the middle, from another thread."""
    add(desk, star=False)
    before, stop = picture(desk.store), threading.Event()
    seen: list[int] = []

    def progress(done: int, total: int) -> None:
        seen.append(done)
        if len(seen) == 3:
            stop.set()

    with pytest.raises(ImportCancelled, match="nothing was changed"):
        import_files(
            desk, [many(home, 500)], options=Options(progress=progress, cancelled=stop.is_set)
        )
    assert picture(desk.store) == before
    assert len(seen) == 3


def test_cards_are_read_one_by_one(desk: Desk, home: Path) -> None:
    """Photographs of twenty megabytes in a hundred cards take no more than a few of them."""
    photo = "QUJD" * 50_000
    path = home / "photos.vcf"
    with path.open("w") as file:
        for i in range(100):
            file.write(f"BEGIN:VCARD\nFN:Person {i}\nPHOTO;ENCODING=b:{photo}\nEND:VCARD\n")
    tracemalloc.start()
    result = import_files(desk, [path])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert result.added == 100
    assert peak < path.stat().st_size * 0.6


def test_a_likely_file_is_found(home: Path) -> None:
    """By its header, the newest first; what is no list of people is passed over."""
    assert importing.likely_file(home / "none") is None
    (home / "bank.csv").write_text("Date,Amount\n1,2\n")
    assert importing.likely_file(home) is None
    shutil.copy(SAMPLES / "messages.csv", home / "x.csv")
    assert importing.likely_file(home) == home / "x.csv"


def test_a_folder_and_a_strange_archive_change_nothing(desk: Desk, home: Path) -> None:
    """A folder without mail, an archive whose tables only look like people."""
    path = home / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Positions.csv", "Name,Email\nAcme,a@x.org\n")
    for wrong in (home, path):
        with pytest.raises(FileError):
            import_files(desk, [wrong])
    assert desk.store.people.count() == 0


def test_result_lists_a_bounded_number_of_rows() -> None:
    """The counts are of all, the list is not."""
    result = Result()
    row = ImportRow("f", 1, "Ann", "", "known")
    for _ in range(2_000):
        result.show(row)
    assert len(result.rows) == 250
