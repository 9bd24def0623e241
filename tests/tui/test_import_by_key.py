"""The import by key: nothing is written before it was shown, and one undo takes it back."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from followup_tui.operations import importing
from followup_tui.operations.desk import Desk
from followup_tui.operations.importing import Options, Result
from followup_tui.operations.lookup import contact_named
from followup_tui.tui.screens.import_wizard import ImportScreen
from tests.cast import picture
from tests.tui.stage import (
    app_of,
    dialog,
    fill,
    flat,
    is_main,
    on_top,
    opened,
    press,
    save,
    settled,
    toasts,
)

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
CONNECTIONS = f"""{HEADER}
Eve,Hart,https://www.linkedin.com/in/evehart,eve@solo.example,Solo,CTO,01 Feb 2026
Dan,Poe,https://www.linkedin.com/in/danpoe,,Solo,CFO,02 Feb 2026
,,,,,,03 Feb 2026
"""


@pytest.fixture(autouse=True)
def no_downloads(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home folder without downloads, whoever runs the tests."""
    monkeypatch.setattr(Path, "home", lambda: home / "user")


def written(home: Path, name: str, text: str) -> str:
    """The path of a new file."""
    path = home / name
    path.write_text(text, encoding="utf-8")
    return str(path)


async def test_the_file_is_recognised_and_shown_before_anything_is_written(
    town: Desk, home: Path
) -> None:
    """What it is, who would come, and the row that cannot be used, by its line."""
    async with opened(town) as pilot:
        before = picture(town.store)
        await press(pilot, "ctrl+o")
        assert "contact cards, LinkedIn's archive, Google" in flat(dialog(pilot))
        await fill(pilot, file=written(home, "Connections.csv", CONNECTIONS))
        assert "this is LinkedIn's list of your connections" in flat(dialog(pilot))
        await press(pilot, "ctrl+s")
        shown = flat(dialog(pilot))
        assert "2 new, 0 changed, 0 known, 1 row to look at" in shown
        assert "line 5: this row has no name" in shown
        assert "Eve Hart Solo new" in shown
        assert picture(town.store) == before
        await press(pilot, "escape")
        assert is_main(pilot)
        assert picture(town.store) == before


async def test_import_brings_people_in_and_undo_takes_them_out(town: Desk, home: Path) -> None:
    """The toast says how to find and star them; a second import finds them known."""
    file = written(home, "Connections.csv", CONNECTIONS)
    async with opened(town) as pilot:
        await press(pilot, "ctrl+o")
        await save(pilot, file=file)
        await press(pilot, "ctrl+s")
        assert contact_named(town, "Eve Hart").company == "Solo"
        assert "line 5: this row has no name" in flat(dialog(pilot))
        await press(pilot, "enter")
        assert "P finds them, s stars who felt right" in toasts(pilot)[-1]
        await press(pilot, "ctrl+o")
        await save(pilot, file=file)
        assert "0 new, 0 changed, 2 known" in flat(dialog(pilot))
        await press(pilot, "escape", "u")
        assert town.store.people.count() == 10


async def test_columns_are_asked_once_for_a_header(town: Desk, home: Path) -> None:
    """Any CSV: the guess stands in the fields, is corrected, and is not asked again."""
    text = "Wer,Bei,Adresse\nEve Hart,Solo,eve@solo.example\n"
    file = written(home, "list.csv", text)
    async with opened(town) as pilot:
        await press(pilot, "ctrl+o")
        await save(pilot, file=file)
        assert "Which column holds what?" in flat(dialog(pilot))
        await fill(pilot, name="Wer", company="Bei")
        assert "first row: Name: Eve Hart, Company: Solo, E-mail: eve@solo" in flat(dialog(pilot))
        await press(pilot, "ctrl+s", "ctrl+s", "enter")
        eve = contact_named(town, "Eve Hart")
        assert (eve.company, eve.emails) == ("Solo", ("eve@solo.example",))
        again = written(home, "next.csv", text.replace("Eve", "Una").replace("eve@", "una@"))
        await press(pilot, "ctrl+o")
        await save(pilot, file=again)
        assert "1 new, 0 changed, 0 known" in flat(dialog(pilot))


async def test_somebody_near_is_kept_apart_unless_told(town: Desk, home: Path) -> None:
    """The same name elsewhere is asked about; the answer stays for the next import."""
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Tom Ash\nORG:Elsewhere\nEND:VCARD\n"
    file = written(home, "tom.vcf", card)
    async with opened(town) as pilot:
        await press(pilot, "ctrl+o")
        await save(pilot, file=file)
        assert "Tom Ash, Elsewhere the same name at Cartwright" in flat(dialog(pilot))
        assert "kept apart" in dialog(pilot)
        await press(pilot, "space")
        assert "same person" in flat(dialog(pilot)).replace("space same person or not", "")
        await press(pilot, "ctrl+s", "enter")
        assert contact_named(town, "Tom Ash").company == "Elsewhere"
        assert town.store.people.count() == 10
    assert importing.import_files(town, [Path(file)]).unchanged == 1


async def test_a_changed_row_shows_old_and_new_and_can_be_kept(town: Desk, home: Path) -> None:
    """S0.4: what would be replaced is seen before; space keeps mine, and only what is empty is filled."""
    tom = contact_named(town, "Tom Ash")
    mail = tom.emails[0] if tom.emails else "tom@x.org"
    first = f"BEGIN:VCARD\nFN:Tom Ash\nORG:{tom.company}\nEMAIL:{mail}\nEND:VCARD\n"
    importing.import_files(town, [Path(written(home, "first.vcf", first))])
    card = first.replace(f"ORG:{tom.company}", "ORG:Old Shop\nTEL:+1 313 555 0777")
    async with opened(town) as pilot:
        await press(pilot, "ctrl+o")
        await fill(pilot, file=written(home, "old.vcf", card))
        assert "these are contact cards" in flat(dialog(pilot))
        await press(pilot, "ctrl+s")
        shown = flat(dialog(pilot))
        assert f"Tom Ash company {tom.company} → Old Shop changed" in shown.replace(", title", "")
        await press(pilot, "space")
        assert "Old Shop keep mine" in flat(dialog(pilot))
        await press(pilot, "ctrl+s")
        assert "imported: 0 new, 1 changed" in flat(dialog(pilot))
        assert "u takes it back" in flat(dialog(pilot))
        await press(pilot, "enter")
    now = contact_named(town, "Tom Ash")
    assert now.company == tom.company
    assert "+1 313 555 0777" in now.phones


async def test_a_file_cut_short_is_taken_when_told(town: Desk, home: Path) -> None:
    """Nothing comes unasked; p takes what is whole."""
    cut = "BEGIN:VCARD\nFN:Eve Hart\nEND:VCARD\nBEGIN:VCARD\nFN:Cu"
    async with opened(town) as pilot:
        await press(pilot, "ctrl+o")
        await save(pilot, file=written(home, "cut.vcf", cut))
        assert "cut short in the card at line 4. 1 person can be taken" in flat(dialog(pilot))
        await press(pilot, "ctrl+s")
        assert town.store.people.count() == 10
        await press(pilot, "p", "ctrl+s", "enter")
        assert contact_named(town, "Eve Hart").name == "Eve Hart"


async def test_what_is_no_list_is_said_in_the_form(town: Desk, home: Path) -> None:
    """A web page called .vcf: one sentence, and the form stays open."""
    async with opened(town) as pilot:
        await press(pilot, "ctrl+o")
        await save(pilot, file=written(home, "page.vcf", "<!DOCTYPE html><html></html>"))
        assert "page.vcf: this is a web page" in flat(dialog(pilot))
        await press(pilot, "escape")
        assert is_main(pilot)


async def test_escape_cancels_a_running_import(town: Desk, home: Path) -> None:
    """The pass ends at its next row, the dialog closes, nothing was changed."""
    cards = "".join(f"BEGIN:VCARD\nFN:Person {i}\nEND:VCARD\n" for i in range(400))
    path = Path(written(home, "many.vcf", cards))
    before = picture(town.store)
    async with opened(town) as pilot:

        def slowly(options: Options, dry_run: bool) -> Result:
            def look() -> bool:
                time.sleep(0.02)
                return options.cancelled()

            slow = Options(cancelled=look, progress=options.progress)
            return importing.import_files(town, [path], dry_run=dry_run, options=slow)

        screen = ImportScreen(
            "many.vcf", Options(), lambda o, dry: app_of(pilot).in_order(lambda: slowly(o, dry))
        )
        await app_of(pilot).push_screen(screen)
        await pilot.pause()
        assert on_top(pilot) is screen
        assert "looking what is in it" in dialog(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert is_main(pilot)
    assert picture(town.store) == before


async def test_a_download_is_found_by_its_header(town: Desk, home: Path) -> None:
    """The newest list among the downloads stands in the field, whatever it is called."""
    downloads = home / "user" / "Downloads"
    downloads.mkdir(parents=True)
    (downloads / "bank.csv").write_text("Date,Amount\n2026-01-01,3\n")
    (downloads / "export (3).csv").write_text(CONNECTIONS)
    async with opened(town) as pilot:
        await press(pilot, "ctrl+o")
        assert "export (3).csv" in dialog(pilot)


async def test_an_empty_field_opens_the_folder(town: Desk, home: Path) -> None:
    """Saved empty, the form gives way to a dialog of files, and comes back when that is left."""
    (home / "user").mkdir()
    async with opened(town) as pilot:
        await press(pilot, "ctrl+o", "ctrl+s")
        assert type(on_top(pilot)).__name__ == "FilePicker"
        await press(pilot, "escape")
        assert "contact cards, LinkedIn's archive" in flat(dialog(pilot))


async def test_hostile_file_names_do_not_end_the_program(
    town: Desk, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file or folder named in square brackets, or with escape sequences, is shown by its name."""
    user = home / "[bold red]u["
    monkeypatch.setattr(Path, "home", lambda: user)
    (user / "Downloads").mkdir(parents=True)
    for name in ("[bold red]x.txt", "a\x1b[2Jb.txt", "[@click=app.quit]Ann.txt", "[nope=.txt"):
        (user / "Downloads" / name).write_text("x")
    async with opened(town) as pilot:
        await press(pilot, "ctrl+o", "ctrl+s", "down", "down", "down")
        assert type(on_top(pilot)).__name__ == "FilePicker"
        await press(pilot, "escape")
        assert "contact cards, LinkedIn's archive" in flat(dialog(pilot))
