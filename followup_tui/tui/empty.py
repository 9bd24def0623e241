"""What an empty pane says: always the key that fills it."""

from __future__ import annotations

from followup_tui.operations.desk import Desk
from followup_tui.tui.commands import COMMANDS, key_shown
from followup_tui.tui.lines import Line, line, wrap


def key_of(command_id: str, keys: dict[str, str]) -> str:
    """The key under which a command really is."""
    usual = next(c.key for c in COMMANDS if c.id == command_id)
    return key_shown(keys.get(command_id, usual).split(",")[0])


def nobody_planned(desk: Desk, filtered: str, width: int, keys: dict[str, str]) -> tuple[Line, ...]:
    """For the list: a first start, a filter that finds nobody, or nobody starred."""
    people, add, find = (key_of(c, keys) for c in ("file.import", "contact.add", "people.find"))
    if filtered:
        return _text(f"Nobody with a plan matches. {find} looks among all people.", width)
    known = desk.store.people.count()
    if not known:
        return (
            *_text("Nobody here yet.", width),
            Line(),
            line((f"{add:<7}", "key"), ("adds a person", "dim")),
            line((f"{people:<7}", "key"), ("brings people in", "dim")),
        )
    return _text(f"Nobody is planned yet. {find} finds people, s stars who felt right.", width)


def nobody_chosen(width: int) -> tuple[Line, ...]:
    """For the timeline."""
    return _text("Here you see what happened with a person, and what comes next.", width)


def no_notes(keys: dict[str, str]) -> tuple[Line, ...]:
    """For the notes."""
    return (line((f"{key_of('note.add', keys)} ", "key"), ("notes what you share", "dim")),)


def no_script(said: str, width: int) -> tuple[Line, ...]:
    """For the script: why there is none."""
    return _text(said or "Here stands what you would say, made from your notes.", width)


def _text(text: str, width: int) -> tuple[Line, ...]:
    return tuple(line((row, "dim")) for row in wrap(text, max(width, 10)))
