"""Sample people in a database of their own, so that the program can be tried before it is trusted."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from followup_tui.errors import FileError, UsageError
from followup_tui.operations.demo_diary import Diary
from followup_tui.operations.demo_people import ME
from followup_tui.operations.desk import Desk, open_desk
from followup_tui.paths import private_writer

_PREFIX = "followup-demo-"
_MARK = ".followup-demo"


def open_demo(today: date | None = None) -> Desk:
    """A desk in a throwaway home of its own, with the sample people; `discard` removes it.

    The user's own config and data are neither read nor written.
    """
    with ExitStack() as on_failure:
        home = Path(tempfile.mkdtemp(prefix=_PREFIX))
        on_failure.callback(shutil.rmtree, home, ignore_errors=True)
        (home / _MARK).touch(0o600)
        with private_writer(home / "config.toml") as file:
            file.write(demo_config())
        desk = open_desk(home, today=today)
        on_failure.callback(desk.store.close)
        build(desk)
        on_failure.pop_all()
    return desk


def discard(desk: Desk) -> None:
    """Close a desk of `open_demo` and remove its home. Raises FileError for any other desk."""
    home = desk.paths.home
    if home is None or not home.name.startswith(_PREFIX) or not (home / _MARK).is_file():
        raise FileError(f"{home or 'This'} is not a home of sample people; nothing was removed.")
    desk.store.close()
    shutil.rmtree(home, ignore_errors=True)


def demo_config() -> str:
    """The config of the sample's home, as TOML: who Sam Reyes is."""
    return "\n".join(["[me]", *(f'{key} = "{value}"' for key, value in ME.items()), ""])


def build(desk: Desk) -> None:
    """Fill an empty database with half a year that the rules themselves have planned.

    All dates follow from today, so that every section of the agenda holds somebody on any day.
    Nothing of it can be undone. Raises UsageError when there are people already.
    """
    if desk.store.people.anybody():
        raise UsageError("Sample people go only into an empty database.")
    with desk.store.database.transaction():
        diary = Diary(desk, desk.today, desk.rules())
        diary.introduce()
        for day, chapter, happening in sorted(diary.days(), key=lambda entry: entry[0]):
            diary.on(day).tell(chapter, happening)
        diary.take_the_day_off()
        diary.close()
        desk.store.journal.forget_all()
