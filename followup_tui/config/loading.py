"""The config file as settings and faults: whatever it says, the program starts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from followup_tui.config.agreements import settle
from followup_tui.config.fields import FIELDS, SECTIONS, by_key, nearest
from followup_tui.config.kinds import Value, shown
from followup_tui.config.settings import Config
from followup_tui.core.text import clean_line

_PLACE = r" \(at line (\d+), column (\d+)\)$"
_END = " (at end of document)"


class Fault(NamedTuple):
    """Something in the file that was not followed; `str` is the sentence for the user."""

    file: Path
    key: str
    """`section.name`, or nothing when the whole file is at fault."""
    message: str

    def __str__(self) -> str:
        return clean_line(
            ": ".join(part for part in (str(self.file), self.key, self.message) if part)
        )


class Unreadable(Exception):
    """The file is there and cannot be used; the message is the end of a sentence."""


def read_config(path: Path) -> tuple[Config, tuple[Fault, ...]]:
    """As `followup_tui.config.load_config`."""
    try:
        text = read_text(path)
        document = parse(text) if text else {}
    except Unreadable as error:
        return Config(), (Fault(path, "", str(error)),)
    return interpret(path, document) if document else (Config(), ())


def read_text(path: Path) -> str:
    """What the file holds, nothing when there is none; raises `Unreadable`."""
    try:
        # Some editors begin a file with a byte order mark, which TOML does not know.
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise Unreadable(f"not a text in UTF-8 (byte {error.start})") from error
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror or error}") from error


def parse(text: str) -> dict[str, object]:
    """The document as TOML has it; raises `Unreadable` with the line."""
    # A start without a config file has nothing to parse.
    import tomllib

    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise Unreadable("nested too deeply") from error
    except ValueError as error:
        raise Unreadable(_with_line(str(error), text)) from error


def _with_line(message: str, text: str) -> str:
    """The parser's message with the place first; a number of thousands of digits is told without one."""
    if place := re.search(_PLACE, message):
        return f"line {place[1]}, column {place[2]}: {message[: place.start()]}"
    if message.endswith(_END):
        last = text.rstrip().count("\n") + 1
        return f"line {last}: {message.removesuffix(_END)}"
    return message


def interpret(path: Path, document: Mapping[str, object]) -> tuple[Config, tuple[Fault, ...]]:
    """The settings that a parsed document means, as `read_config` would have them."""
    reading = _Reading(path)
    for section, content in document.items():
        reading.read_section(section, content)
    config, problems = settle(reading.config())
    return config, (*reading.faults, *(Fault(path, key, text) for key, text in problems))


class _Reading:
    """What has been understood so far."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.values: dict[str, dict[str, Value]] = {}
        self.keys: dict[str, tuple[str, ...]] = {}
        self.faults: list[Fault] = []

    def config(self) -> Config:
        parts = {
            section: type(getattr(Config(), section))(**values)
            for section, values in self.values.items()
        }
        return Config(**parts, keys=self.keys)

    def read_section(self, section: str, content: object) -> None:
        if section not in SECTIONS:
            self.fault(section, unknown_section(section))
        elif not isinstance(content, Mapping):
            self.fault(section, f"expected a section [{section}] with settings below it")
        elif section == "keys":
            self.read_keys(content)
        else:
            for name, raw in content.items():
                self.read_value(section, name, raw)

    def read_value(self, section: str, name: str, raw: object) -> None:
        key = f"{section}.{name}"
        if key not in by_key():
            self.fault(key, unknown_key(section, name))
            return
        try:
            self.values.setdefault(section, {})[name] = by_key()[key].kind.read(raw)
        except ValueError as error:
            self.fault(key, str(error))

    def read_keys(self, content: Mapping[str, object]) -> None:
        for action, raw in flat(content):
            try:
                if action in self.keys:
                    raise ValueError("given twice; one of the two has to go")
                self.keys[action] = read_keys(raw)
            except ValueError as error:
                self.fault(f"keys.{action}", str(error))

    def fault(self, key: str, message: str) -> None:
        self.faults.append(Fault(self.path, clean_line(key), message))


def flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Every entry by its dotted name: TOML reads an unquoted contact.star as a table in a table."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def read_keys(raw: object) -> tuple[str, ...]:
    """The keys of one action, from one text or a list of them; raises ValueError."""
    keys: list[str] = []
    for text in raw if isinstance(raw, list) else [raw]:
        # Several keys may stand in one text; a comma alone is the key of that name.
        parts = text.split(",") if isinstance(text, str) and text != "," else [text]
        keys += [clean_line(part) if isinstance(part, str) else "" for part in parts]
    if not keys or not all(keys):
        raise ValueError(f'expected a key such as "ctrl+s" or a list of keys, found {shown(raw)}')
    return tuple(dict.fromkeys(keys))


def unknown_section(section: str) -> str:
    """What to say of a section that does not exist."""
    homes = [setting.section for setting in FIELDS if setting.name == section]
    if homes:
        return f"belongs below {' or '.join(f'[{home}]' for home in homes)}"
    return f"no such section{nearest(section, SECTIONS)}"


def unknown_key(section: str, name: str) -> str:
    """What to say of a setting that its section does not have."""
    names = [setting.name for setting in FIELDS if setting.section == section]
    hint = nearest(name, names)
    homes = [setting.section for setting in FIELDS if setting.name == name]
    if homes and not hint:
        return f"belongs below {' or '.join(f'[{home}]' for home in homes)}"
    return f"no such setting{hint}"
