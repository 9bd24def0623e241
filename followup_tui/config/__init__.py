"""The settings of the user: their defaults, the file that changes them, and its faults."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from followup_tui.config.settings import (
    Cadence,
    Calendar,
    Config,
    Courtesy,
    Editor,
    Mail,
    Me,
    Rotation,
    Screen,
    Scripts,
    Seat,
)

if TYPE_CHECKING:
    from followup_tui.config.fields import FIELDS, SECTIONS, Setting, spell
    from followup_tui.config.kinds import WEEKDAYS, Value
    from followup_tui.config.loading import Fault
    from followup_tui.config.writing import initial_text, set_value

__all__ = [
    "FIELDS",
    "SECTIONS",
    "WEEKDAYS",
    "Cadence",
    "Calendar",
    "Config",
    "Courtesy",
    "Editor",
    "Fault",
    "Mail",
    "Me",
    "Rotation",
    "Screen",
    "Scripts",
    "Seat",
    "Setting",
    "Value",
    "initial_text",
    "load_config",
    "set_value",
    "spell",
]

# A start without a config file needs the defaults alone: the rest is imported when first asked for.
_LATER = {
    "FIELDS": "fields",
    "SECTIONS": "fields",
    "Setting": "fields",
    "spell": "fields",
    "WEEKDAYS": "kinds",
    "Value": "kinds",
    "Fault": "loading",
    "initial_text": "writing",
    "set_value": "writing",
}


def load_config(path: Path) -> tuple[Config, tuple[Fault, ...]]:
    """The settings, and what could not be followed; a faulty key has its default, the rest holds.

    No file is no fault. Never raises and never writes.
    """
    try:
        path.stat()
    except FileNotFoundError:
        return Config(), ()
    except OSError:
        pass  # Reading it says what is wrong.
    from followup_tui.config.loading import read_config

    return read_config(path)


if not TYPE_CHECKING:  # mypy would take every misspelt import for one of these.

    def __getattr__(name: str) -> object:
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
