"""Contact cards of phones, mail programs and address books: vCard 2.1, 3.0 (RFC 2426), 4.0 (RFC 6350)."""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import attrgetter, itemgetter
from typing import Final

from followup_tui.core.people import IncomingPerson, Problem, Reading
from followup_tui.core.text import clean_line, clean_text
from followup_tui.errors import FileError
from followup_tui.exchange.profile import email_address, profile_link
from followup_tui.exchange.vcard_lines import (
    Head,
    components,
    decoded,
    plain,
    properties,
    split,
    unescaped,
)

MAX_CARDS: Final = 50_000
"""Of one file; one with more is refused."""
MAX_PROPERTIES: Final = 2_000
"""Of one card; a card with more is left out."""
MAX_KEPT: Final = 64
"""Unused properties kept of one card."""
MAX_KEPT_LENGTH: Final = 4_000
"""Characters of one kept property; a longer one is dropped whole, since a part of it says nothing."""

_MAX_SAME: Final = 20
_MAX_PHONE: Final = 100
_FILE_ONLY: Final = frozenset({"VERSION", "PRODID", "REV"})  # about the file, not the person
_FRAMES: Final = frozenset({"BEGIN", "END"})
_NOT_FOR_VOICE: Final = frozenset({"FAX", "PAGER", "MODEM"})
_USER_NAME: Final = re.compile(r"[\w%-]{3,100}")
_PREFERENCE: Final = itemgetter(0)
_Preferred = tuple[int, str]

_NAMELESS: Final = "this card has no name, organisation, address or number, so it was left out"
_TOO_LONG: Final = f"this card has more than {MAX_PROPERTIES:,} lines, so it was left out"
_UNFINISHED: Final = "this card has no END:VCARD before the next begins, so it was left out"
_CUT_SHORT: Final = "the file ends inside this card, so it was cut short; export it again"
_STRAY: Final = "this line is in no card; a BEGIN:VCARD may be missing, or the file was cut short"


def read_cards(text: str) -> Reading:
    """Everybody in the file, in its order; one bad card costs that card alone, and a Problem names it.

    Photographs and other binary parts are passed over, as are cards within a card (AGENT). A card
    without FN is named by N, else by its organisation, its address or its number; `first_name` and
    `last_name` come from N alone. A file that was cut short gives a Problem at the card it ends in.
    In `kept` a property that was quoted-printable or in another charset stands decoded. Raises
    FileError when there is no card at all, or more than MAX_CARDS.
    """
    reader = _Reader()
    for number, line in properties(text):
        reader.take(number, line)
    return reader.finish()


class _Card:
    """One card while it is read."""

    __slots__ = ("bad_lines", "emails", "kept", "line", "linkedin", "notes", "phones", "single")

    def __init__(self, line: int) -> None:
        self.line = line
        self.single: dict[str, str] = {}
        self.emails: list[_Preferred] = []
        self.phones: list[_Preferred] = []
        self.notes: list[str] = []
        self.linkedin = ""
        self.kept: list[str] = []
        self.bad_lines: list[int] = []

    def take(self, head: Head, value: str, line: str) -> None:
        """Use a property, else keep it as it stands."""
        if head.quoted_printable or head.charset:
            value = decoded(head, value)
            line = plain(line, value)
        use = _USES.get(head.name, _Card.use_profile if head.linkedin else None)
        if use is None or not use(self, head, value):
            self._keep(head, line)

    def person(self) -> IncomingPerson | None:
        """The person, or None when nothing names them."""
        last, first, middle, prefix, suffix = components(self.single.get("N", ""), 5)[:5]
        company, *departments = components(self.single.get("ORG", ""), 2)
        emails, phones = _in_order(self.emails), _in_order(self.phones)
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
            department=clean_line(", ".join(filter(None, departments))),
            company=company,
            emails=emails,
            phones=phones,
            linkedin=self.linkedin,
            note=clean_text("\n".join(self.notes)).strip() if self.notes else "",
            kept=tuple(self.kept),
        )

    # Each `use_` tells whether the person now holds the value; what is not used is kept.

    def use_single(self, head: Head, value: str) -> bool:
        if head.name in self.single or not value.strip(" ;"):
            return False
        self.single[head.name] = value
        return True

    def use_role(self, head: Head, value: str) -> bool:
        self.use_single(head, value)
        return False  # it may stand in for the title, yet it is something else

    def use_email(self, head: Head, value: str) -> bool:
        return _add(self.emails, head.preference, email_address(unescaped(value)))

    def use_phone(self, head: Head, value: str) -> bool:
        if head.types & _NOT_FOR_VOICE and "VOICE" not in head.types:
            return False
        return _add(self.phones, head.preference, _phone(unescaped(value)))

    def use_note(self, head: Head, value: str) -> bool:
        self.notes.append(unescaped(value))
        return True

    def use_profile(self, head: Head, value: str) -> bool:
        link = _linkedin(head, unescaped(value))
        if not link or (self.linkedin and link != self.linkedin):
            return False
        self.linkedin = link
        return True

    def _text(self, name: str) -> str:
        value = self.single.get(name)
        return clean_line(unescaped(value)) if value else ""

    def _keep(self, head: Head, line: str) -> None:
        if head.binary or head.name in _FILE_ONLY or len(self.kept) >= MAX_KEPT:
            return
        text = clean_text(line.strip(), MAX_KEPT_LENGTH + 1).replace("\n", "\\n")
        if len(text) <= MAX_KEPT_LENGTH and text.partition(":")[2].strip(" ;"):
            self.kept.append(text)


_USES: Final[dict[str, Callable[[_Card, Head, str], bool]]] = {
    "FN": _Card.use_single,
    "N": _Card.use_single,
    "ORG": _Card.use_single,
    "TITLE": _Card.use_single,
    "ROLE": _Card.use_role,
    "EMAIL": _Card.use_email,
    "TEL": _Card.use_phone,
    "NOTE": _Card.use_note,
    "URL": _Card.use_profile,
    "X-SOCIALPROFILE": _Card.use_profile,
    "SOCIALPROFILE": _Card.use_profile,
    "IMPP": _Card.use_profile,
}


class _Reader:
    """Where one card ends and the next begins."""

    def __init__(self) -> None:
        self._people: list[IncomingPerson] = []
        self._problems: list[Problem] = []
        self._card: _Card | None = None
        self._cards = 0
        self._length = 0
        """Lines of the open card so far."""
        self._nested = 0
        """How many cards deep within the open one."""
        self._agent_at = 0
        """The length at which an AGENT whose card follows was read last."""
        self._strayed = False
        """Whether a line outside all cards was reported since the last card."""

    def take(self, number: int, line: str) -> None:
        """One property, with the number of its line."""
        self._length += 1
        parts = split(line)
        if parts is None:
            self._take_bad(number)
            return
        head, value = parts
        if head.name in _FRAMES:
            self._take_frame(number, f"{head.name}:{value.strip().upper()}")
            return
        if head.name == "AGENT" and not value.strip():
            self._agent_at = self._length
        if self._card is None:
            self._take_bad(number)
        elif not self._nested and self._length <= MAX_PROPERTIES:
            self._card.take(head, value, line)

    def finish(self) -> Reading:
        """All that was read. Raises FileError when it held no card."""
        if self._card is not None:
            self._problems.append(Problem(self._card.line, _CUT_SHORT, lost=True))
        if not self._cards:
            raise FileError(
                "there is no BEGIN:VCARD in it; export the contacts as vCard (.vcf) again"
            )
        problems = sorted(self._problems, key=attrgetter("line"))
        cut_short = self._card is not None
        return Reading("vcard", tuple(self._people), tuple(problems), cut_short)

    def _take_bad(self, number: int) -> None:
        if self._card is None:
            if not self._strayed:
                self._problems.append(Problem(number, _STRAY))
            self._strayed = True
        elif not self._nested and self._length <= MAX_PROPERTIES:
            self._card.bad_lines.append(number)

    def _take_frame(self, number: int, frame: str) -> None:
        if frame == "BEGIN:VCARD":
            self._begin(number)
        elif frame == "END:VCARD":
            self._end(number)
        elif frame == "END:VCARDBEGIN:VCARD":  # files joined without a line end between them
            self._end(number)
            self._begin(number)
        else:
            self._take_bad(number)

    def _begin(self, number: int) -> None:
        self._cards += 1
        if self._cards > MAX_CARDS:
            raise FileError(
                f"there are more than {MAX_CARDS:,} cards in it; split it into smaller files"
            )
        if self._card is not None and self._agent_at == self._length - 1:
            self._nested += 1
            return
        if self._card is not None:
            self._problems.append(Problem(self._card.line, _UNFINISHED, lost=True))
        self._card = _Card(number)
        self._length = self._nested = 0
        self._agent_at = -1
        self._strayed = False

    def _end(self, number: int) -> None:
        card = self._card
        if card is None:
            self._take_bad(number)
        elif self._nested:
            self._nested -= 1
        else:
            self._card = None
            self._close(card)

    def _close(self, card: _Card) -> None:
        too_long = self._length - 1 > MAX_PROPERTIES  # END:VCARD was counted too
        person = None if too_long else card.person()
        if person is None:
            why = _TOO_LONG if too_long else _NAMELESS
            self._problems.append(Problem(card.line, why, lost=True))
            return
        self._people.append(person)
        if card.bad_lines:
            others = len(card.bad_lines) - 1
            which = f"this line and {others} more of its card are" if others else "this line is"
            self._problems.append(
                Problem(card.bad_lines[0], f"{which} no vCard; the rest was used")
            )


def _add(values: list[_Preferred], preference: int, value: str) -> bool:
    if not value or len(values) == _MAX_SAME:
        return False
    if not values or value.casefold() not in [known.casefold() for _, known in values]:
        values.append((preference, value))
    return True


def _in_order(values: list[_Preferred]) -> tuple[str, ...]:
    """The preferred first; the rest as they stood in the card."""
    return tuple([value for _, value in sorted(values, key=_PREFERENCE)])


def _phone(text: str) -> str:
    """The number as a person writes it, also from a `tel:` address (RFC 3966); "" when it is none."""
    text = clean_line(text)
    if text[:4].lower() == "tel:":
        text, *parameters = text[4:].split(";")
        extensions = [p[4:] for p in parameters if p[:4].lower() == "ext=" and p[4:].strip()]
        text = clean_line(" ext. ".join([text, *extensions[:1]]))
    return text if len(text) <= _MAX_PHONE and any(map(str.isdecimal, text)) else ""


def _linkedin(head: Head, text: str) -> str:
    """The profile's address; a property that names LinkedIn may hold the mere user name (`x-apple:ann`)."""
    link = profile_link(text)
    if link or not head.linkedin:
        return link
    name = text.strip().rpartition(":")[2].removeprefix("@")
    return profile_link(f"linkedin.com/in/{name}") if _USER_NAME.fullmatch(name) else ""
