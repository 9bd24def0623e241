"""The template file: a TOML header between `+++` lines, then one or more wordings."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from followup_tui.errors import FileError, ScriptError
from followup_tui.scripts.slots import SLOTS

SUFFIX = ".j2"
FENCE = "+++"
SEPARATOR = "=== wording ==="
MAX_BYTES = 100_000
"""No hand-written template comes near it; anything longer is not a template."""

_KEYS = ("title", "subject", "needs")
_NAME = re.compile(r"(?P<channel>[\w-]+)/(?P<purpose>[\w-]+)(?:\.(?P<variant>[\w-]+))?")
_TOML_PLACE = re.compile(r" \(at line (\d+), column \d+\)$| \(at end of document\)$")


@dataclass(frozen=True, slots=True)
class Template:
    """A parsed file; its wordings are source text that nobody has compiled yet."""

    channel: str
    purpose: str
    variant: str
    """Empty for the plain one."""
    title: str
    subject: str
    """Template source like the wordings; empty where the channel has no subject line."""
    needs: tuple[str, ...]
    """Slots without which the script says little."""
    wordings: tuple[str, ...]
    path: Path
    lines: tuple[int, ...]
    """The line in the file on which each wording begins, from 1."""
    subject_line: int = 1

    @property
    def name(self) -> str:
        """As on the command line: `email/reply.recruiter`."""
        return join_name(self.channel, self.purpose, self.variant)


def join_name(channel: str, purpose: str, variant: str = "") -> str:
    """The name of a template, which is its path below a templates folder without the ending."""
    return f"{channel}/{purpose}.{variant}" if variant else f"{channel}/{purpose}"


def split_name(name: str) -> tuple[str, str, str] | None:
    """Channel, purpose and variant; None for anything that could step out of its folder."""
    match = _NAME.fullmatch(name)
    return (match["channel"], match["purpose"], match["variant"] or "") if match else None


def read(path: Path) -> Template:
    """The template in a file; where it stands gives it its channel, purpose and variant."""
    names = split_name(f"{path.parent.name}/{path.name.removesuffix(SUFFIX)}")
    if names is None:
        raise FileError(f"{path} is not named CHANNEL/PURPOSE[.VARIANT]{SUFFIX}")
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror or error}") from error
    return parse(data, path, *names)


# The file is read at every draft, so that an editor's changes count; most of the time there are none.
@lru_cache(maxsize=64)
def parse(data: bytes, path: Path, channel: str, purpose: str, variant: str = "") -> Template:
    """A template from the bytes of its file; ScriptError names the line that is wrong."""
    rows = _decode(data).split("\n")
    end = _header_end(rows)
    header = _header(rows[1:end])
    wordings, lines = _wordings(rows, end + 1)
    return Template(
        channel=channel,
        purpose=purpose,
        variant=variant,
        title=_text(header, "title", rows),
        subject=_text(header, "subject", rows, required=False),
        needs=_needs(header, rows),
        wordings=wordings,
        path=path,
        lines=lines,
        subject_line=_line_of("subject", rows),
    )


def _decode(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise ScriptError(f"the file is longer than {MAX_BYTES:,} bytes", 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ScriptError("the file is not UTF-8 text; save it as UTF-8", line) from None
    return text.replace("\r\n", "\n")


def _header_end(rows: list[str]) -> int:
    if rows[0].rstrip() != FENCE:
        raise ScriptError(f"the file must begin with a header between {FENCE} lines", 1)
    for number, row in enumerate(rows[1:], 1):
        if row.rstrip() == FENCE:
            return number
    raise ScriptError(f"the header that begins here is never closed by {FENCE}", 1)


def _header(rows: list[str]) -> dict[str, object]:
    try:
        header: dict[str, object] = tomllib.loads("\n".join(rows))
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = _TOML_PLACE.search(message)
        line = int(place[1]) + 1 if place and place[1] else len(rows) + 1
        reason = _TOML_PLACE.sub("", message)
        raise ScriptError(f"the header is not TOML: {reason}", line) from None
    except (RecursionError, ValueError):
        raise ScriptError("the header is not TOML that can be read", 2) from None
    for key in header:
        if key not in _KEYS:
            known = ", ".join(_KEYS)
            raise ScriptError(f"the header has no '{key}'; it has {known}", _line_of(key, rows, 2))
    return header


def _line_of(key: str, rows: list[str], first: int = 1) -> int:
    """Where a key stands in the file; TOML itself does not tell."""
    pattern = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}\b")
    return next((n for n, row in enumerate(rows, first) if pattern.match(row)), first)


def _text(header: dict[str, object], key: str, rows: list[str], *, required: bool = True) -> str:
    value = header.get(key, "")
    if not isinstance(value, str):
        raise ScriptError(f"'{key}' must be text in quotes", _line_of(key, rows))
    if required and not value.strip():
        raise ScriptError(f"the header needs a '{key}'", _line_of(key, rows))
    return value.strip()


def _needs(header: dict[str, object], rows: list[str]) -> tuple[str, ...]:
    needs = header.get("needs", [])
    line = _line_of("needs", rows)
    if not isinstance(needs, list):
        raise ScriptError("'needs' must be a list like [\"news\"]", line)
    for slot in needs:
        if not isinstance(slot, str) or slot not in SLOTS:
            raise ScriptError(f"'needs' names {slot!r}; there is {', '.join(SLOTS)}", line)
    return tuple(needs)


def _wordings(rows: list[str], start: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The texts between separators and the lines they begin on, blank edges cut off."""
    marks = [n for n in range(start, len(rows)) if rows[n].strip() == SEPARATOR]
    texts: list[str] = []
    lines: list[int] = []
    for begin, end in pairwise([start - 1, *marks, len(rows)]):
        first = next((n for n in range(begin + 1, end) if rows[n].strip()), None)
        if first is None:
            raise ScriptError(f"wording {len(texts) + 1} is empty", min(begin + 2, len(rows)))
        texts.append("\n".join(rows[first:end]).rstrip())
        lines.append(first + 1)
    return tuple(texts), tuple(lines)
