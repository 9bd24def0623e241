"""The settings, seen and changed from the command line."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import click

from followup_tui.cli.globals import paths, tell_faults
from followup_tui.cli.group import Command, Group
from followup_tui.cli.options import as_json
from followup_tui.cli.printing import heading, line, show_json, tell
from followup_tui.config import (
    FIELDS,
    SECTIONS,
    Config,
    initial_text,
    load_config,
    set_value,
    spell,
)
from followup_tui.errors import FileError, UsageError
from followup_tui.paths import private_dir, private_writer


@click.group(cls=Group)
def config() -> None:
    """See and change the settings."""


@config.command(cls=Command, short_help="Print where the settings are kept.")
@as_json
def path(as_json: bool) -> None:
    """Print where the settings are kept; there need not be a file."""
    file = paths().config_file
    show_json({"path": str(file), "exists": file.exists()}) if as_json else line(str(file))


@config.command(cls=Command, short_help="Write a file of all settings.")
@as_json
def init(as_json: bool) -> None:
    """Write a file of all settings with their explanations; it changes nothing by itself."""
    file = paths().config_file
    if file.exists():
        raise FileError(f"{file} exists already; nothing was changed.")
    if not file.parent.is_dir():
        private_dir(file.parent)
    with private_writer(file) as written:
        written.write(initial_text())
    show_json({"path": str(file)}) if as_json else line(f"written to {file}")


@config.command(cls=Command, short_help="Print the settings that hold.")
@click.argument("key", required=False)
@as_json
def show(key: str | None, as_json: bool) -> None:
    """Print all settings as they are in force, or the one called KEY."""
    found, faults = load_config(paths().config_file)
    tell_faults(tuple(map(str, faults)), found)
    if key is not None:
        _show_one(found, key, as_json)
    elif as_json:
        show_json(_as_json(found))
    else:
        _show_all(found)


@config.command("set", cls=Command, short_help="Change a setting.")
@click.argument("key")
@click.argument("value")
@as_json
def change(key: str, value: str, as_json: bool) -> None:
    """Change the setting called KEY; comments and order of the file stay as they are."""
    file = paths().config_file
    set_value(file, key, value)
    _show_one(load_config(file)[0], key, as_json)


@config.command(cls=Command, short_help="Say what could not be followed.")
@as_json
def check(as_json: bool) -> None:
    """Say what of the file could not be followed; where that is so, the default holds."""
    faults = load_config(paths().config_file)[1]
    if as_json:
        show_json([{"key": fault.key or None, "message": fault.message} for fault in faults])
    for fault in faults:
        tell(str(fault)) if as_json else line(str(fault))
    if faults:
        click.get_current_context().exit(1)
    if not as_json:
        line("The settings are fine.")


def _show_one(found: Config, key: str, as_json: bool) -> None:
    value = _value(found, key)
    if as_json:
        show_json({"key": key, "value": _plain(value)})
    else:
        line(f"{key} = {spell(value)}")


def _value(found: Config, key: str) -> Any:
    section, _, name = key.partition(".")
    if section == "keys" and name in found.keys:
        return found.keys[name]
    for setting in FIELDS:
        if setting.key == key:
            return setting.of(found)
    raise UsageError(f"No setting is called “{key}”; `followup config show` lists them.")


def _show_all(found: Config) -> None:
    for section in SECTIONS:
        entries = _entries(found, section)
        if not entries:
            continue
        heading(f"[{section}]")
        for name, value, changed in entries:
            line((f"{name} = {spell(value)}", "mine" if changed else ""))


def _entries(found: Config, section: str) -> list[tuple[str, Any, bool]]:
    """Name, value, and whether it is another than the default."""
    if section == "keys":
        return [(f'"{action}"', keys, True) for action, keys in found.keys.items()]
    return [
        (setting.name, setting.of(found), setting.of(found) != setting.default)
        for setting in FIELDS
        if setting.section == section
    ]


def _as_json(found: Config) -> dict[str, dict[str, Any]]:
    return {
        section: {name.strip('"'): _plain(value) for name, value, _ in _entries(found, section)}
        for section in SECTIONS
    }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else value
