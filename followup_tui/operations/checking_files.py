"""Checking a script that was written elsewhere: what the rules say of the words in a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from followup_tui.core.owed import owed
from followup_tui.core.records import Contact
from followup_tui.core.text import clean_text
from followup_tui.core.words import Channel, Level, Purpose
from followup_tui.errors import FileError, NotFound, UsageError
from followup_tui.operations.background import background_for, me
from followup_tui.operations.desk import Desk
from followup_tui.operations.drafting import first_script, limits_of

if TYPE_CHECKING:
    from followup_tui.scripts.checking import Background, Finding

MAX_BYTES = 1_000_000
_SUBJECT = "subject:"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a script is; what is left out follows from the person it is for."""

    channel: str | None = None
    purpose: str | None = None
    opening: int | None = None
    """The vacancy that it is about."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A text, measured and checked."""

    words: int
    seconds: int
    findings: tuple[Finding, ...]

    @property
    def fit(self) -> bool:
        """Whether it may be sent: warnings are for a person to weigh, errors are not."""
        return all(finding.level is not Level.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Explained:
    """A rule of the checker, as its help tells it."""

    rule: str
    level: Level
    text: str
    purposes: tuple[str, ...]
    """Empty for all, as with the channels."""
    channels: tuple[str, ...]


def read_script(path: Path) -> str:
    """The text of a file. Raises FileError for what is no text that somebody could send."""
    if path.is_dir():
        raise FileError(f"{path} is a folder: name the file that the script is in.")
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise FileError(f"There is no file {path}.") from None
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror}.") from error
    return as_script(data, str(path))


def as_script(data: bytes, name: str) -> str:
    """Bytes as text. Raises FileError that begins with the name."""
    if len(data) > MAX_BYTES:
        raise FileError(f"{name} is larger than a megabyte: a script is a page at most.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileError(f"{name} is not plain text: save it as text in UTF-8.") from None
    if "\0" in text:
        raise FileError(f"{name} is not plain text: save it as text in UTF-8.")
    if not text.strip():
        raise FileError(f"{name} is empty: there is nothing to check.")
    return text


def check_text(desk: Desk, text: str, kind: Kind, contact: Contact | None = None) -> Checked:
    """What the rules say of a text; with a person, by all that is known around them.

    A first line "Subject: …" is the subject. Without a person only the words are judged, and without
    a purpose only by the rules that hold for every script.
    """
    from followup_tui.scripts.checker import check  # not needed before the first script
    from followup_tui.scripts.meter import measure

    channel, purpose, known = _around(desk, text, kind, contact)
    subject, body = _split(clean_text(text, MAX_BYTES))
    limits = limits_of(desk)
    size = measure(body, channel, limits)
    findings = check(body, channel, purpose, subject=subject, known=known, limits=limits)
    return Checked(size.words, size.seconds, findings)


def rules() -> tuple[Explained, ...]:
    """Every rule with its help, by number."""
    from followup_tui.scripts.checker import RULES  # not needed before the first script

    return tuple(
        Explained(
            rule.id,
            rule.level,
            " ".join(rule.help.split()),
            tuple(sorted(rule.purposes or ())),
            tuple(sorted(rule.channels or ())),
        )
        for rule in RULES
    )


def damaged_rules() -> tuple[str, ...]:
    """A sentence for every data file that a rule cannot read: the rule is silent or knows less."""
    from followup_tui.scripts.checker import damage  # not needed before the first script

    return tuple(
        f"{name} is damaged: {rules} may miss something until the program is installed again."
        for name, rules in damage()
    )


def explained(rule_id: str) -> Explained:
    """One rule. Raises NotFound with those there are."""
    found = next((rule for rule in rules() if rule.rule == rule_id.strip().upper()), None)
    if found is None:
        listed = ", ".join(rule.rule for rule in rules())
        raise NotFound(f"There is no rule {rule_id.strip()[:20]}; there are {listed}.")
    return found


def _around(
    desk: Desk, text: str, kind: Kind, contact: Contact | None
) -> tuple[str, str, Background]:
    """Channel and purpose of a text, and what is known around it."""
    from followup_tui.scripts.checking import Background

    if contact is None:
        if kind.opening is not None:
            raise UsageError("An opening belongs to a company: name the person with --contact.")
        purpose = kind.purpose or (Purpose.CONNECT if kind.channel == Channel.INVITATION else "")
        return kind.channel or Channel.EMAIL, purpose, Background(desk.today, me(desk))
    reading = desk.store.readings.latest(contact.id, desk.today)
    dossier = reading.dossier
    planned = owed(dossier.planned) or next(iter(dossier.planned), None)
    channel = kind.channel or (first_script(planned.channel) if planned else Channel.EMAIL)
    if kind.purpose:
        purpose = kind.purpose
    elif channel == Channel.INVITATION:
        purpose = Purpose.CONNECT
    elif kind.opening is not None:
        purpose = Purpose.OPENING
    else:
        purpose = planned.purpose if planned else Purpose.KEEP_WARM
    known = background_for(desk, reading, text, (), kind.opening)
    if kind.opening is not None and known.opening is None:
        raise NotFound(f"There is no opening with the number {kind.opening} at their company.")
    return channel, purpose, known


def _split(text: str) -> tuple[str, str]:
    """Subject and body; an empty line stays in place of the subject, so that lines keep their number."""
    first, _, rest = text.partition("\n")
    if not first.lower().startswith(_SUBJECT):
        return "", text
    return first[len(_SUBJECT) :].strip(), f"\n{rest}"
