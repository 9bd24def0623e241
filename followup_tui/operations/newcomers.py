"""Who of a file is surely new here, told without a question to the store for each of thousands."""

from __future__ import annotations

from collections.abc import Iterable

from followup_tui.core.people import IncomingPerson
from followup_tui.exchange.profile import email_key, phone_key, profile_key
from followup_tui.operations.desk import Desk
from followup_tui.operations.recognising import SAME, fingerprint, name_key
from followup_tui.store.incoming import Arrivals

_WORTH = 25
"""Asking the store about one person costs as much as reading the keys of so many."""


class Newcomers:
    """The keys by which anybody here could be recognised, as a set that may hold too many.

    Nobody of whom all keys are unknown can be found by `recognising.known`; of all others the store
    is asked. While few were asked for, beside how many there are, the keys are not read at all.
    """

    def __init__(self, desk: Desk, arrivals: Arrivals) -> None:
        self._desk = desk
        self._arrivals = arrivals
        self._region = desk.config.me.country or None
        self._asked = 0
        self._seen: set[int] | None = None
        self._unwritten: set[int] = set()
        self._written = 0
        """How often the action had written when the unwritten keys were noted."""
        self._told = False
        """Whether somebody said of a row once who it is."""

    def surely_new(self, incoming: IncomingPerson) -> bool:
        """Whether nobody here has anything in common with them; False also while that is not known."""
        if self._seen is None:
            self._asked += 1
            if self._asked * _WORTH <= self._arrivals.highest_contact():
                return False
            self._read()
        return self._seen is not None and not self._has_any(self._seen, incoming)

    def note(self, keys: Iterable[str], written: int) -> None:
        """Somebody has these keys from now on; `written` counts how often rows were written so far."""
        if written != self._written:
            self._unwritten.clear()
            self._written = written
        hashes = [hash(key) for key in keys if key]
        self._unwritten.update(hashes)
        if self._seen is not None:
            self._seen.update(hashes)

    def waits(self, incoming: IncomingPerson, written: int) -> bool:
        """Whether somebody whose rows still wait to be written has anything in common with them."""
        return written == self._written and self._has_any(self._unwritten, incoming)

    def forget(self) -> None:
        """People came in by another way: read the keys anew."""
        self._seen = None

    def _read(self) -> None:
        self._seen = set(map(hash, self._arrivals.keys()))
        self._seen.discard(hash(""))
        # Who waits to be written is in no table yet.
        self._seen |= self._unwritten
        self._told = self._arrivals.has_source(SAME)

    def _has_any(self, seen: set[int], incoming: IncomingPerson) -> bool:
        key = name_key(incoming.name)
        if not key or hash(key) in seen:
            return True
        if any(hash(email_key(address)) in seen for address in incoming.emails):
            return True
        region = self._region
        if any(hash(phone_key(phone, region)) in seen for phone in incoming.phones):
            return True
        if incoming.linkedin and hash(profile_key(incoming.linkedin)) in seen:
            return True
        return self._told and hash(fingerprint(incoming)) in seen
