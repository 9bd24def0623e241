"""One contact card while it is read: what of it the person holds, and what is kept as it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from followup_tui.core.people import IncomingPerson, Problem
from followup_tui.core.text import clean_line, clean_text
from followup_tui.exchange.profile import email_address
from followup_tui.exchange.vcard_lines import (
    CutLine,
    Head,
    components,
    decoded,
    escaped,
    plain,
    unescaped,
)
from followup_tui.exchange.vcard_values import (
    Preferred,
    add,
    in_order,
    is_address,
    left_out,
    linkedin_profile,
    note,
    phone,
    place,
)

MAX_KEPT: Final = 64
"""Unused properties kept of one card."""
MAX_KEPT_LENGTH: Final = 64 << 10
"""Characters of one kept property; a longer one is left out whole, since a part of it says nothing."""
LONG_LINE: Final = "this line is too long to be read; the rest of the card was used"

_NO_NAME: Final = [""] * 5
_NO_ORGANISATION: Final = [""] * 2
_NOT_FOR_VOICE: Final = frozenset({"FAX", "PAGER", "MODEM"})
_APPLE_KIND: Final = "X-ADDRESSBOOKSERVER-KIND"
_LABEL: Final = "X-ABLABEL"


class Card:
    """One card while it is read."""

    __slots__ = (
        "agent",
        "bad_lines",
        "called",
        "emails",
        "kept",
        "line",
        "linkedin",
        "named",
        "notes",
        "parts",
        "phones",
        "problems",
        "single",
    )

    def __init__(self, line: int) -> None:
        self.line = line
        self.single: dict[str, str] = {}
        self.parts: dict[str, list[str]] = {}
        """The components of those that have some."""
        self.emails: list[Preferred] = []
        self.phones: list[Preferred] = []
        self.notes: list[str] = []
        self.linkedin = ""
        self.kept: list[str] = []
        self.named: dict[str, str] = {}
        """What a group (`item1`) is called by its X-ABLabel."""
        self.called: dict[str, Head] = {}
        """Addresses and numbers, by the head that tells what they are called."""
        self.bad_lines: list[int] = []
        self.problems: list[Problem] = []
        """What of it was too large to be kept."""
        self.agent: list[str] = []
        """The lines of the card within it."""

    def take(self, head: Head, value: str, line: str, number: int = 0) -> None:
        """Use a property, else keep it as it stands."""
        if head.quoted_printable or head.charset:
            value = decoded(head, value)
            line = plain(line, value)
        use = use_of(head)
        if use is None or not use(self, head, value):
            self.keep(head, line, number)
        elif isinstance(line, CutLine):
            self.problems.append(Problem(number, LONG_LINE))

    def keep_agent(self, number: int) -> None:
        """The card within this one, as one property (RFC 2426, 3.5.4)."""
        head = Head("AGENT", "", frozenset(), 0, "", False, False, False)
        self.keep(head, "AGENT:" + escaped("\n".join(self.agent)), number)
        self.agent.clear()

    def person(self) -> IncomingPerson | None:
        """The person, or None when nothing names them."""
        last, first, middle, prefix, suffix = self.parts.get("N", _NO_NAME)[:5]
        company, *departments = self.parts.get("ORG", _NO_ORGANISATION)
        emails, phones = in_order(self.emails), in_order(self.phones)
        name = self._text("FN") or clean_line(" ".join((prefix, first, middle, last, suffix)))
        name = name or company or next(iter(emails + phones), "")
        if not name:
            return None
        return IncomingPerson(
            name=name,
            line=self.line,
            first_name=first,
            last_name=last,
            title=self._text("TITLE") or self._text("ROLE"),
            department=_joined(departments),
            company=company,
            emails=emails,
            phones=phones,
            linkedin=self.linkedin,
            note=note(self.notes) if self.notes else "",
            kept=tuple(self._worth_keeping()),
            labels=self._labels((*emails, *phones)),
        )

    @property
    def is_of(self) -> str:
        """What the card is of, when that is no person and no company: "group", "location"."""
        kind = (self.single.get("KIND") or self.single.get(_APPLE_KIND, "")).strip().casefold()
        return kind if kind in ("group", "location", "device", "application") else ""

    def _labels(self, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        found = []
        for value in values:
            head = self.called.get(value)
            if head is not None and (label := self.named.get(head.group) or place(head.types)):
                found.append((value, label))
        return tuple(found)

    def _worth_keeping(self) -> list[str]:
        """A label that stands on an address by now says nothing on its own."""
        used = {head.group for head in self.called.values() if head.group}
        if not used:
            return self.kept
        told = [(line, *line.upper().partition(".")) for line in self.kept]
        return [
            line
            for line, group, _, rest in told
            if group not in used or not rest.startswith(_LABEL)
        ]

    # Each `use_` tells whether the person now holds the value; what is not used is kept.

    def use_single(self, head: Head, value: str) -> bool:
        if head.name in self.single or not value.strip(" ;"):
            return False
        self.single[head.name] = value
        return True

    def use_and_keep(self, head: Head, value: str) -> bool:
        self.use_single(head, value)
        return False  # a role may stand in for the title, yet it is something else

    def use_parts(self, head: Head, value: str) -> bool:
        if not self.use_single(head, value):
            return False
        parts = self.parts[head.name] = components(value, 5)
        # Middle names, "Dr.", "jun.", a third unit: nothing here has a place for them.
        return not any(parts[2:])

    def use_email(self, head: Head, value: str) -> bool:
        return self._reach(self.emails, head, email_address(unescaped(value)))

    def use_phone(self, head: Head, value: str) -> bool:
        if head.types & _NOT_FOR_VOICE and "VOICE" not in head.types:
            return False
        return self._reach(self.phones, head, phone(unescaped(value)))

    def use_label(self, head: Head, value: str) -> bool:
        text = clean_line(unescaped(value), 100)
        if text.startswith("_$!<") and text.endswith(">!$_"):
            text = text[4:-4].casefold()
        if head.group and text:
            self.named[head.group] = text
        return False  # kept too, unless what it belongs to turns out to be used

    def use_note(self, head: Head, value: str) -> bool:
        self.notes.append(unescaped(value))
        return True

    def use_profile(self, head: Head, value: str) -> bool:
        link = linkedin_profile(head, unescaped(value))
        if not link or (self.linkedin and link != self.linkedin):
            return False
        self.linkedin = link
        return True

    def _reach(self, values: list[Preferred], head: Head, value: str) -> bool:
        if not add(values, head.preference, value):
            return False
        self.called.setdefault(value, head)
        return True

    def _text(self, name: str) -> str:
        value = self.single.get(name)
        return clean_line(unescaped(value)) if value else ""

    def keep(self, head: Head, line: str, number: int) -> None:
        if head.name == "VERSION" or len(self.kept) >= MAX_KEPT:
            return
        whole = line.whole if isinstance(line, CutLine) else len(line)
        if whole > MAX_KEPT_LENGTH:
            self.problems.append(Problem(number, left_out(head, whole)))
            return
        text = clean_text(line.strip(), MAX_KEPT_LENGTH + 1).replace("\n", "\\n")
        if head.binary and not is_address(line):
            name, _, data = text.partition(":")
            text = f"{name}:{''.join(data.split())}"  # what older programs indented by more
        if text.partition(":")[2].strip(" ;"):
            self.kept.append(text)


def _joined(units: list[str]) -> str:
    """The units of an organisation as one; nearly always there is one."""
    told = [unit for unit in units if unit]
    return clean_line(", ".join(told)) if len(told) > 1 else "".join(told)


Use = Callable[[Card, Head, str], bool]
"""Tells whether the person now holds the value."""

_USES: Final[dict[str, Use]] = {
    "FN": Card.use_single,
    "N": Card.use_parts,
    "ORG": Card.use_parts,
    "TITLE": Card.use_single,
    "KIND": Card.use_and_keep,
    _APPLE_KIND: Card.use_and_keep,
    _LABEL: Card.use_label,
    "ROLE": Card.use_and_keep,
    "EMAIL": Card.use_email,
    "TEL": Card.use_phone,
    "NOTE": Card.use_note,
    "URL": Card.use_profile,
    "X-SOCIALPROFILE": Card.use_profile,
    "SOCIALPROFILE": Card.use_profile,
    "IMPP": Card.use_profile,
}


def use_of(head: Head) -> Use | None:
    """What becomes of a property; None when there is no place for it but among the kept ones."""
    return _USES.get(head.name, Card.use_profile if head.linkedin else None)
