"""Claims about an import that meets what is known: what it replaces is named, and can be kept as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup_tui.core.records import Contact
from followup_tui.errors import FileError
from followup_tui.operations import people
from followup_tui.operations.desk import Desk
from followup_tui.operations.importing import Options, import_files
from followup_tui.operations.people import Details
from tests.cast import add, again, picture

OLD = "FN:Ann Lee\nEMAIL:ann@acme.example\nTEL:+1 313 555 0199\nORG:Old Shop\nTITLE:Clerk"


def cards(home: Path, *bodies: str, name: str = "old.vcf") -> Path:
    """A file of contact cards."""
    file = home / name
    file.write_text("".join(f"BEGIN:VCARD\nVERSION:3.0\n{body}\nEND:VCARD\n" for body in bodies))
    return file


@pytest.fixture
def ann(desk: Desk) -> Contact:
    """Ann, designing at Powell Motors."""
    contact = add(
        desk, company="Powell Motors", emails=("ann@acme.example",), title="Designer", star=False
    )
    people.edit(desk, contact, Details(department="Bodies"))
    return again(desk, contact)


def test_what_is_replaced_is_named(desk: Desk, home: Path, ann: Contact) -> None:
    """S0.4: a dry run and the import both name the person, each field, the old and the new value."""
    said = (
        "Ann Lee: company Powell Motors → Old Shop, department Bodies → none, "
        "title Designer → Clerk"
    )
    before = picture(desk.store)
    assert import_files(desk, [cards(home, OLD)], dry_run=True).sentences == [said]
    assert picture(desk.store) == before
    assert import_files(desk, [cards(home, OLD)]).sentences == [said]


def test_the_department_goes_with_the_employer(desk: Desk, home: Path, ann: Contact) -> None:
    """Nobody's old department stands under a new employer; the one the file gives does."""
    import_files(desk, [cards(home, OLD.replace("Old Shop", "Old Shop;Sales"))])
    now = again(desk, ann)
    assert (now.company, now.department) == ("Old Shop", "Sales")


def test_a_day_of_leaving_that_nobody_gave_stays_empty(
    desk: Desk, home: Path, ann: Contact
) -> None:
    """The earlier job is history without a date: the file told none."""
    import_files(desk, [cards(home, OLD)])
    (job,) = desk.store.people.employment(ann.id)
    assert (job.company, job.until) == ("Powell Motors", None)


@pytest.mark.parametrize("keep", [{"keep_mine": True}, {"kept": frozenset({("old.vcf", 1)})}])
def test_keep_mine_only_fills_what_is_empty(
    desk: Desk, home: Path, ann: Contact, keep: dict[str, bool | frozenset[tuple[str, int]]]
) -> None:
    """The job stays, also its empty parts; a new number is added; nothing is called replaced."""
    result = import_files(desk, [cards(home, OLD)], options=Options(**keep))  # type: ignore[arg-type]
    now = again(desk, ann)
    assert (now.company, now.title, now.department) == ("Powell Motors", "Designer", "Bodies")
    assert "+1 313 555 0199" in now.phones
    assert result.sentences == []
    assert desk.store.people.employment(ann.id) == ()


def test_many_changes_are_counted(desk: Desk, home: Path) -> None:
    """Of hundreds of new jobs the first are named, the rest counted."""
    bodies = [f"FN:P{i} Lee\nEMAIL:p{i}@x.org\nORG:A" for i in range(60)]
    import_files(desk, [cards(home, *bodies)])
    result = import_files(desk, [cards(home, *(b.replace(":A", ":B") for b in bodies))])
    assert len(result.sentences) < 40
    assert result.sentences[-1].startswith("… and ")


def test_one_bad_file_stops_no_other(desk: Desk, home: Path) -> None:
    """The good files come in together, the bad ones are named, one undo takes all back."""
    bad = home / "page.vcf"
    bad.write_text("<!DOCTYPE html><html></html>")
    later = home / "later.csv"
    later.write_text('Name,Email\nEve Hart,eve@x.org\n"Una')
    good, other = cards(home, OLD), cards(home, "FN:Bo Ray", name="bo.vcf")
    result = import_files(desk, [good, bad, later, other])
    assert (result.added, result.usable) == (2, True)
    assert [p.file for p in result.problems] == ["page.vcf", "later.csv"]
    assert "this is a web page" in result.problems[0].message
    assert len(desk.store.journal.entries()) == 1
    with pytest.raises(FileError, match=r"page\.vcf.*later\.csv"):
        import_files(desk, [bad, later])


def test_a_header_without_rows_is_said(desk: Desk, home: Path) -> None:
    """Neither a mystery nor a success: there are no rows in it."""
    file = home / "empty.csv"
    file.write_text("Name,Email,Company\n")
    result = import_files(desk, [file])
    assert not result.usable
    assert [p.message for p in result.problems] == ["no rows in it"]


def test_columns_not_understood_are_named(desk: Desk, home: Path) -> None:
    """A table of words we do not know is refused with the way to name them; else told what was not used."""
    file = home / "list.csv"
    file.write_text("Wer,Wo,Mail\nAnn Lee,Acme,ann@x.org\n")
    hint = "not used: Wer, Wo – followup import FILE --map name=Wer --map company=Wo"
    with pytest.raises(FileError, match=hint):
        import_files(desk, [file])
    columns = {"name": ("Wer",)}
    result = import_files(desk, [file], options=Options(columns=columns))
    assert result.sentences == ["list.csv: not used: Wo – followup import FILE --map company=Wo"]
    (ann,) = desk.store.people.everyone()
    assert (ann.name, ann.emails) == ("Ann Lee", ("ann@x.org",))


def test_a_comma_without_quotes_is_a_problem_line(desk: Desk, home: Path) -> None:
    """Cells that stand under no column would be read under the wrong ones."""
    file = home / "list.csv"
    file.write_text("Name,Email,Company\nAnn Lee,ann@x.org,Acme, Inc.\nBo,bo@x.org,Beta,,\n")
    result = import_files(desk, [file])
    assert (result.added, result.skipped) == (1, 1)
    assert (result.problems[0].line, "more cells" in result.problems[0].message) == (2, True)
