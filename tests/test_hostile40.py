"""Forty hostile inputs, each through the real program (RELIABILITY section 5, P4–P8, P14, P15, P17)."""

from __future__ import annotations

import gzip
import http.server
import os
import re
import shutil
import sqlite3
import sys
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import pytest
from textual.pilot import Pilot

from followup_tui.errors import FeedError, UsageError
from followup_tui.exchange.feeds import read_feed
from followup_tui.exchange.fetching import Limits, fetch
from followup_tui.exchange.mail import compose
from followup_tui.operations.desk import open_desk
from followup_tui.tui.app import FollowupApp
from tests.builders import TODAY
from tests.cli_program import Program
from tests.tui import stage
from tests.tui.capture import Terminal, leaks, links, record
from tests.tui.stage import press, quick, settled
from tests.tui.test_real_terminal import PROGRAM
from tests.tui.town import build_town

Figures = Callable[[str, int], None]

NAMES: dict[int, str] = {
    1: "[bold red]x[/",
    2: "x[/]y",
    3: "Ann [ACME] [0] [x=1] [$nosuch]",
    4: "[@click=app.quit]Ann[/]",
    5: "[link='https://evil/']Ann[/link]",
    6: "a\x1b[2J\x1b[Hb",
    7: "a\x1b]52;c;ZXZpbA==\x1b\\b",
    8: "a\x9b2J\x9d0;PWN\x9cb",
    9: "ok\rHIRED \x08\x08\x7f\x0e\x07",
    10: "Ann \u202egnp.exe\u2066x",
    11: "A\u200bnn\ufeff\u2060 Lee",
    12: "Z" + "\u0301" * 300 + "algo",
    13: "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea \u4e2d\u6587",
    14: "x" * 10_000 + "\ud800",
}
_ORDERS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u2028\u2029]"
)
"""What a terminal or another program could obey; CR is an end of line in files that go out."""
PATIENCE = 15.0


@pytest.fixture
def tried(figure: Figures) -> Figures:
    """Counts the inputs that have come to nothing; a failed test counts none."""
    figure("hostile inputs that did harm", 0)
    return lambda name, number: figure("hostile inputs tried", number)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """A bound far above what is usual, so that only a change of order breaks it."""
    begun = time.perf_counter()
    yield
    assert time.perf_counter() - begun < seconds


CONFIG = """
[me]
name = "Sam Reyes"
email = "sam@example.org"
[calendar]
detail = true
"""


@pytest.fixture
def program(home: Path) -> Program:
    """An empty home whose owner has a name."""
    (home / "config.toml").write_text(CONFIG)
    return Program(home)


@pytest.fixture(scope="module")
def hostile_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everybody with a hostile name, at a company and with a note of that name; only ever copied."""
    home = tmp_path_factory.mktemp("hostile")
    (home / "config.toml").write_text(CONFIG)
    program = Program(home)
    for number, name in NAMES.items():
        given = ("--title", name, "--email", f"p{number}@example.org", "--phone", "+1 313 555 0100")
        program("add", "--company", name, *given, "--star", "--", name)
        program("note", "--kind", "common", "--", f"#{number}", name)
    return home


@pytest.fixture
def filled(home: Path, hostile_home: Path) -> Program:
    """A home of one's own with all of them."""
    shutil.copytree(hostile_home, home, dirs_exist_ok=True)
    return Program(home)


def test_1_to_14_on_the_command_line(filled: Program, tried: Figures) -> None:
    """As names, titles, companies, notes and words of theirs, in every list, page and export."""
    program = filled
    outputs = []
    for number, name in ((n, NAMES[n]) for n in range(1, 15)):
        for command in (
            ("show", f"#{number}"),
            ("draft", f"#{number}", "--channel", "email"),
            ("log", f"#{number}", "--channel", "email", "--in", "--said", name),
            ("find", "--", name[:200]),
        ):
            outputs.append(program(*command).output)
    outputs += [program(*c).output for c in (("due",), ("history",), ("stats",), ("doctor",))]
    outputs.append(program("review", "--plain", typed="\n" * 40).output)
    assert not [text for text in outputs if _ORDERS.search(text)]
    assert not [text for text in outputs if "\r" in text.replace("\r\n", "\n")]
    kept = {n: program.json("show", f"#{n}")["contact"]["name"] for n in NAMES}
    assert kept[3] == NAMES[3]
    assert kept[10] == "Ann gnp.exex"
    assert kept[11] == "Ann Lee"
    assert len([c for c in unicodedata.normalize("NFD", kept[12]) if c == "\u0301"]) <= 5
    assert kept[13] == NAMES[13]
    assert kept[14].endswith("…")
    assert len(kept[14]) <= 1_000
    tried("", 14)


@pytest.mark.parametrize(
    "form", ["csv --private", "vcard --private", "ics", "markdown --private", "json"]
)
def test_1_to_14_in_files_that_go_out(filled: Program, form: str) -> None:
    """What another program opens holds no order, no formula and no line that is not its own."""
    program = filled
    target = program.home / "out"
    program("export", *form.split(), "-o", str(target))
    files = [p for p in [target, *target.rglob("*")] if p.is_file()]
    assert files
    for file in files:
        text = file.read_bytes().decode("utf-8")
        # A card or a calendar may begin with a mark of its own.
        assert not _ORDERS.search(text.removeprefix("\ufeff")), file.name


async def test_1_to_14_on_the_screen(filled: Program) -> None:
    """In the list, the panes, the pages, a dialog and a toast: no crash, no byte for the terminal, no
    link, and a click runs nothing."""
    program = filled
    desk = open_desk(program.home, today=TODAY)
    seen: list[str] = []

    async def walk(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        for number in (1, 7):
            stage.main(pilot).reload(keep=number, person=number)
            await settled(pilot)
            seen.append(stage.seen(pilot))
        stage.main(pilot).reload(keep=4, person=4)
        await settled(pilot)
        for y, row in enumerate(stage.seen(pilot).splitlines()):
            if "[@click" in row:
                await pilot.click(offset=(row.index("[@click") + 18, y))
        for key in ("D", "C", "P"):
            await press(pilot, key)
            seen.append(stage.seen(pilot))
            await press(pilot, "escape")
        await press(pilot, "s")

    app = FollowupApp(desk)
    with quick():
        output = await record(app, walk)
    assert app.return_code == 0
    assert len(seen) == 5
    assert leaks(output) == []
    assert links(output) == []
    assert "Ann [ACME] [0]" in "".join(seen)
    desk.store.close()


TEMPLATES: dict[int, str] = {
    15: "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
    16: "{{ 'a'*10**9 }}",
    17: "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    18: "{{ contact.delete_instance() }}",
    19: "{% include '/etc/passwd' %}{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    20: "x{{ 1 }}" * 200_000,
}


@pytest.mark.parametrize("number", TEMPLATES)
def test_15_to_20_templates(program: Program, tried: Figures, number: int) -> None:
    """A template of one's own that would hang, grow, read or delete is refused at once, with its place."""
    program("add", "Ann Lee", "--company", "Acme", "--email", "ann@acme.example", "--star")
    folder = program.home / "templates" / "email"
    folder.mkdir(parents=True)
    (folder / "keep-warm.j2").write_text(
        f'+++\ntitle = "x"\nsubject = "y"\n+++\n{TEMPLATES[number]}\n'
    )
    with at_most(2):
        drafted = program("draft", "Ann Lee", "--channel", "email", "--purpose", "keep-warm")
    # The words that ship take its place, and the file is named.
    assert "T01" in drafted.output
    assert "keep-warm.j2" in drafted.output
    assert "Traceback" not in drafted.output
    assert program.json("show", "Ann Lee")["contact"]["name"] == "Ann Lee"
    tried("", 1)


def card(body: bytes) -> bytes:
    """One card around some lines."""
    return b"BEGIN:VCARD\r\n" + body + b"\r\nEND:VCARD\r\n"


QUOTED = b"VERSION:2.1\r\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:J=C3=BCr=\r\ngen"
CARDS: dict[int, tuple[bytes, list[str]]] = {
    21: (card(b"FN:Ann\r\nTEL" + b";a" * 28), ["Ann"]),
    22: (
        card(b"FN:Ann") + card(b"this is no line\r\nFN:Bob") + card(b"FN:Cleo"),
        ["Ann", "Bob", "Cleo"],
    ),
    23: (b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nN:A;B", []),
    24: (card("FN:Jürgen".encode("latin-1")), ["Jürgen"]),
    25: (card(b"FN:Ann").decode().encode("utf-16"), ["Ann"]),
    26: (card(QUOTED), ["Jürgen"]),
    27: (card(b"FN:Ann\r\nPHOTO;ENCODING=b:" + b"QUJD" * 12_500_000), ["Ann"]),
    28: (b"BEGIN:VCARD\r\n" * 100_000, []),
}


@pytest.mark.parametrize("number", CARDS)
def test_21_to_28_cards(program: Program, tried: Figures, number: int) -> None:
    """Cards that hang or flood others cost a moment; what can be read is, the rest is said."""
    content, people = CARDS[number]
    file = program.file("people.vcf", content)
    with at_most(10):
        told = program("import", file, "--dry-run", exits=0 if people else 1)
        told = program("import", file, exits=0 if people else 1)
    desk = open_desk(program.home, today=TODAY)
    assert [p.name for p in desk.store.people.everyone()] == people
    desk.store.close()
    assert "Traceback" not in told.output
    if number in (21, 22):
        assert "line" in told.stdout
    if number == 23:
        assert "cut short" in told.stderr
    tried("", 1)


def test_29_a_quote_that_never_ends(program: Program, tried: Figures) -> None:
    """The header is found below the preface, the quote is named, and nobody comes in."""
    rows = b"x,y\n" * 100_000
    content = b'Notes:\n"When exporting..."\n\nFirst Name,Last Name\n"Ann,Lee\n' + rows
    with at_most(10):
        told = program("import", program.file("Connections.csv", content), exits=1)
    assert re.search(r"line 5\b.*quote|quote.*line 5\b", told.output, re.S)
    assert program.json("due") == []
    tried("", 1)


def test_30_a_formula_in_a_cell(program: Program, tried: Figures) -> None:
    """It comes in as text without its control bytes, and goes out where no sheet computes it."""
    content = "First Name,Last Name,Company\n=cmd|' /C calc'!A0,\x00\x1b[2JLee,=1+1\n"
    program("import", program.file("people.csv", content))
    program("export", "csv", "-o", str(program.home / "out.csv"))
    text = (program.home / "out.csv").read_text("utf-8-sig")
    assert "'=cmd" in text
    assert not re.search(r"(?:^|,)\"?[=+@-]", text, re.M)
    assert not _ORDERS.search(text)
    tried("", 1)


def test_31_brackets_without_end(program: Program, tried: Figures) -> None:
    """JSON nested a hundred thousand deep is no export of ours."""
    told = program("import", program.file("all.json", b"[" * 100_000), exits=1)
    assert "not a followup export" in told.stderr
    tried("", 1)


def test_32_entities_in_a_feed(tried: Figures) -> None:
    """A feed that declares entities is refused before any is expanded."""
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "' + b"x" * 50_000 + b'">]>'
        b'<rss version="2.0"><channel><item><title>'
        + b"&a;" * 20_000
        + b"</title></item></channel></rss>"
    )
    with at_most(1), pytest.raises(FeedError, match="entities"):
        read_feed(bomb, "https://example.org/feed")
    tried("", 1)


def test_33_a_file_in_the_place_of_a_feed(program: Program, tried: Figures) -> None:
    """Only addresses of the web are taken."""
    program("add", "Ann Lee", "--company", "Acme")
    told = program("feeds", "add", "Acme", "file:///etc/passwd", exits=2)
    assert "http" in told.stderr
    assert "root:" not in told.output
    tried("", 1)


class _Server(http.server.BaseHTTPRequestHandler):
    """Answers as no honest server would."""

    bomb: ClassVar[bytes] = gzip.compress(b"\0" * 30_000_000)

    def do_GET(self) -> None:
        self.send_response(302 if self.path == "/file" else 200)
        if self.path == "/file":
            self.send_header("Location", "file:///etc/passwd")
        if self.path == "/bomb":
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        try:
            if self.path == "/bomb":
                self.wfile.write(self.bomb)
            while self.path == "/drip":
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing."""


@pytest.mark.parametrize(
    ("path", "sentence"),
    [("/bomb", "more than"), ("/drip", "longer than"), ("/file", "no address of the web")],
)
def test_34_a_server_without_an_end(path: str, sentence: str) -> None:
    """A bomb, a byte now and then, and a way to a local file: each ends within its bounds."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        with at_most(5), pytest.raises(FeedError, match=sentence):
            fetch(f"http://127.0.0.1:{server.server_port}{path}", limits=Limits(seconds=0.5))
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_34_is_counted(tried: Figures) -> None:
    """The bounds that hold by themselves are those of the table: 5 MB and ten seconds."""
    assert (Limits().size, Limits().seconds) == (5_000_000, 10.0)
    tried("", 1)


def test_35_a_second_recipient_in_a_subject(tried: Figures) -> None:
    """One To, no Bcc, whatever the subject unfolds to."""
    letter = compose(
        sender="sam@example.org",
        to="ann@example.org",
        subject="hi =?utf-8?q?=0ABcc=3A_x=40y?=\r\nBcc: z@z",
        body="Hello",
    )
    head = letter.raw.split(b"\r\n\r\n")[0].lower()
    assert b"\nbcc" not in head
    assert head.count(b"\nto:") + head.startswith(b"to:") == 1
    tried("", 1)


def test_36_an_alarm_in_a_title(program: Program, tried: Figures) -> None:
    """A name that would add properties stays one line in calendar and card, and comes back the same."""
    name = "Call\r\nBEGIN:VALARM\rX-EVIL:1\nATTENDEE:mailto:e@e"
    program("add", "--company", name, "--phone", "+1 313 555 0100", "--star", "--", name)
    kept = program.json("show", "#1")["contact"]["name"]
    for form in ("ics", "vcard"):
        target = program.home / f"out.{form}"
        program("export", form, "-o", str(target))
        rows = target.read_text("utf-8").replace("\r\n ", "").splitlines()
        assert not [row for row in rows if row.startswith(("X-EVIL", "ATTENDEE"))]
        assert any("X-EVIL" in row for row in rows), form
    program("delete", "#1")
    program("import", str(target), "--kind", "vcard")
    assert program.json("show", "#2")["contact"]["name"] == kept
    tried("", 1)


def test_37_two_addresses_in_one(tried: Figures) -> None:
    """A letter goes to exactly one address."""
    with pytest.raises(UsageError, match="not one e-mail address"):
        compose(sender="sam@example.org", to="a@b,c@d", subject="s", body="b")
    tried("", 1)


def database_of(program: Program) -> Path:
    """The file, with somebody in it and nothing beside it."""
    program("add", "Ann Lee", "--company", "Acme")
    return program.home / "data" / "followup.db"


def test_38_a_newer_database(program: Program, tried: Figures) -> None:
    """It is not opened for writing, not a byte of it changes, and the sentence says what to do."""
    path = database_of(program)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    for command in (("due",), ("add", "Bob Roe"), ("undo",)):
        assert "update followup" in program(*command, exits=1).stderr
    assert path.read_bytes() == before
    tried("", 1)


def _page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8192:12288] = os.urandom(4096)
    path.write_bytes(data)


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _text(path: Path) -> None:
    path.write_text("Dear Ann, " * 2000)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.parent / "nowhere.db")


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [_page, _half, _text, _folder, _nowhere, _emptied])
def test_39_files_that_are_none(program: Program, damage: Callable[[Path], None]) -> None:
    """Each gives one sentence, no traceback, and the way back brings everybody back."""
    path = database_of(program)
    kept = program.json("backup")["path"]
    damage(path)
    for command in (("due",), ("find", "Ann"), ("add", "Bob Roe"), ("doctor",)):
        told = program(*command, exits=program_exit(program, *command))
        assert "Traceback" not in told.output
        assert "This is a bug" not in told.output
    if damage in (_folder, _nowhere, _text):
        # What is not ours is not overwritten: the program asks to have it moved away.
        path.rename(path.with_name("moved away"))
    program("restore", kept, "--yes")
    assert program.json("show", "Ann Lee")["contact"]["name"] == "Ann Lee"


def program_exit(program: Program, *command: str) -> int:
    """The exit code of a command: 0 where the damage lies elsewhere, else 1."""
    from click.testing import CliRunner

    from followup_tui.cli import followup

    code = CliRunner().invoke(followup, ["--home", str(program.home), *command]).exit_code
    assert code in (0, 1)
    return code


def test_39_is_counted(tried: Figures) -> None:
    """Together with full disks, read-only files and files replaced while open (test_store_faults)."""
    tried("", 1)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a Unix terminal")
def test_40_bytes_that_are_no_keys(home: Path, tried: Figures) -> None:
    """The real program on a real terminal lives on, and still does what its keys say."""
    build_town(home)
    with Terminal(PROGRAM, str(home)) as terminal:
        assert terminal.shows("★ Maya Orr", PATIENCE)
        terminal.type(b"\xff\x1b[M\x20\xa0\xa0\x1b[1114112u")
        terminal.type(b"j")
        assert terminal.shows("★ Maya Orr  hiring manager", PATIENCE)
        terminal.type(b"q")
        assert terminal.ends(PATIENCE) == 0
        assert terminal.at_rest()
    tried("", 1)
