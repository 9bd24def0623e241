"""The companies that a file names: each looked for once, and made when it is new."""

from __future__ import annotations

from functools import lru_cache

from followup_tui.core.names import company_key
from followup_tui.operations.desk import Desk
from followup_tui.store.incoming import Arrivals
from followup_tui.store.journal import Action

_key = lru_cache(maxsize=1024)(company_key)


class ImportCompanies:
    """Remembers what was found: nobody else writes while an import does."""

    def __init__(self, desk: Desk, action: Action, arrivals: Arrivals) -> None:
        self._people = desk.store.people
        self._later = action.later("company", "name", "name_key")
        self._arrivals = arrivals
        self._former: dict[str, int] | None = None
        """By folded name: the company that one of that name became part of."""
        self._ids: dict[str, int | None] = {}
        """By folded name; None for one that is not here yet."""

    def as_merged(self, name: str) -> str:
        """The name of the company that one of this name became part of, so that people stay there."""
        key = _key(name)
        found = self._find(key) if key else None
        if found is None or self._former_ones().get(key) != found:
            return name
        return (
            name if self._people.company_keyed(key) == found else self._people.company(found).name
        )

    def id_of(self, name: str) -> int | None:
        """The company of that name, made if it is new; near spellings are not looked for in a file."""
        if not name:
            return None
        key = _key(name)
        found = self._find(key)
        if found is None:
            found = self._later(name, key)
            self._ids[key] = found
        return found

    def forget(self) -> None:
        """Companies came in by another way: look again."""
        self._former = None
        self._ids.clear()

    def _find(self, key: str) -> int | None:
        if key not in self._ids:
            found = self._people.company_keyed(key)
            self._ids[key] = self._former_ones().get(key) if found is None else found
        return self._ids[key]

    def _former_ones(self) -> dict[str, int]:
        if self._former is None:
            self._former = self._arrivals.former_companies()
        return self._former
