"""What a key sets in motion: dialogs, verbs, and what is told afterwards."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from importlib import import_module
from typing import Any

FLOWS: dict[str, tuple[str, str]] = {
    "done": ("touches", "done"),
    "outcome": ("touches", "outcome"),
    "snooze": ("touches", "snooze"),
    "log": ("touches", "log"),
    "inbound": ("touches", "inbound"),
    "add": ("people", "add"),
    "star": ("people", "star"),
    "pause": ("people", "pause"),
    "open": ("people", "open_link"),
    "people": ("people", "find"),
    "duplicates": ("people", "duplicates"),
    "note": ("notes", "add"),
    "material": ("vault", "show"),
    "passed": ("playbook", "passed"),
    "interview": ("playbook", "interview"),
    "opening": ("playbook", "opening"),
    "hired": ("playbook", "hired"),
    "reopen": ("playbook", "reopen"),
    "away": ("timing", "away"),
    "spread": ("timing", "spread"),
    "silence": ("timing", "go_on"),
    "refer": ("timing", "refer"),
    "review": ("review", "go_through"),
    "undo": ("plan", "undo"),
    "redo": ("plan", "redo"),
    "import_file": ("importing", "import_file"),
    "settings": ("plan", "settings"),
    "reset": ("script", "reset"),
    "template": ("templates", "pick"),
    "template_edit": ("templates", "edit"),
    "insert": ("inserting", "insert"),
    "copy": ("script", "copy"),
    "editor": ("script", "in_editor"),
    "mail": ("mail", "mail"),
    "read_aloud": ("calling", "read_aloud"),
    "why": ("reading", "why"),
    "company": ("reading", "company"),
    "news": ("news", "show"),
    "stats": ("reading", "stats"),
    "help": ("reading", "keys"),
    "welcome": ("reading", "welcome"),
}
"""The flows by name: module and function, loaded when first used."""


def flow_named(name: str) -> Callable[[Any], Coroutine[Any, Any, None]]:
    """The flow of that name: a coroutine function of the main screen."""
    module, function = FLOWS[name]
    flow: Callable[[Any], Coroutine[Any, Any, None]] = getattr(
        import_module(f"{__name__}.{module}"), function
    )
    return flow
