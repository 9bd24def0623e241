"""The template file format: what it holds, and how it says where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup_tui.errors import FileError, ScriptError
from followup_tui.scripts.template import MAX_BYTES, Template, parse, read, split_name

GOOD = """\
+++
title = "A short hello"
subject = "Hello"
needs = ["news", "common"]
+++

Hi.
Bye.

=== wording ===

Hello.
"""


def parsed(text: str) -> Template:
    """The template in that text."""
    return parse(text.encode(), Path("email/keep-warm.j2"), "email", "keep-warm")


def test_header_is_read() -> None:
    """Title, subject and needs come from the header."""
    template = parsed(GOOD)
    assert (template.title, template.subject, template.needs) == (
        "A short hello",
        "Hello",
        ("news", "common"),
    )


def test_wordings_lose_only_their_blank_edges() -> None:
    """A wording keeps its lines; the blank ones around it belong to the file."""
    assert parsed(GOOD).wordings == ("Hi.\nBye.", "Hello.")


def test_each_wording_remembers_its_first_line() -> None:
    """The lines are those an editor shows."""
    assert parsed(GOOD).lines == (7, 12)


def test_windows_line_ends_change_nothing() -> None:
    """A file saved on Windows is the same template."""
    assert parsed(GOOD.replace("\n", "\r\n")) == parsed(GOOD)


def test_byte_order_mark_is_no_text() -> None:
    """A mark that an editor puts in front does not hide the header."""
    assert parsed("\ufeff" + GOOD) == parsed(GOOD)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "must begin with a header"),
        ("Hi there.\n", 1, "must begin with a header"),
        ('+++\ntitle = "x"\nHi.\n', 1, "never closed"),
        ('+++\ntitle = "x"\ncolour = "red"\n+++\nHi.', 3, "has no 'colour'"),
        ('+++\ntitle = "x"\n[tables]\na = 1\n+++\nHi.', 3, "has no 'tables'"),
        ('+++\ntitle = "x"\nsubject == 1\n+++\nHi.', 3, "not TOML"),
        ('+++\ntitle = "x\n+++\nHi.', 2, "not TOML"),
        ("+++\na = " + "[" * 5_000 + "\n+++\nHi.", 2, "not TOML"),
        ('+++\nsubject = "x"\n+++\nHi.', 1, "needs a 'title'"),
        ("+++\ntitle = 7\n+++\nHi.", 2, "must be text"),
        ('+++\ntitle = "x"\nneeds = "news"\n+++\nHi.', 3, "must be a list"),
        ('+++\ntitle = "x"\nneeds = ["weather"]\n+++\nHi.', 3, "names 'weather'"),
        ('+++\ntitle = "x"\nneeds = [["news"]]\n+++\nHi.', 3, "names"),
        ('+++\ntitle = "x"\n+++\n', 4, "wording 1 is empty"),
        ('+++\ntitle = "x"\n+++\nHi.\n=== wording ===\n\n', 6, "wording 2 is empty"),
    ],
)
def test_wrong_file_is_refused_with_its_line(text: str, line: int, reason: str) -> None:
    """Whatever is wrong is said with the line on which it stands."""
    with pytest.raises(ScriptError, match=reason) as caught:
        parsed(text)
    assert caught.value.line == line


def test_latin_1_is_refused_with_its_line() -> None:
    """A file that is not UTF-8 says so, at the first byte that shows it."""
    with pytest.raises(ScriptError, match="not UTF-8") as caught:
        parse(GOOD.replace("Bye", "Adiós").encode("latin-1"), Path("x"), "email", "value")
    assert caught.value.line == 8


def test_endless_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    """What no hand would write is refused by its size."""
    path = tmp_path / "email" / "value.j2"
    path.parent.mkdir()
    path.write_bytes(b"x" * (MAX_BYTES + 1))
    with pytest.raises(ScriptError, match="longer than"):
        read(path)


def test_missing_file_is_one_sentence(tmp_path: Path) -> None:
    """A file that went away is told by name."""
    with pytest.raises(FileError, match=r"value\.j2 cannot be read: No such file"):
        read(tmp_path / "email" / "value.j2")


def test_file_name_gives_channel_purpose_and_variant(tmp_path: Path) -> None:
    """Where a file stands says what it is for."""
    path = tmp_path / "email" / "reply.recruiter.j2"
    path.parent.mkdir()
    path.write_text(GOOD)
    template = read(path)
    assert (template.channel, template.purpose, template.variant) == (
        "email",
        "reply",
        "recruiter",
    )


def test_name_is_channel_purpose_and_variant() -> None:
    """A template is called as on the command line."""
    template = parse(GOOD.encode(), Path("x"), "email", "reply", "recruiter")
    assert template.name == "email/reply.recruiter"


@pytest.mark.parametrize("name", ["../secret", "email/../../x", "/etc/passwd", "email", "a/b/c"])
def test_names_that_leave_the_folder_are_no_names(name: str) -> None:
    """A name cannot climb out of a templates folder."""
    assert split_name(name) is None
