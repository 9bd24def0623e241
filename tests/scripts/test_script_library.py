"""The library: several folders of templates as one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from followup_tui.errors import NotFound, ScriptError
from followup_tui.scripts import render
from followup_tui.scripts.library import Library


def write(folder: Path, name: str, wording: str) -> None:
    """Puts a template into a folder."""
    path = folder / f"{name}.j2"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'+++\ntitle = "A test"\n+++\n{wording}\n')


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A user's own folder, which need not exist."""
    return tmp_path / "mine"


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A folder that ships, with two templates."""
    write(tmp_path / "theirs", "email/keep-warm", "theirs")
    write(tmp_path / "theirs", "email/reply", "theirs")
    return tmp_path / "theirs"


def test_earlier_folder_shadows_later(mine: Path, theirs: Path) -> None:
    """My own template is used in place of the one that ships."""
    write(mine, "email/keep-warm", "mine")
    assert Library([mine, theirs]).find("email", "keep-warm").wordings == ("mine",)


def test_shadowing_is_file_by_file(mine: Path, theirs: Path) -> None:
    """One file of my own leaves the others as they are."""
    write(mine, "email/keep-warm", "mine")
    assert Library([mine, theirs]).find("email", "reply").wordings == ("theirs",)


def test_missing_folder_is_an_empty_one(mine: Path, theirs: Path) -> None:
    """Nobody has to make a folder to use what ships."""
    assert Library([mine, theirs]).find("email", "reply").wordings == ("theirs",)


def test_names_are_sorted_and_each_once(mine: Path, theirs: Path) -> None:
    """A shadowed template is listed once."""
    write(mine, "email/keep-warm", "mine")
    write(mine, "call/reply.short", "mine")
    names = Library([mine, theirs]).names()
    assert names == ("call/reply.short", "email/keep-warm", "email/reply")


def test_variant_is_found(theirs: Path) -> None:
    """A variant is a template of its own."""
    write(theirs, "email/reply.recruiter", "variant")
    found = Library([theirs]).find("email", "reply", "recruiter")
    assert found.wordings == ("variant",)


def test_unwritten_variant_gives_the_plain_one(theirs: Path) -> None:
    """A touch is never left without a script because nobody wrote its variant."""
    assert Library([theirs]).find("email", "reply", "recruiter").name == "email/reply"


def test_a_plain_template_of_mine_does_not_hide_a_shipped_variant(mine: Path, theirs: Path) -> None:
    """The variant that was asked for goes before the folder."""
    write(mine, "email/reply", "mine")
    write(theirs, "email/reply.recruiter", "variant")
    found = Library([mine, theirs]).find("email", "reply", "recruiter")
    assert found.wordings == ("variant",)


def test_no_template_names_the_same_purpose_elsewhere(theirs: Path) -> None:
    """Where nothing is found, the other channels of that purpose are proposed."""
    with pytest.raises(NotFound) as caught:
        Library([theirs]).find("letter", "reply")
    assert caught.value.candidates == ("email/reply",)


def test_load_is_exact(theirs: Path) -> None:
    """Asked for by name, no other template stands in."""
    with pytest.raises(NotFound):
        Library([theirs]).load("email/reply.recruiter")


def test_error_names_the_file(theirs: Path) -> None:
    """With two folders it matters whose file is wrong."""
    (theirs / "email" / "reply.j2").write_text("no header")
    with pytest.raises(ScriptError, match=r"theirs/email/reply\.j2"):
        Library([theirs]).load("email/reply")


def test_names_from_outside_cannot_leave_the_folder(theirs: Path) -> None:
    """A channel is not a way to another folder."""
    write(theirs.parent, "secret", "secret")
    with pytest.raises(NotFound):
        Library([theirs]).find("..", "secret")


def test_template_saved_meanwhile_counts_at_once(mine: Path, theirs: Path) -> None:
    """Nothing is remembered between two questions."""
    library = Library([mine, theirs])
    library.find("email", "reply")
    write(mine, "email/reply", "mine")
    assert library.find("email", "reply").wordings == ("mine",)


def test_no_template_is_parsed_twice(theirs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking for flaws at every draft costs a reading of the file, until it is another."""
    parsed: list[str] = []
    parse = render._ENVIRONMENT.parse

    def counted(source: str) -> object:
        parsed.append(source)
        return parse(source)

    monkeypatch.setattr(render._ENVIRONMENT, "parse", counted)
    write(theirs, "email/reply", "read once {{ nobody }}")
    counts = []
    for _ in range(3):
        (flaw,) = Library([theirs]).flaws("email/reply")
        assert "nobody" in flaw
        counts.append(len(parsed))
    assert counts == [counts[0]] * 3
    write(theirs, "email/reply", "read again {{ contact.first_name }}")
    assert Library([theirs]).flaws("email/reply") == ()
    assert "read again {{ contact.first_name }}" in parsed


def test_a_file_saved_anew_is_read_anew(theirs: Path) -> None:
    """The bytes count, not the time or the length of the file."""
    library = Library([theirs])
    write(theirs, "email/reply", "one")
    before = (theirs / "email" / "reply.j2").stat()
    assert library.find("email", "reply").wordings == ("one",)
    write(theirs, "email/reply", "two")
    os.utime(theirs / "email" / "reply.j2", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert library.find("email", "reply").wordings == ("two",)
