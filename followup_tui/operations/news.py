"""Verbs about what feeds brought: choose it for scripts, make it an opening, hide it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from followup_tui.core.news import Clipping
from followup_tui.core.records import Company
from followup_tui.core.words import Tone
from followup_tui.errors import RuleError
from followup_tui.operations.desk import Desk
from followup_tui.operations.keeping import Kept, brief
from followup_tui.operations.openings import OpeningFound, Vacancy
from followup_tui.operations.openings import opening as find_opening

_MOST = 5_000
"""Pieces that are listed: what lies further back is no news."""
_OF_ONE = 20
"""Pieces of one company that a list of all shows."""


def clippings(desk: Desk, company: Company | None = None) -> tuple[Clipping, ...]:
    """What feeds brought, by company, the one with the newest piece first; the newest first in each."""
    found = desk.store.feeds.clippings(_MOST, company.id if company is not None else None)
    order = {one.company_id: place for place, one in reversed(list(enumerate(found)))}
    return tuple(sorted(found, key=lambda one: order[one.company_id]))


def few(found: Sequence[Clipping]) -> tuple[tuple[Clipping, ...], dict[str, int]]:
    """At most twenty of each company, and by its name how many more there are."""
    seen: Counter[str] = Counter()
    shown = []
    for one in found:
        seen[one.company] += 1
        if seen[one.company] <= _OF_ONE:
            shown.append(one)
    return tuple(shown), {name: n - _OF_ONE for name, n in seen.items() if n > _OF_ONE}


def use(desk: Desk, clipping: Clipping) -> Kept[Clipping]:
    """Let news enter scripts, or no longer (S3.27). Raises RuleError for a vacancy."""
    if clipping.note_id is None:
        raise RuleError("A vacancy is no news for a script: make it an opening.")
    on = not clipping.marked
    did = f"{'for scripts' if on else 'not for scripts'}: {brief(clipping.title)}"
    with desk.store.action(did) as action:
        action.update("note", clipping.note_id, marked=on)
    remarks: tuple[str, ...] = ()
    if on and clipping.tone is Tone.HARD:
        remarks = ("it sounds hard: it is shown beside a script and never said in one",)
    elif on and clipping.stale(desk.today):
        remarks = ("it is past its day: a script does not take it by itself",)
    return Kept(desk.store.feeds.clipping(clipping.id), did, remarks)


def hide(desk: Desk, clipping: Clipping) -> str:
    """Never show it again, and forget its note; undo brings it back. Returns what was done."""
    did = f"hide: {brief(clipping.title)}"
    with desk.store.action(did) as action:
        action.update("feed_item", clipping.id, hidden=True, note_id=None)
        # What was told in a touch stays known.
        if clipping.note_id is not None and clipping.used_on is None:
            action.delete("note", clipping.note_id)
    return did


def opening(desk: Desk, clipping: Clipping) -> OpeningFound:
    """It is a vacancy: plan the question about it (S4.23); as an opening it is proposed no more."""
    return find_opening(desk, Vacancy(clipping.company, clipping.title, url=clipping.url[:1000]))
