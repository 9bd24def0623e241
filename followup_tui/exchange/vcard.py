"""Contact cards of phones, mail programs and address books: vCard 2.1, 3.0 (RFC 2426), 4.0 (RFC 6350)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from followup_tui.core.people import Item, Problem, Reading
from followup_tui.errors import FileError
from followup_tui.exchange.vcard_card import LONG_LINE, Card, Use, use_of
from followup_tui.exchange.vcard_lines import Head, properties, split

MAX_CARDS: Final = 50_000
"""Of one file; one with more is refused."""
MAX_PROPERTIES: Final = 2_000
"""Of one card; a card with more is left out."""

_MAX_USUAL: Final = 200
"""Characters of a head up to which it is remembered."""
_MAX_TEXT_LINE: Final = 2_000
"""Characters within which a property has to say its name."""
_FRAMES: Final = frozenset({"BEGIN", "END"})

_NAMELESS: Final = "this card has no name, organisation, address or number, so it was left out"
_TOO_LONG: Final = f"this card has more than {MAX_PROPERTIES:,} lines, so it was left out"
_GROUP: Final = "this card is a {}, not a person, so it was left out"
_UNFINISHED: Final = "this card has no END:VCARD before the next begins, so it was left out"
_CUT_SHORT: Final = "the file ends inside this card, so it was cut short; export it again"
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
    take, found = reader.take, reader.found
    for number, line in properties(text):
        take(number, line)
        if found:
            yield from found
            found.clear()
    reader.finish()
    yield from reader.found


@lru_cache(maxsize=512)
def _usual(before: str) -> tuple[Head, Use | None] | None:
    """Of what stands before a colon: the head, and the use, when they tell all about the property."""
    parts = split(f"{before}:") if '"' not in before else None
    if parts is None:
        return None
    head = parts[0]
    if head.name in _FRAMES or head.name == "AGENT" or head.quoted_printable or head.charset:
        return None
    return head, use_of(head)


class _Reader:
    """Where one card ends and the next begins."""

    def __init__(self) -> None:
        self.found: list[Item] = []
        """What was read since the last look."""
        self._card: Card | None = None
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
        card = self._card
        if card is not None and not self._nested and self._length <= MAX_PROPERTIES:
            before, colon, value = line.partition(":")
            usual = _usual(before) if colon and len(before) <= _MAX_USUAL else None
            if usual is not None and line.__class__ is str:
                head, use = usual
                if use is None or not use(card, head, value):
                    card.keep(head, line, number)
                return
        self._take_unusual(number, line)

    def _take_unusual(self, number: int, line: str) -> None:
        """As `take`, whatever there may be in the line and around it."""
        if line == "END:VCARD":
            self._end(number)
            return
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
                self._card.problems.append(Problem(number, LONG_LINE))
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
        self._card = Card(number)
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

    def _close(self, card: Card) -> None:
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
