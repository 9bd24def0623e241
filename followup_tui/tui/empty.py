"""What an empty pane says: always the key that fills it."""

from __future__ import annotations

from collections.abc import Callable

from followup_tui.operations.desk import Desk
from followup_tui.tui.commands import COMMANDS, key_shown
from followup_tui.tui.lines import Line, line, wrap

Empty = Callable[[int], tuple[Line, ...]]
"""What stands in a pane that has nothing to show, for its width."""


def key_of(command_id: str, keys: dict[str, str]) -> str:
    """The key under which a command really is."""
    usual = next(c.key for c in COMMANDS if c.id == command_id)
    return key_shown(keys.get(command_id, usual).split(",")[0])


def nobody_planned(desk: Desk, filtered: str, keys: dict[str, str]) -> Empty:
    """For the list: a first start, a filter that finds nobody, or nobody starred."""
    bring, add, find, star = (
        key_of(c, keys) for c in ("file.import", "contact.add", "people.find", "contact.star")
    )
    if filtered:
        return _text(f"Nobody with a plan matches. {find} looks among all people.")
    if desk.store.people.anybody():
        return _text(f"Nobody is planned yet. {find} finds people, {star} stars who felt right.")
    begin = (
        Line(),
        line((f"{add:<7}", "key"), ("adds a person", "dim")),
        line((f"{bring:<7}", "key"), ("brings people in", "dim")),
    )
    return lambda width: (*_text("Nobody here yet.")(width), *begin)


def nobody_chosen() -> Empty:
    """For the timeline."""
    return _text("Here you see what happened with a person, and what comes next.")


def no_notes(keys: dict[str, str]) -> Empty:
    """For the notes."""
    row = line((f"{key_of('note.add', keys)} ", "key"), ("notes what you share", "dim"))
    return lambda width: (row,)


def no_script(said: str) -> Empty:
    """For the script: why there is none."""
    return _text(said or "Here stands what you would say, made from your notes.")


def nothing(width: int) -> tuple[Line, ...]:
    """For a pane that is about to be filled."""
    return ()


def _text(text: str) -> Empty:
    return lambda width: tuple(line((row, "dim")) for row in wrap(text, max(width, 10)))
