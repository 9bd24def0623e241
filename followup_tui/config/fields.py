"""The settings seen from outside: their names, kinds, explanations and how a value is spelt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, time
from functools import cache
from typing import Any, NamedTuple, cast, get_args, get_type_hints

from followup_tui.config import kinds, settings
from followup_tui.config.kinds import Kind, Value
from followup_tui.config.settings import Config


class Setting(NamedTuple):
    """One key of one section."""

    section: str
    name: str
    default: Value

    @property
    def key(self) -> str:
        """As the command line names it: `cadence.first_gap`."""
        return f"{self.section}.{self.name}"

    @property
    def kind(self) -> Kind:
        """What its values may be."""
        return _kinds(self.section)[self.name]

    @property
    def doc(self) -> str:
        """The sentence that explains it."""
        return explanations()[self.key]

    def of(self, config: Config) -> Value:
        """Its value there."""
        return cast("Value", getattr(getattr(config, self.section), self.name))


_PARTS: dict[str, Any] = {part.name: part.default for part in fields(Config) if part.name != "keys"}

FIELDS: tuple[Setting, ...] = tuple(
    Setting(section, name, value)
    for section, part in _PARTS.items()
    for name, value in part._asdict().items()
)
"""Every setting in the order of the file, without the keys of actions, whose names are ids."""

SECTIONS: tuple[str, ...] = tuple(part.name for part in fields(Config))
"""The sections of the file, in order."""


@cache
def by_key() -> dict[str, Setting]:
    """Every setting by its key."""
    return {setting.key: setting for setting in FIELDS}


@cache
def _kinds(section: str) -> dict[str, Kind]:
    hints = get_type_hints(type(_PARTS[section]), vars(kinds), include_extras=True)
    return {name: Kind(*get_args(hint)) for name, hint in hints.items()}


@cache
def explanations() -> dict[str, str]:
    """The explanation of every section and every setting, by `section` and `section.name`.

    A string under an attribute is gone at run time, so the source itself is read: a few milliseconds, once.
    """
    import ast
    import inspect

    classes = {type(part).__name__: section for section, part in _PARTS.items()}
    found = {}
    for node in ast.parse(inspect.getsource(settings)).body:
        if not isinstance(node, ast.ClassDef):
            continue
        section = classes.get(node.name, "")
        found[section] = ast.get_docstring(node) or ""
        for target, after in zip(node.body, node.body[1:], strict=False):
            match target, after:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    found[f"{section}.{name}" if section else name] = text
    return found


def spell(value: Value | date) -> str:
    """A value as a config file writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # A JSON string is a TOML string once control characters are gone, which reading saw to.
        import json

        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, tuple):
        return f"[{', '.join(map(spell, value))}]"
    return f'"{value:%H:%M}"' if isinstance(value, time) else str(value)


def nearest(word: str, options: Iterable[str]) -> str:
    """The end of a sentence that offers the most similar right word, or nothing."""
    # Only a fault needs it, and it takes longer than all the rest of a start without one.
    import difflib

    close = difflib.get_close_matches(word, list(options), 1)
    return f'; did you mean "{close[0]}"?' if close else ""
