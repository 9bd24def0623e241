"""Claims about the backups that nobody has to think of (RELIABILITY P16)."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from followup_tui.errors import DiskFull
from followup_tui.operations import backups_daily, upkeep
from followup_tui.operations.backups_daily import Reason, daily, make
from followup_tui.operations.desk import Desk
from followup_tui.operations.importing import import_files
from followup_tui.store import backups
from followup_tui.store.backups import verify
from tests.cast import add, picture

MORNING = datetime(2026, 3, 2, 8)  # noqa: DTZ001 - the clock on the wall
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Bob Roe\nEND:VCARD\n"


def names(desk: Desk) -> list[str]:
    """What lies among the backups."""
    return sorted(p.name for p in desk.store.backups.glob("*"))


def test_one_a_day(desk: Desk) -> None:
    """However often it is asked for, a day has one backup, whole and private."""
    add(desk)
    for hours in range(3):
        assert daily(desk, MORNING + timedelta(hours=hours)) == ""
    assert names(desk) == ["daily-2026-03-02-080000.db"]
    assert verify(desk.store.backups / names(desk)[0]) == 1
    daily(desk, MORNING + timedelta(days=1))
    assert len(names(desk)) == 2


def test_nobody_to_lose(desk: Desk) -> None:
    """An empty database is not backed up: it would look the newest."""
    assert daily(desk, MORNING) == ""
    assert names(desk) == []


def test_old_ones_go_and_every_kept_one_restores(desk: Desk) -> None:
    """After a year the days, weeks and months stay; each brings its own day back."""
    add(desk)
    expected = {}
    for number in range(0, 365, 9):
        moment = MORNING + timedelta(days=number)
        add(desk, f"Person {number}", star=False)
        daily(desk, moment)
        expected[f"daily-{moment:%Y-%m-%d-%H%M%S}.db"] = picture(desk.store)
    assert 12 <= len(names(desk)) <= 7 + 4 + 12
    for name in names(desk):
        backups.restore(desk.store.database, desk.store.backups / name)
        assert picture(desk.store) == expected[name]


def test_what_somebody_asked_for_is_not_rotated(desk: Desk) -> None:
    """A backup that was asked for stays whatever its age, and so does any other file."""
    add(desk)
    mine = upkeep.backup(desk)
    letter = desk.store.backups / "daily-letter.db"
    letter.touch()
    for number in range(40):
        make(desk, Reason.DAILY, MORNING + timedelta(days=number))
    assert mine.exists()
    assert letter.exists()


def test_a_backup_comes_before_an_import(desk: Desk, tmp_path: Path) -> None:
    """What was there before an import lies among the backups; looking and an empty home make none."""
    file = tmp_path / "people.vcf"
    file.write_text(CARD)
    import_files(desk, [file], dry_run=True)
    import_files(desk, [file])
    assert names(desk) == []
    file.write_text(CARD.replace("Bob Roe", "Cleo Marsh"))
    import_files(desk, [file])
    (name,) = names(desk)
    assert name.startswith("before-import-")
    assert verify(desk.store.backups / name) == 1


def test_an_import_does_not_wait_for_its_backup(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the backup cannot be made the import goes on, and says so: one undo takes it back."""
    add(desk)
    file = tmp_path / "people.vcf"
    file.write_text(CARD)
    monkeypatch.setattr(backups, "backup", _full)
    result = import_files(desk, [file])
    assert result.added == 1
    assert any("no backup" in remark for remark in result.remarks)


def test_restoring_the_oldest_does_not_remove_it(desk: Desk) -> None:
    """The backup made before a restore never costs the one that is being restored."""
    add(desk)
    for number in range(7):
        make(desk, Reason.IMPORT, MORNING + timedelta(minutes=number))
    oldest = desk.store.backups / names(desk)[0]
    then = picture(desk.store)
    add(desk, "Bob Roe")
    _, kept = upkeep.restore(desk, oldest)
    assert oldest.exists()
    assert kept.name.startswith("before-restore-")
    assert picture(desk.store) == then


def _full(*_: object) -> None:
    raise DiskFull("The disk is full: make some room.")


def test_a_failure_is_told_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup that cannot be made is told once a day, raises nothing, and is tried again."""
    add(desk)
    with monkeypatch.context() as broken:
        broken.setattr(backups, "backup", _full)
        assert "could not be made: The disk is full" in daily(desk, MORNING)
        assert daily(desk, MORNING) == ""
        assert "disk is full" in daily(desk, MORNING + timedelta(days=1))
    assert daily(desk, MORNING) == ""
    assert len(names(desk)) == 1


def test_a_folder_in_the_way_is_told(desk: Desk) -> None:
    """A file in the place of the folder is one sentence as well."""
    add(desk)
    desk.store.backups.write_text("in the way")
    assert "is a file where a folder is needed" in daily(desk, MORNING)
    assert backups_daily.rotate(desk.store.backups) == ()
