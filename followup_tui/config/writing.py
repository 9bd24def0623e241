"""Changes one setting in the file, and writes the file that a new user starts from."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import time
from pathlib import Path
from typing import Any, get_origin

from followup_tui.config.fields import (
    FIELDS,
    SECTIONS,
    Setting,
    by_key,
    explanations,
    nearest,
    spell,
)
from followup_tui.config.kinds import shown
from followup_tui.config.loading import Unreadable, interpret, parse, read_keys, read_text
from followup_tui.errors import FileError, UsageError
from followup_tui.paths import private_dir, private_writer

_SWITCHES = {"yes": "true", "on": "true", "no": "false", "off": "false"}


def initial_text() -> str:
    """A config file that changes nothing: every setting with its explanation and its default, commented."""
    lines = [
        "# The settings of followup. Every line shows its default:",
        '# to change one, take away the "#" before it and write what you like.',
    ]
    for section in SECTIONS:
        lines += ["", f"# {explanations()[section]}", f"[{section}]"]
        for setting in FIELDS:
            if setting.section == section:
                lines += [f"# {setting.doc}", _commented(setting)]
    return "\n".join(lines) + "\n"


def set_value(path: Path, key: str, text: str) -> None:
    """Writes one setting as a person would: comments and order stay, the file is made when there is none.

    Raises UsageError for an unknown key, a value that is not one, or one that does not fit the others;
    FileError when the file cannot be understood or written. Then nothing is changed.
    """
    value = _plain(key, text)
    section, name = key.split(".", 1)
    try:
        before = read_text(path)
        document = parse(before)
        wrong = {fault.key for fault in interpret(path, document)[1]} - {key}
    except Unreadable as error:
        raise FileError(f"{path}: {error}") from error
    if not isinstance(document.get(section, {}), Mapping):
        raise FileError(f"{path}: expected a section [{section}] with settings below it")
    _put(document, section, name, value)
    for fault in interpret(path, document)[1]:
        if fault.key not in wrong:
            place = "" if fault.key == key else f"{fault.key}: "
            raise UsageError(f"{key} cannot be {shown(text)}: {place}{fault.message}")
    _write(path, _edited(path, before, document, (section, name, value)))


def _plain(key: str, text: str) -> object:
    """The value as TOML holds it."""
    section, _, name = key.partition(".")
    try:
        if section == "keys" and name:
            keys = read_keys(text)
            return keys[0] if len(keys) == 1 else list(keys)
        if key not in by_key():
            options = [setting.key for setting in FIELDS]
            raise UsageError(f'no setting is called "{key}"{_nearest_key(key, options)}')
        value = by_key()[key].kind.read(_raw(by_key()[key], text), strict=False)
    except ValueError as error:
        raise UsageError(f"{key}: {error}") from error
    if isinstance(value, tuple):
        return list(value)
    return f"{value:%H:%M}" if isinstance(value, time) else value


def _nearest_key(key: str, options: list[str]) -> str:
    # Someone who leaves the section out means the name.
    named = [option for option in options if option.split(".")[1] == key]
    return f'; did you mean "{named[0]}"?' if named else nearest(key, options)


def _raw(setting: Setting, text: str) -> object:
    """What is typed at the command line, nearer to what TOML would say."""
    kind = setting.kind.type
    if kind is bool:
        return _SWITCHES.get(text.strip().lower(), text.strip().lower())
    if get_origin(kind) is tuple:
        bare = text.strip().removeprefix("[").removesuffix("]")
        return [item.strip("\"'") for item in bare.replace(",", " ").split()]
    return text if kind is str else text.strip()


def _put(table: Any, section: str, name: str, value: object) -> None:
    """Sets one entry, in a plain document as in one of tomlkit."""
    if section not in table:
        table[section] = {}
    table = table[section]
    # The same key of an action may be written quoted or as a table in a table.
    while name not in table and "." in name:
        head, rest = name.split(".", 1)
        if not isinstance(table.get(head), Mapping):
            break
        table, name = table[head], rest
    if isinstance(table.get(name), Mapping):
        raise UsageError(f"{section}.{name} holds several entries in the file; edit it by hand")
    table[name] = value


def _edited(
    path: Path, before: str, wanted: dict[str, object], change: tuple[str, str, object]
) -> str:
    """The text with the change; checked, because a file of unusual shape must not be spoilt."""
    # Only writing needs it.
    import tomlkit

    for text in (_uncommented(before, *change[:2]), before):
        with suppress(tomlkit.exceptions.TOMLKitError, Unreadable):
            document = tomlkit.parse(text)
            _put(document, *change)
            after = tomlkit.dumps(document)
            if parse(after) == wanted:
                return after
    raise FileError(f"{path} is written in a way that cannot be changed safely; edit it by hand")


def _uncommented(text: str, section: str, name: str) -> str:
    """The text with the default brought to life, so that the value stands below its explanation."""
    setting = by_key().get(f"{section}.{name}")
    head, found, tail = text.partition(f"[{section}]\n")
    if not found or setting is None:
        return text
    line = _commented(setting)
    return f"{head}{found}{tail.replace(line, line[1:], 1)}"


def _commented(setting: Setting) -> str:
    return f"#{setting.name} = {spell(setting.default)}"


def _write(path: Path, text: str) -> None:
    # A config kept elsewhere and linked to, as people do with their dotfiles, stays a link.
    target = path.resolve()
    if not target.parent.is_dir():
        private_dir(target.parent)
    with private_writer(target) as file:
        file.write(text)
