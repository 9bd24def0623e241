"""The agenda as a list that knows its length and reads its people page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from followup_tui.core.agenda import AgendaItem
from followup_tui.core.words import Section
from followup_tui.operations.desk import Desk
from followup_tui.store.agenda import Group

PAGE = 100


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive people of one section: where they begin and how many they are."""

    section: Section
    start: int
    count: int


class AgendaPages:
    """One state of the agenda; a change in the database wants a new one."""

    def __init__(self, desk: Desk, today: date, groups: tuple[Group, ...]) -> None:
        self._desk = desk
        self._today = today
        self._groups = groups
        self._pages: dict[tuple[int, int], tuple[AgendaItem, ...]] = {}
        self.total = sum(group.count for group in groups)
        self.stretches = _stretches(groups)

    def item(self, index: int) -> AgendaItem | None:
        """The person at a place in the whole agenda; None beyond its end."""
        for number, group in enumerate(self._groups):
            if index < group.count:
                return self._in_group(number, group, index)
            index -= group.count
        return None

    def index_of(self, contact_id: int) -> int | None:
        """Where a person stands; None for someone who is not in the agenda."""
        place = self._desk.store.agenda.place(contact_id, self._today)
        if place is None:
            return None
        before = 0
        for group in self._groups:
            if (group.section, group.priority) == place[:2]:
                return before + place[2]
            before += group.count
        return None

    def _in_group(self, number: int, group: Group, index: int) -> AgendaItem | None:
        page, within = divmod(index, PAGE)
        if (number, page) not in self._pages:
            self._pages[number, page] = self._desk.store.agenda.page(
                group, self._today, PAGE, page * PAGE
            )
        items = self._pages[number, page]
        return items[within] if within < len(items) else None


class FilteredPages:
    """The people of the agenda that a search found, in agenda order."""

    def __init__(self, items: tuple[AgendaItem, ...]) -> None:
        self._items = items
        self.total = len(items)
        self.stretches = _stretches_of(items)

    def item(self, index: int) -> AgendaItem | None:
        """The person at a place among those found."""
        return self._items[index] if index < self.total else None

    def index_of(self, contact_id: int) -> int | None:
        """Where a person stands among those found."""
        places = (n for n, item in enumerate(self._items) if item.contact_id == contact_id)
        return next(places, None)


Pages = AgendaPages | FilteredPages


def agenda_pages(desk: Desk) -> AgendaPages:
    """The agenda of today."""
    return AgendaPages(desk, desk.today, desk.store.agenda.groups(desk.today))


def found_pages(desk: Desk, text: str) -> FilteredPages:
    """Those of the agenda whose name, title, department or company matches, and who have each #tag."""
    from followup_tui.core.people_table import sought  # nothing is typed at the start

    wanted = sought(text)
    table, search = desk.store.people_table, desk.store.search
    ids = table.planned(wanted) if wanted.tags else search.agenda_ids(text)
    items = desk.store.agenda.items_of(ids, desk.today)
    order = {section: n for n, section in enumerate(Section)}
    return FilteredPages(tuple(sorted(items, key=lambda item: order[item.section])))


def _stretches(groups: tuple[Group, ...]) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    start = 0
    for group in groups:
        if found and found[-1].section is group.section:
            last = found.pop()
            found.append(Stretch(last.section, last.start, last.count + group.count))
        else:
            found.append(Stretch(group.section, start, group.count))
        start += group.count
    return tuple(found)


def _stretches_of(items: tuple[AgendaItem, ...]) -> tuple[Stretch, ...]:
    groups = tuple(Group(item.section, 0, 1) for item in items)
    return _stretches(groups)
