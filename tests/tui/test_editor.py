"""A text goes out to an editor and comes back clean, and nothing else changes."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver

from followup_tui.errors import FileError, UsageError
from followup_tui.tui.editor import edit_in_editor

unix = pytest.mark.skipif(os.name == "nt", reason="needs Unix")

Editor = Callable[[str], None]


class Suspending(HeadlessDriver):
    """Can hand its terminal over, and remembers doing so."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self.calls: list[str] = []

    @property
    def is_headless(self) -> bool:
        return False

    @property
    def can_suspend(self) -> bool:
        return True

    def suspend_application_mode(self) -> None:
        self.calls.append("suspend")

    def resume_application_mode(self) -> None:
        self.calls.append("resume")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for this login's temporary files."""
    folder = tmp_path / "run"
    folder.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.delenv("VISUAL", raising=False)
    return folder


@pytest.fixture
def editor_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Make $EDITOR a program that runs these lines; `path` is the file it was given."""

    def make(lines: str) -> None:
        program = tmp_path / "an editor.py"
        head = "import os, sys\nfrom pathlib import Path\npath = Path(sys.argv[-1])\n"
        program.write_text(head + lines)
        monkeypatch.setenv("EDITOR", f'"{sys.executable}" -S "{program}" --wait')

    return make


async def edited(text: str) -> str | None:
    """What comes back from the editor in a headless app."""
    app = App[None]()
    async with app.run_test():
        return edit_in_editor(app, text)


async def test_the_edited_text_comes_back_clean(editor_does: Editor) -> None:
    """Line ends are ours, what drives a terminal is gone, and the last line's end is not added."""
    editor_does("path.write_bytes(path.read_bytes() + b' Ann\\x1b[2J\\r\\nBye\\xff\\r\\n')")
    assert await edited("Hello") == "Hello Ann[2J\nBye\ufffd"


@pytest.mark.parametrize(
    "lines",
    [
        "pass",
        "path.write_text('')",
        "path.write_text(' \\n')",
        "path.write_text('new'); sys.exit(1)",
    ],
)
async def test_nothing_new_is_none(editor_does: Editor, lines: str) -> None:
    """Unchanged, emptied or given up: the old text stays."""
    editor_does(lines)
    assert await edited("Hello") is None


async def test_an_added_line_end_is_no_change(editor_does: Editor) -> None:
    """Editors end the last line by themselves."""
    editor_does("path.write_text(path.read_text() + '\\n')")
    assert await edited("Hello") is None


@unix
async def test_the_file_is_private_and_does_not_stay(
    editor_does: Editor, place: Path, tmp_path: Path
) -> None:
    """Folder 0700 in the login's own place, file 0600, both gone afterwards."""
    seen = tmp_path / "seen"
    editor_does(
        "modes = [oct(p.stat().st_mode & 0o777) for p in (path.parent, path)]\n"
        f"Path({str(seen)!r}).write_text(' '.join([*modes, path.name, str(path.parent.parent)]))"
    )
    before = os.umask(0)
    try:
        await edited("Hello")
    finally:
        os.umask(before)
    assert seen.read_text() == f"0o700 0o600 script.txt {place}"
    assert list(place.iterdir()) == []


async def test_temporary_files_do_where_there_is_no_runtime_folder(
    editor_does: Editor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A variable that names nothing falls back to the usual folder."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "gone"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    editor_does("path.write_text(str(path.parent.parent))")
    assert await edited("Hello") == str(tmp_path)


async def test_visual_goes_before_editor(
    editor_does: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command is split as a shell would, and no shell runs it."""
    editor_does("path.write_text(sys.argv[1])")
    monkeypatch.setenv("VISUAL", f"{os.environ['EDITOR']} '; exit'")
    monkeypatch.setenv("EDITOR", "false")
    assert await edited("Hello") == "--wait"


@pytest.mark.parametrize("command", ["no-such-editor-anywhere", '"unbalanced', "  "])
async def test_an_editor_that_is_not_there_is_told(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence says which variable to set."""
    monkeypatch.setenv("EDITOR", command)
    with pytest.raises(UsageError, match=r"\$EDITOR"):
        await edited("Hello")


async def test_without_any_editor_the_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither variable is set and none of the usual editors is installed."""
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="No editor"):
        await edited("Hello")


@unix
async def test_an_editor_that_cannot_start_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that the system refuses makes a sentence, not a traceback."""
    broken = tmp_path / "broken"
    broken.write_bytes(b"\x00\x01")
    broken.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(broken))
    with pytest.raises(FileError, match="could not be edited"):
        await edited("Hello")


@unix
async def test_a_crashed_editor_is_told(editor_does: Editor) -> None:
    """An editor that was killed did not give up: the person hears of it."""
    editor_does("os.kill(os.getpid(), 9)")
    with pytest.raises(FileError, match="signal 9"):
        await edited("Hello")


@unix
async def test_a_removed_file_is_told(editor_does: Editor) -> None:
    """An editor may do anything to its file."""
    editor_does("path.unlink()")
    with pytest.raises(FileError, match="could not be edited"):
        await edited("Hello")


@unix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGQUIT])
async def test_keys_meant_for_the_editor_do_not_end_the_program(
    editor_does: Editor, number: signal.Signals
) -> None:
    """Ctrl+c and ctrl+backslash reach this process too while an editor runs; the editor can still be hit."""
    editor_does(
        "import signal\n"
        f"ignored = signal.getsignal({number:d}) == signal.SIG_IGN\n"
        f"os.kill(os.getppid(), {number:d}); path.write_text(f'ignored: {{ignored}}')"
    )
    before = signal.getsignal(number)
    assert await edited("Hello") == "ignored: False"
    assert signal.getsignal(number) == before


@pytest.mark.parametrize("end", ["sys.exit(0)", "path.unlink()", "os.kill(os.getpid(), 9)"])
async def test_the_terminal_comes_back_however_the_editor_ends(
    editor_does: Editor, end: str
) -> None:
    """Suspended once, resumed once."""
    editor_does(end)
    assert await calls() == ["suspend", "resume"]


async def test_the_terminal_comes_back_after_an_exception(
    editor_does: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even what nobody foresaw is raised only when the app draws again."""

    def surprise(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    editor_does("pass")
    monkeypatch.setattr("followup_tui.tui.editor.subprocess.run", surprise)
    assert await calls(KeyboardInterrupt) == ["suspend", "resume"]


async def calls(expected: type[BaseException] = FileError) -> list[str]:
    """What an editing session asks of a driver that can suspend."""
    app = App[None]()
    async with app.run_test():
        driver = Suspending(app)
        headless, app._driver = app._driver, driver
        try:
            edit_in_editor(app, "Hello")
        except expected:
            pass
        finally:
            app._driver = headless
    return driver.calls


@pytest.mark.parametrize(
    ("program", "quiet"), [("vim", True), ("nvim", True), ("nano", False), ("vise", False)]
)
@unix
async def test_vim_leaves_no_copies(
    program: str, quiet: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Swap, undo and history files are switched off where the editor is known to make them."""
    made = tmp_path / program
    made.write_text('#!/bin/sh\nfor file; do :; done; printf %s "$*" > "$file"\n')
    made.chmod(0o700)
    link = tmp_path / "vi"
    link.symlink_to(made)
    monkeypatch.setenv("EDITOR", str(link))
    assert ("-n -i NONE" in str(await edited("Hello"))) is quiet
