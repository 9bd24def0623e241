"""Claims about people from files: twice adds nothing, nothing known is lost, a bad file changes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from followup_tui.core.words import ContactState
from followup_tui.errors import FileError
from followup_tui.operations import people
from followup_tui.operations.desk import Desk
from followup_tui.operations.importing import Result, import_files
from followup_tui.operations.people import Details
from tests.builders import TODAY
from tests.cast import add, again, finish, picture, plan_of

DATA = Path(__file__).parents[1] / "data"
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
ANN = "Ann,Lee,https://www.linkedin.com/in/ann-lee,ann@acme.example,Acme Ltd.,Designer,15 Mar 2023"


def linkedin(home: Path, *rows: str) -> Path:
    """A file of connections as LinkedIn exports it."""
    file = home / "Connections.csv"
    file.write_text("\n".join((HEADER, *rows)) + "\n")
    return file


def cards(home: Path, *bodies: str) -> Path:
    """A file of contact cards."""
    file = home / "people.vcf"
    file.write_text("".join(f"BEGIN:VCARD\nVERSION:3.0\n{body}\nEND:VCARD\n" for body in bodies))
    return file


def tally(result: Result) -> tuple[int, int, int, int]:
    return (result.added, result.updated, result.unchanged, result.skipped)


def test_connections_come_in(desk: Desk, home: Path) -> None:
    """A row of LinkedIn's file becomes a person with company, title, address and a way to write."""
    result = import_files(desk, [linkedin(home, ANN)])
    assert tally(result) == (1, 0, 0, 0)
    assert (result.did, result.names, result.usable) == (
        "import Connections.csv",
        ["Ann Lee"],
        True,
    )
    (ann,) = desk.store.people.everyone()
    assert (ann.name, ann.first_name, ann.last_name) == ("Ann Lee", "Ann", "Lee")
    assert (ann.company, ann.title, ann.emails) == ("Acme Ltd.", "Designer", ("ann@acme.example",))
    assert ann.linkedin == "https://www.linkedin.com/in/ann-lee"
    assert ann.connected
    assert not ann.starred
    assert desk.store.touches.planned(ann.id) == ()


def test_cards_come_in(desk: Desk, home: Path) -> None:
    """A contact card becomes a person with everything on it, and keeps what is not used."""
    body = (
        "FN:Ann Lee\nN:Lee;Ann;;;\nORG:Acme;Design\nTITLE:Head\nEMAIL:ann@a.example\n"
        "TEL:+1 313 555 0100\nNOTE:met at the fair\nBDAY:1980-01-01"
    )
    import_files(desk, [cards(home, body)])
    (ann,) = desk.store.people.everyone()
    assert (ann.name, ann.company, ann.department, ann.title) == (
        "Ann Lee",
        "Acme",
        "Design",
        "Head",
    )
    assert (ann.emails, ann.phones) == (("ann@a.example",), ("+1 313 555 0100",))
    assert not ann.connected
    assert [n.text for n in desk.store.material.notes(ann.id, None)] == ["met at the fair"]
    kept = desk.store.database.tuples("SELECT line FROM kept_property")
    assert ("BDAY:1980-01-01",) in kept


@pytest.mark.parametrize("name", sorted(p.name for p in DATA.glob("*.*")))
def test_twice_adds_nothing(desk: Desk, name: str) -> None:
    """Every sample file, imported a second time, changes nothing and leaves no entry."""
    first = import_files(desk, [DATA / name])
    assert first.added > 0
    before = picture(desk.store)
    second = import_files(desk, [DATA / name])
    assert (second.added, second.updated) == (0, 0)
    assert second.unchanged == first.added + first.updated + first.unchanged
    assert picture(desk.store) == before
    assert len(desk.store.journal.entries()) == 1


def test_all_files_twice_add_nothing(desk: Desk) -> None:
    """All sample files at once, twice: the second time nothing changes."""
    files = sorted(DATA.glob("*.*"))
    import_files(desk, files)
    import_files(desk, files)
    before = picture(desk.store)
    assert import_files(desk, files).added == 0
    assert picture(desk.store) == before


@pytest.mark.parametrize(
    "body",
    [
        "FN:Ann Lee\nORG:Acme Inc.\nTEL:+1 313 555 0100",
        "FN:Ann Lee\nORG:ACME",
        "FN:Ann Lee",
        f"FN:Ann Lee\nORG:Acme\nTITLE:{'Head of everything ' * 30}",
        f"FN:{'Ann ' * 80}Lee\nORG:{'Acme ' * 80}",
    ],
)
def test_the_same_card_is_the_same_person(desk: Desk, home: Path, body: str) -> None:
    """Without address and profile, name and company tell: legal forms and long texts do not matter."""
    add(desk, "Zed Zulu", company="Acme", star=False)
    file = cards(home, body)
    import_files(desk, [file])
    before = picture(desk.store)
    result = import_files(desk, [file])
    assert tally(result) == (0, 0, 1, 0)
    assert picture(desk.store) == before


def test_a_known_person_is_completed(desk: Desk, home: Path) -> None:
    """What the file adds is added; what is known is neither emptied nor replaced."""
    ann = add(desk, emails=("ann@acme.example",), title="Head of Design", star=False)
    result = import_files(desk, [linkedin(home, ANN.replace("Designer", ""))])
    assert tally(result) == (0, 1, 0, 0)
    now = again(desk, ann)
    assert (now.title, now.phones, now.connected) == ("Head of Design", ann.phones, True)
    assert now.linkedin.endswith("/ann-lee")


def test_a_changed_employer_is_history(desk: Desk, home: Path) -> None:
    """A connection with a new employer keeps the old one as history, and the plan goes along."""
    import_files(desk, [linkedin(home, ANN)])
    (ann,) = desk.store.people.everyone()
    people.star(desk, ann)
    done = finish(desk, ann).touch
    moved = ANN.replace("Acme Ltd.", "Beta").replace("Designer", "Director")
    result = import_files(desk, [linkedin(home, moved)])
    assert tally(result) == (0, 1, 0, 0)
    now = again(desk, ann)
    assert (now.company, now.title) == ("Beta", "Director")
    (job,) = desk.store.people.employment(ann.id)
    assert (job.company, job.title, job.until) == ("Acme Ltd.", "Designer", None)
    assert plan_of(desk, ann).company == "Beta"
    assert desk.store.touches.touch(done.id).company == "Acme Ltd."


def test_a_changed_employer_is_courteous(desk: Desk, home: Path) -> None:
    """Who moves to a company that is written to already waits for their turn there."""
    bob = add(desk, "Bob Roe", company="Beta")
    import_files(desk, [linkedin(home, ANN)])
    ann = desk.store.people.contact(2)
    people.star(desk, ann)
    import_files(desk, [linkedin(home, ANN.replace("Acme Ltd.", "Beta"))])
    due = {plan_of(desk, bob).due_on, plan_of(desk, ann).due_on}
    assert due == {TODAY, date(2026, 3, 10)}


def test_two_profiles_are_two_people(desk: Desk, home: Path) -> None:
    """The same name at the same company with another profile is another person, shared address or not."""
    other = ANN.replace("ann-lee,", "ann-lee-2,")
    result = import_files(desk, [linkedin(home, ANN, other)])
    assert tally(result) == (2, 0, 0, 0)
    assert tally(import_files(desk, [linkedin(home, ANN, other)])) == (0, 0, 2, 0)


def test_an_address_tells_who_it_is(desk: Desk, home: Path) -> None:
    """A person is known again by their address under another name."""
    ann = add(desk, emails=("ann@acme.example",), star=False)
    import_files(desk, [cards(home, "FN:Ann Marsh-Lee\nEMAIL:ANN@acme.example")])
    assert desk.store.people.count() == 1
    assert again(desk, ann).name == "Ann Lee"


def test_a_profile_tells_who_it_is(desk: Desk, home: Path) -> None:
    """A person is known again by their profile under another spelling of it."""
    add(desk, linkedin="http://de.linkedin.com/in/Ann-Lee/?trk=1", star=False)
    result = import_files(desk, [linkedin(home, ANN.replace("Ann,Lee", "Anne,Li"))])
    assert tally(result) == (0, 1, 0, 0)
    assert desk.store.people.count() == 1


def test_a_stop_survives_an_import(desk: Desk, home: Path) -> None:
    """Who asked to be left alone stays so, whatever a file says of them."""
    ann = add(desk, emails=("ann@acme.example",))
    people.stop(desk, ann)
    import_files(desk, [linkedin(home, ANN.replace("Acme Ltd.", "Beta"))])
    assert again(desk, ann).state is ContactState.STOPPED
    assert again(desk, ann).company == "Beta"
    assert desk.store.touches.planned(ann.id) == ()


def test_a_bounced_address_stays_bounced(desk: Desk, home: Path) -> None:
    """An address that came back is not taken for a good one because a file still has it."""
    import_files(desk, [linkedin(home, ANN)])
    (ann,) = desk.store.people.everyone()
    people.star(desk, ann)
    finish(desk, ann, channel="email", outcome="bounced")
    before = picture(desk.store)
    assert tally(import_files(desk, [linkedin(home, ANN)])) == (0, 0, 1, 0)
    assert picture(desk.store) == before
    assert again(desk, ann).emails == ()


def test_a_waiting_plan_goes_on(desk: Desk, home: Path) -> None:
    """A file with the new address that a plan waited for lets it go on; a pause of mine it does not."""
    import_files(desk, [linkedin(home, ANN)])
    (ann,) = desk.store.people.everyone()
    people.star(desk, ann)
    finish(desk, ann, channel="email", outcome="bounced")
    fresh = linkedin(home, ANN.replace("ann@acme", "ann@beta"))
    import_files(desk, [fresh])
    assert again(desk, ann).state is ContactState.ACTIVE
    assert again(desk, ann).emails == ("ann@beta.example",)
    bob = add(desk, "Bob Roe", emails=("bob@a.example",), company="Beta")
    people.pause(desk, bob)
    import_files(desk, [cards(home, "FN:Bob Roe\nEMAIL:bob@a.example\nTEL:+1 313 555 0177")])
    assert again(desk, bob).state is ContactState.PAUSED


def test_a_dry_run_changes_nothing(desk: Desk, home: Path) -> None:
    """A dry run says what would happen and leaves everything as it is."""
    add(desk, star=False)
    before, files = picture(desk.store), [DATA / "linkedin-current.csv"]
    said = import_files(desk, files, dry_run=True)
    assert picture(desk.store) == before
    assert len(desk.store.journal.entries()) == 1
    real = import_files(desk, files)
    assert (said.names, tally(said)) == (real.names, tally(real))


def test_one_undo_takes_an_import_back(desk: Desk) -> None:
    """Several files are one step back, and one step again."""
    add(desk, star=False)
    before = picture(desk.store)
    import_files(desk, sorted(DATA.glob("*.*")))
    after = picture(desk.store)
    (entry,) = desk.store.journal.undo()
    assert entry.did.startswith("import android-2.1.vcf, ")
    assert picture(desk.store) == before
    desk.store.journal.redo()
    assert picture(desk.store) == after


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"just a letter to Ann",
        b"\x00\x01\x02" * 100,
        b'First Name,Last Name\n"Ann,Lee\nx,y\n',
        b"BEGIN:VCARD\nFN:Ann\nEND:VCARD\nBEGIN:VCARD\nFN:Bob",
        b"[" * 100_000,
        b'{"format": "followup"}',
        b'{"format": "other", "version": 1, "tables": {}}',
    ],
)
def test_a_broken_file_changes_nothing(desk: Desk, home: Path, content: bytes) -> None:
    """A file that cannot be used is refused by name, and nothing is written."""
    add(desk, star=False)
    before = picture(desk.store)
    broken = home / "broken.dat"
    broken.write_bytes(content)
    with pytest.raises(FileError, match=r"broken\.dat"):
        import_files(desk, [broken])
    assert picture(desk.store) == before
    assert len(desk.store.journal.entries()) == 1


def test_a_file_cut_short_can_be_taken_in_part(desk: Desk, home: Path) -> None:
    """What is whole in a file that ends in the middle comes in when it is asked for."""
    file = home / "cut.vcf"
    file.write_text("BEGIN:VCARD\nFN:Ann Lee\nEND:VCARD\nBEGIN:VCARD\nFN:Bo")
    with pytest.raises(FileError, match="--partial"):
        import_files(desk, [file])
    assert import_files(desk, [file], partial=True).names == ["Ann Lee"]


def test_a_missing_file_is_told(desk: Desk, home: Path) -> None:
    """A file that is not there, or is a folder, is told before anything is written."""
    for wrong in (home / "nowhere.csv", home):
        with pytest.raises(FileError):
            import_files(desk, [wrong])
    assert desk.store.people.count() == 0


def test_bad_rows_are_passed_over(desk: Desk, home: Path) -> None:
    """A row that cannot be used is named with its file and line, and the others come in."""
    result = import_files(desk, [cards(home, "FN:Ann Lee", "NOTE:nobody", "FN:Bob Roe")])
    assert tally(result) == (2, 0, 0, 1)
    (problem,) = result.problems
    assert (problem.file, problem.line) == ("people.vcf", 5)


def test_hostile_names_come_in_as_text(desk: Desk, home: Path) -> None:
    """Escape sequences and formulas in a file are text, without what would move a cursor."""
    import_files(
        desk, [cards(home, "FN:=cmd|' /C calc'!A0 \x1b[2J\u202eLee", "FN:[@click=x]Bo[/]")]
    )
    names = [c.name for c in desk.store.people.everyone()]
    assert names == ["=cmd|' /C calc'!A0 [2JLee", "[@click=x]Bo[/]"]


def test_wrong_addresses_do_not_stop_an_import(desk: Desk, home: Path) -> None:
    """A card with an address or a number that is none comes in without it."""
    body = "FN:Ann Lee\nEMAIL:ann at acme\nTEL:ask Bob\nTEL:+1 313 555 0100"
    result = import_files(desk, [cards(home, body)])
    (ann,) = desk.store.people.everyone()
    assert (ann.emails, ann.phones) == ((), ("+1 313 555 0100",))
    assert result.added == 1


def test_a_deleted_person_is_added_anew(desk: Desk, home: Path) -> None:
    """Somebody in the bin does not hide a row of a file."""
    add(desk, emails=("ann@acme.example",), star=False)
    people.delete(desk, desk.store.people.contact(1))
    assert tally(import_files(desk, [linkedin(home, ANN)])) == (1, 0, 0, 0)


def test_a_wish_of_details_is_not_touched(desk: Desk, home: Path) -> None:
    """Role, star and what I typed about a person survive every import."""
    ann = add(desk, emails=("ann@acme.example",))
    people.edit(desk, ann, Details(role="interviewer", timezone="Europe/Berlin"))
    before = again(desk, ann)
    import_files(desk, [linkedin(home, ANN)])
    now = again(desk, ann)
    assert (now.role, now.timezone, now.starred, now.name) == (
        before.role,
        before.timezone,
        True,
        "Ann Lee",
    )


def test_an_older_file_does_not_turn_time_back(desk: Desk, home: Path) -> None:
    """A job that somebody is known to have left does not come back with an older file."""
    import_files(desk, [linkedin(home, ANN)])
    (ann,) = desk.store.people.everyone()
    people.edit(desk, ann, Details(company="Beta", title="Director"))
    before = picture(desk.store)
    assert tally(import_files(desk, [linkedin(home, ANN)])) == (0, 0, 1, 0)
    assert picture(desk.store) == before
