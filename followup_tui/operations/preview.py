"""What a verb would do, without doing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from followup_tui.operations.desk import Desk

Result = TypeVar("Result")


class _Enough(Exception):
    """Leaves the transaction so that nothing of it stays."""


def what_if(desk: Desk, verb: Callable[[], Result]) -> Result:
    """The result of a verb whose writes are all taken back before anybody sees them.

    Raises what the verb raises.
    """
    found: list[Result] = []
    try:
        with desk.store.database.transaction():
            found.append(verb())
            raise _Enough
    except _Enough:
        return found[0]
