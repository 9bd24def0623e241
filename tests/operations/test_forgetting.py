"""Claims about forgetting somebody: nothing of them is left in the file, nor in the backups when asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup_tui.errors import NotFound
from followup_tui.operations import drafting, forgetting, notes, people, upkeep
from followup_tui.operations.desk import Desk
from followup_tui.operations.notes import Remark
from followup_tui.store.backups import quick_check, verify
from tests.cast import add, finish, hear, picture

SECRETS = (b"zacharias", b"quillfeather", b"zq@", b"5550142", b"xylophone", b"rutabaga")
"""Parts of name, address, number, note and message, in small letters."""


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """Zacharias with all that can be known of a person, and Bob at another company."""
    contact = add(
        desk,
        "Zacharias Quillfeather",
        emails=("zq@example.org",),
        phones=("+1 313 555 0142",),
        title="Head of Xylophones",
    )
    notes.add(desk, contact, Remark("plays the xylophone", "common"))
    hear(desk, contact, "Rutabaga season is over.")
    finish(desk, contact, text="Dear Zacharias, about the rutabaga", note="xylophone")
    drafting.keep(desk, drafting.draft(desk, contact), "Hello Zacharias, the xylophone!")
    finish(desk, add(desk, "Bob Roe", company="Beta"))
    return desk


def left_in(path: Path) -> list[bytes]:
    """What of the secrets stands in a file or in the log beside it."""
    found = path.read_bytes()
    log = path.with_name(path.name + "-wal")
    found += log.read_bytes() if log.exists() else b""
    return [secret for secret in SECRETS if secret in found.lower()]


def test_no_byte_is_left(filled: Desk) -> None:
    """Name, addresses, notes, words, drafts, history and search: the file holds none of it (P18)."""
    assert left_in(filled.store.path) == list(SECRETS)
    done = forgetting.forget(filled, forgetting.whom(filled, "Zacharias Quillfeather"))
    assert left_in(filled.store.path) == []
    assert done.did == "forgot Zacharias Quillfeather"
    assert filled.store.search.find("xylophone") == ()
    assert filled.store.search.find("Zacharias") == ()


def test_the_others_stay_as_they_are(filled: Desk) -> None:
    """Whatever is about somebody else is untouched, and the file is sound."""
    before = [row for row in picture(filled.store)["touch"] if row["contact_id"] == 2]
    forgetting.forget(filled, forgetting.whom(filled, "Zacharias"))
    assert picture(filled.store)["touch"] == before
    assert [c.name for c in filled.store.people.everyone()] == ["Bob Roe"]
    assert quick_check(filled.store.database.connection()) == "ok"
    assert not filled.store.database.tuples("PRAGMA foreign_key_check")
    assert filled.store.search.stale() == ()
    assert filled.store.stale_contacts() == ()


def test_a_reason_that_names_them_goes(filled: Desk) -> None:
    """What the program wrote about a colleague's plan does not name them any more."""
    finish(filled, add(filled, "Cleo Marsh"))
    assert any("Zacharias" in row["why"] for row in picture(filled.store)["touch"])
    forgetting.forget(filled, forgetting.whom(filled, "Zacharias"))
    assert left_in(filled.store.path) == []


def test_undo_brings_nobody_back(filled: Desk) -> None:
    """The steps about them are gone from the history; those about others can still be taken back."""
    forgetting.forget(filled, forgetting.whom(filled, "Zacharias"))
    told = [e.did for e in filled.store.journal.entries()]
    assert told == ["voicemail to Bob Roe: left a message", "add Bob Roe"]
    filled.store.journal.undo(50)
    assert list(filled.store.people.everyone()) == []


def test_who_still_speaks_of_them_is_told(filled: Desk) -> None:
    """Words about others in which the name stands are named, not changed."""
    bob = forgetting.whom(filled, "Bob Roe")
    note = notes.add(filled, bob, Remark("sits beside Zacharias Quillfeather", "common")).note
    done = forgetting.forget(filled, forgetting.whom(filled, "Zacharias"))
    assert any(f"note {note.id}" in remark for remark in done.remarks)
    assert filled.store.material.note(note.id).text == "sits beside Zacharias Quillfeather"


def test_somebody_deleted_can_be_forgotten(filled: Desk) -> None:
    """The bin holds everything still, so it can be emptied of one person."""
    people.delete(filled, forgetting.whom(filled, "Zacharias"))
    forgetting.forget(filled, forgetting.whom(filled, "Zacharias Quillfeather"))
    assert left_in(filled.store.path) == []
    with pytest.raises(NotFound):
        forgetting.whom(filled, "Zacharias Quillfeather")


def test_backups_are_rewritten_when_asked(filled: Desk) -> None:
    """Every backup loses them and nobody else; one that cannot be opened is named."""
    whole = upkeep.backup(filled)
    people.delete(filled, forgetting.whom(filled, "Zacharias"))
    binned = upkeep.backup(filled)
    damaged = filled.store.backups / "old.db"
    damaged.write_bytes(b"zacharias" * 100)
    done = forgetting.forget(
        filled, forgetting.whom(filled, "Zacharias Quillfeather"), in_backups=True
    )
    assert set(done.rewritten) == {whole, binned}
    assert done.left == (damaged,)
    for path in (whole, binned):
        assert left_in(path) == []
        assert verify(path) == 1
        assert path.stat().st_mode & 0o077 == 0
    assert sorted(p.name for p in filled.store.backups.iterdir()) == sorted(
        [whole.name, binned.name, "old.db"]
    )


def test_backups_stay_unless_asked(filled: Desk) -> None:
    """Without being asked the backups are not changed, and are named."""
    kept = upkeep.backup(filled)
    before = kept.read_bytes()
    done = forgetting.forget(filled, forgetting.whom(filled, "Zacharias"))
    assert done.left == (kept,)
    assert kept.read_bytes() == before


def test_a_backup_that_knows_only_their_history(filled: Desk) -> None:
    """A backup from after an undo has them in its history alone; that goes as well."""
    contact = forgetting.whom(filled, "Zacharias")
    steps = len(filled.store.journal.entries(100))
    filled.store.journal.undo(steps)
    kept = upkeep.backup(filled)
    assert b"Zacharias" in kept.read_bytes()
    filled.store.journal.redo(steps)
    done = forgetting.forget(filled, contact, in_backups=True)
    assert done.rewritten == (kept,)
    assert left_in(kept) == []
