"""Files are opened with care, recognised by content and refused in one helpful sentence."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from followup_tui.errors import FileError, UsageError
from followup_tui.exchange import sources
from followup_tui.exchange.readers import detect, read_bytes, read_file, read_people

DATA = Path(__file__).parents[1] / "data"
CARD = b"BEGIN:VCARD\nFN:Ann\nEND:VCARD\n"
LIST = b"First Name,Last Name,Connected On\nAnn,Lee,1 Jan 2020\n"


@pytest.mark.parametrize("path", sorted(DATA.glob("*.vcf")), ids=lambda path: str(path.name))
def test_cards_are_recognised(path: Path) -> None:
    """Every sample card is known as one."""
    assert detect(path.read_bytes()) == "vcard"


@pytest.mark.parametrize(
    "path", sorted(DATA.glob("linkedin-*.csv")), ids=lambda path: str(path.name)
)
def test_lists_of_connections_are_recognised(path: Path) -> None:
    """Every sample of Connections.csv is known as one."""
    assert detect(path.read_bytes()) == "linkedin"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xef\xbb\xbf" + CARD, "vcard"),
        (CARD.decode().encode("utf-16"), "vcard"),
        (b"\r\n\r\nsaved by Phone 1.0\r\nbegin:vcard\r\n", "vcard"),
        (CARD.replace(b"\n", b"\r"), "vcard"),
        (LIST.decode().encode("utf-16"), "linkedin"),
        (b'Notes:\n"x"\n\nFirst Name,Last Name\n', "linkedin"),
        (b"Name,Given Name,Family Name,E-mail 1 - Value\n", "google"),
        (b"First Name,Last Name,Labels,E-mail 1 - Value\n", "google"),
        (b"First Name,Middle Name,Last Name,E-mail Address,Company\n", "outlook"),
        (b"Vorname;Nachname;Firma;E-Mail-Adresse\nAnn;Lee;Acme;a@x.org\n", "csv"),
        (b"From a@x.org Mon Mar  2 10:00:00 2026\nSubject: x\n\nFirst Name,b\n", "mail"),
        (b' {"followup": 1}', "json"),
        (b"[" * 100_000, "json"),
    ],
)
def test_content_decides(data: bytes, kind: str) -> None:
    """Encodings, line ends and what stands above do not hide what a file is."""
    assert detect(data) == kind


@pytest.mark.parametrize(
    "data",
    [
        b"hello",
        b"Item,Price,Amount\nTea,3,1\n",
        b"Dear diary, nobody called today.\nNor did I.\n",
        b"BEGIN:VCALENDAR\nEND:VCALENDAR\n",
        b"<?xml version='1.0'?><contacts/>",
    ],
)
def test_other_files_are_not_guessed(data: bytes) -> None:
    """What has neither people nor messages in it is refused, in a sentence that says what is read."""
    with pytest.raises(FileError, match=r"not a file I can read; .* expected$"):
        detect(data)


def test_the_kind_can_be_said() -> None:
    """A bare list counts as one of connections only when the user says so."""
    data = b"First Name,Last Name\nAnn,Lee\n"
    assert read_people(data, "linkedin").people[0].connected_on is not None
    assert read_people(data).people[0].connected_on is None


def test_a_wrong_kind_is_refused() -> None:
    """A card is no list of connections, and a list no card, whatever was said."""
    with pytest.raises(FileError, match=r"Connections\.csv"):
        read_people(CARD, "linkedin")
    with pytest.raises(FileError, match="BEGIN:VCARD"):
        read_people(LIST, "vcard")


@pytest.mark.parametrize("kind", ["json", "excel", ""])
def test_kinds_that_are_not_read_here(kind: str) -> None:
    """JSON has its own reader, and an unknown kind is a mistake in the request."""
    with pytest.raises(UsageError):
        read_people(CARD, kind)


def test_json_is_no_list_of_people() -> None:
    """A JSON file that comes here by itself is refused as a file."""
    with pytest.raises(FileError, match="JSON"):
        read_people(b"[" * 100_000)


def test_a_file_is_read_and_named_in_errors(tmp_path: Path) -> None:
    """What is read is the same as from its bytes, and errors begin with the name of the file."""
    good = tmp_path / "people"
    good.write_bytes(CARD)
    assert read_file(good) == read_people(CARD)
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b'First Name,Last Name,Connected On\n"Ann\n')
    with pytest.raises(FileError, match=r"^bad\.csv: line 2: a quote is never closed"):
        read_file(bad)


def test_missing_files_and_folders_are_named(tmp_path: Path) -> None:
    """No such file, a folder and an impossible name each give one sentence."""
    for name, sentence in (("none.vcf", "no such file"), ("", "folder")):
        with pytest.raises(FileError, match=sentence):
            read_file(tmp_path / name)
    with pytest.raises(FileError, match="not one a file can have"):
        read_file(tmp_path / "a\0b")


@pytest.mark.skipif(os.name != "posix", reason="pipes, links and free names are a Unix thing")
def test_what_only_unix_has(tmp_path: Path) -> None:
    """Pipes and devices are refused unopened, a link to nothing and hostile names are told cleanly."""
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path(os.devnull)):
        with pytest.raises(FileError, match="not a regular file"):
            read_file(path)
    (tmp_path / "link").symlink_to(tmp_path / "nothing")
    with pytest.raises(FileError, match="no such file"):
        read_file(tmp_path / "link")
    with pytest.raises(FileError, match="cannot be read"):
        read_file(tmp_path / ("x" * 5_000))
    (tmp_path / "x\x1b[2Jy.vcf").write_bytes(b"hello")
    with pytest.raises(FileError, match=r"^x\[2Jy\.vcf: this is not a file I can read"):
        read_file(tmp_path / "x\x1b[2Jy.vcf")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    """A missing permission is said in the system's words."""
    path = tmp_path / "a.vcf"
    path.write_bytes(CARD)
    path.chmod(stat.S_IWUSR)
    with pytest.raises(FileError, match=r"a\.vcf: cannot be read: "):
        read_file(path)


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than the limit is neither read nor parsed."""
    monkeypatch.setattr(sources, "MAX_BYTES", 10)
    (tmp_path / "big.vcf").write_bytes(CARD)
    with pytest.raises(FileError, match=r"big\.vcf: this file is larger than"):
        read_bytes(tmp_path / "big.vcf")
