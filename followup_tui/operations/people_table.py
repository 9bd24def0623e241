"""The list of all people that knows its length and reads its rows page by page."""

from __future__ import annotations

from followup_tui.core.people_table import Order, PersonRow, sought
from followup_tui.core.records import Contact
from followup_tui.errors import UsageError
from followup_tui.operations.desk import Desk

PAGE = 100
MOST = 1_000
"""People who are changed by one deed at most: more at once is a slip of the hand."""


class PeoplePages:
    """One state of the list; a change in the database wants a new one."""

    def __init__(self, desk: Desk, text: str = "", order: Order = Order.STARS) -> None:
        self._table = desk.store.people_table
        self._those = self._table.narrowed(sought(text))
        self._order = order
        self._pages: dict[int, tuple[PersonRow, ...]] = {}
        self.total = self._table.count(self._those)

    def row(self, index: int) -> PersonRow | None:
        """The person at a place; None beyond the end."""
        if not 0 <= index < self.total:
            return None
        page, within = divmod(index, PAGE)
        if page not in self._pages:
            self._pages[page] = self._table.page(self._order, self._those, PAGE, page * PAGE)
        rows = self._pages[page]
        return rows[within] if within < len(rows) else None

    def everybody(self) -> tuple[int, ...]:
        """The numbers of all who are listed. Raises UsageError when they are too many for one deed."""
        if self.total > MOST:
            raise UsageError(
                f"{self.total} people are too many for one deed: filter the list first."
            )
        return self._table.ids(self._those, MOST)


def people_numbered(desk: Desk, ids: frozenset[int]) -> tuple[Contact, ...]:
    """The contacts of these numbers, by number, those left out who are gone."""
    found = desk.store.people.contacts(sorted(ids))
    return tuple(person for person in found if person.deleted_at is None)
