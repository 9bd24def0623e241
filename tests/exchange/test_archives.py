"""ZIP archives: the lists inside are read, bombs and damage cost a moment and a sentence."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest

from followup_tui.errors import FileError
from followup_tui.exchange import sources as module
from followup_tui.exchange.sources import sources


def archive(path: Path, **members: bytes) -> Path:
    """A ZIP of these members, `__` for a dot in their names."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "."), data)
    return path


def test_only_lists_are_looked_at(tmp_path: Path) -> None:
    """Pictures and pages in an archive are not opened."""
    found = sources(archive(tmp_path / "a.zip", a__csv=b"x,y\n", b__html=b"<html>", c__vcf=b"z"))
    assert [(source.name, source.read()) for source in found] == [
        ("a.csv", b"x,y\n"),
        ("c.vcf", b"z"),
    ]


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """What it says of its size is not believed; reading ends at the limit."""
    (bomb,) = sources(archive(tmp_path / "bomb.zip", a__csv=b"\0" * (80 << 20)))
    begun = time.perf_counter()
    with pytest.raises(FileError, match="larger than 64 MB"):
        bomb.read()
    assert time.perf_counter() - begun < 5


def test_what_is_no_archive_of_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A spreadsheet, an archive of pictures, a cut one, one of too many files: each its sentence."""
    sheet = tmp_path / "sheet.xlsx"
    with zipfile.ZipFile(sheet, "w") as file:
        file.writestr("[Content_Types].xml", "<x/>")
    pictures = archive(tmp_path / "p.zip", a__png=b"x")
    whole = archive(tmp_path / "whole.zip", a__csv=b"x" * 5_000, b__csv=b"y")
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole.read_bytes()[:-40])
    for path, sentence in (
        (sheet, "save the sheet as CSV"),
        (pictures, "without a list of people"),
        (cut, "archive is damaged"),
    ):
        with pytest.raises(FileError, match=sentence):
            sources(path)
    monkeypatch.setattr(module, "_MAX_MEMBERS", 1)
    with pytest.raises(FileError, match="holds too much"):
        sources(whole)


def test_damage_within_a_member_is_said(tmp_path: Path) -> None:
    """A flipped byte is a sentence, not a traceback."""
    path = archive(tmp_path / "a.zip", a__csv=bytes(range(256)) * 40)
    data = bytearray(path.read_bytes())
    data[60] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(FileError, match="archive is damaged"):
        sources(path)[0].read()


def test_a_password_is_said(tmp_path: Path) -> None:
    """An encrypted member is not read."""
    path = archive(tmp_path / "a.zip", a__csv=b"x")
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(FileError, match="has a password"):
        sources(path)[0].read()


def test_a_member_is_read_in_blocks(tmp_path: Path) -> None:
    """Twice in a row, and closed each time."""
    (source,) = sources(archive(tmp_path / "a.zip", a__vcf=b"x" * 3_000_000))
    for _ in range(2):
        assert sum(map(len, source.blocks())) == 3_000_000
    assert isinstance(source.opener(), io.BufferedReader)
