"""Contact cards of phones, mail programs and address books: vCard 2.1, 3.0 (RFC 2426), 4.0 (RFC 6350)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from followup_tui.core.people import IncomingPerson, Item, Problem, Reading
from followup_tui.core.text import clean_line, clean_text
from followup_tui.errors import FileError
from followup_tui.exchange.profile import email_address
from followup_tui.exchange.vcard_lines import (
    CutLine,
    Head,
    components,
    decoded,
    escaped,
    plain,
    properties,
    split,
    unescaped,
)
from followup_tui.exchange.vcard_values import (
    Preferred,
    add,
    in_order,
    is_address,
    left_out,
    linkedin_profile,
    phone,
    place,
)

MAX_CARDS: Final = 50_000
"""Of one file; one with more is refused."""
MAX_PROPERTIES: Final = 2_000
"""Of one card; a card with more is left out."""
MAX_KEPT: Final = 64
"""Unused properties kept of one card."""
MAX_KEPT_LENGTH: Final = 64 << 10
"""Characters of one kept property; a longer one is left out whole, since a part of it says nothing."""

_MAX_TEXT_LINE: Final = 2_000
"""Characters within which a property has to say its name."""
_FRAMES: Final = frozenset({"BEGIN", "END"})
_NOT_FOR_VOICE: Final = frozenset({"FAX", "PAGER", "MODEM"})
_APPLE_KIND: Final = "X-ADDRESSBOOKSERVER-KIND"
_LABEL: Final = "X-ABLABEL"

_NAMELESS: Final = "this card has no name, organisation, address or number, so it was left out"
_TOO_LONG: Final = f"this card has more than {MAX_PROPERTIES:,} lines, so it was left out"
_GROUP: Final = "this card is a {}, not a person, so it was left out"
_UNFINISHED: Final = "this card has no END:VCARD before the next begins, so it was left out"
_CUT_SHORT: Final = "the file ends inside this card, so it was cut short; export it again"
_LONG_LINE: Final = "this line is too long to be read; the rest of the card was used"
_STRAY: Final = "this line is in no card; a BEGIN:VCARD may be missing, or the file was cut short"


def read_cards(text: str) -> Reading:
    """All that `cards` gives, at once."""
    return Reading.of("vcard", cards(text))


def cards(text: str | Iterable[str]) -> Iterator[Item]:
    """Everybody in the file, in its order; one bad card costs that card alone, and a Problem names it.

    No more than one card is held at a time. Small photographs and other binary parts are kept for
    writing them back, as is a card within a card (AGENT); large ones are a Problem. A card without
    FN is named by N, else by its organisation, its address or its number; `first_name` and
    `last_name` come from N alone. A file that was cut short gives a Problem at the card it ends in.
    In `kept` a property that was quoted-printable or in another charset stands decoded. Raises
    FileError when there is no card at all, or more than MAX_CARDS.
    """
    reader = _Reader()
    for number, line in properties(text):
        reader.take(number, line)
        if reader.found:
            yield from reader.found
            reader.found.clear()
    reader.finish()
    yield from reader.found


class _Card:
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
        "phones",
        "problems",
        "single",
    )

    def __init__(self, line: int) -> None:
        self.line = line
        self.single: dict[str, str] = {}
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
        use = _USES.get(head.name, _Card.use_profile if head.linkedin else None)
        if use is None or not use(self, head, value):
            self._keep(head, line, number)
        elif isinstance(line, CutLine):
            self.problems.append(Problem(number, _LONG_LINE))

    def keep_agent(self, number: int) -> None:
        """The card within this one, as one property (RFC 2426, 3.5.4)."""
        head = Head("AGENT", "", frozenset(), 0, "", False, False, False)
        self._keep(head, "AGENT:" + escaped("\n".join(self.agent)), number)
        self.agent.clear()

    def person(self) -> IncomingPerson | None:
        """The person, or None when nothing names them."""
        last, first, middle, prefix, suffix = components(self.single.get("N", ""), 5)[:5]
        company, *departments = components(self.single.get("ORG", ""), 2)
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
            department=clean_line(", ".join(filter(None, departments))),
            company=company,
            emails=emails,
            phones=phones,
            linkedin=self.linkedin,
            note=clean_text("\n".join(self.notes)).strip() if self.notes else "",
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

    def _worth_keeping(self) -> Iterator[str]:
        """A label that stands on an address by now says nothing on its own."""
        used = {head.group for head in self.called.values() if head.group}
        for line in self.kept:
            group, _, rest = line.partition(".")
            if group.upper() not in used or not rest.upper().startswith(_LABEL):
                yield line

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
        # Middle names, "Dr.", "jun.", a third unit: nothing here has a place for them.
        more = components(value, 5)[2:]
        return self.use_single(head, value) and not any(more)

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

    def _keep(self, head: Head, line: str, number: int) -> None:
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


_USES: Final[dict[str, Callable[[_Card, Head, str], bool]]] = {
    "FN": _Card.use_single,
    "N": _Card.use_parts,
    "ORG": _Card.use_parts,
    "TITLE": _Card.use_single,
    "KIND": _Card.use_and_keep,
    _APPLE_KIND: _Card.use_and_keep,
    _LABEL: _Card.use_label,
    "ROLE": _Card.use_and_keep,
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
        self.found: list[Item] = []
        """What was read since the last look."""
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
            self._take_bad(number, too_long=len(line) > _MAX_TEXT_LINE)
            return
        head, value = parts
        if head.name in _FRAMES:
            self._take_frame(number, f"{head.name}:{value.strip().upper()}")
            return
        if head.name == "AGENT" and not value.strip():
            self._agent_at = self._length
        if self._card is None:
            self._take_bad(number)
        elif self._length > MAX_PROPERTIES:
            return
        elif self._nested:
            self._card.agent.append(line)
        elif head.name != "AGENT" or value.strip():
            self._card.take(head, value, line, number)

    def finish(self) -> None:
        """The file is at its end. Raises FileError when it held no card."""
        if self._card is not None:
            self.found.append(Problem(self._card.line, _CUT_SHORT, lost=True, cut_short=True))
        if not self._cards:
            raise FileError(
                "there is no BEGIN:VCARD in it; export the contacts as vCard (.vcf) again"
            )

    def _take_bad(self, number: int, *, too_long: bool = False) -> None:
        if self._card is None:
            if not self._strayed:
                self.found.append(Problem(number, _STRAY))
            self._strayed = True
        elif not self._nested and self._length <= MAX_PROPERTIES:
            if too_long:
                self._card.problems.append(Problem(number, _LONG_LINE))
            else:
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
            self._card.agent.append("BEGIN:VCARD")
            return
        if self._card is not None:
            self.found.append(Problem(self._card.line, _UNFINISHED, lost=True))
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
            card.agent.append("END:VCARD")
            if not self._nested:
                card.keep_agent(number)
        else:
            self._card = None
            self._close(card)

    def _close(self, card: _Card) -> None:
        if card.is_of:
            self.found.append(Problem(card.line, _GROUP.format(card.is_of), lost=True))
            return
        too_long = self._length - 1 > MAX_PROPERTIES  # END:VCARD was counted too
        person = None if too_long else card.person()
        if person is None:
            why = _TOO_LONG if too_long else _NAMELESS
            self.found.append(Problem(card.line, why, lost=True))
            return
        self.found.append(person)
        self.found += card.problems
        if card.bad_lines:
            others = len(card.bad_lines) - 1
            which = f"this line and {others} more of its card are" if others else "this line is"
            self.found.append(Problem(card.bad_lines[0], f"{which} no vCard; the rest was used"))
