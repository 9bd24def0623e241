"""Messages from archives become touches of the past: none twice, and no plan begins by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from followup_tui.core.counting import newest_first
from followup_tui.core.dossier import Dossier
from followup_tui.core.outcomes import aftermath
from followup_tui.core.owed import asks_something, owed
from followup_tui.core.people import STRANGER, IncomingMessage
from followup_tui.core.phrases import short_date
from followup_tui.core.planner import kept_warm
from followup_tui.core.records import Contact, Touch
from followup_tui.core.words import (
    Channel,
    ContactState,
    Direction,
    Outcome,
    Purpose,
    TouchState,
)
from followup_tui.errors import FileError
from followup_tui.operations.desk import Desk
from followup_tui.operations.import_result import FileProblem, Result
from followup_tui.operations.planning import Planning, planning
from followup_tui.store.incoming import Arrivals
from followup_tui.store.journal import Action

MAX_TOUCHES = 50_000
"""Of one import; one with more is refused."""
RECENT_DAYS = 14
"""How long a question waits for a reply before it is history."""

_ANSWER_DAYS = 14
"""How soon after a message of theirs one of mine is an answer to it, and no touch of its own."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A message with one of those who are known."""

    contact: Contact
    key: str
    message: IncomingMessage
    order: int


class MessagesImport:
    """Takes one message after the other, and writes them in the order in which they were sent."""

    def __init__(self, desk: Desk, action: Action, result: Result) -> None:
        self._desk = desk
        self._action = action
        self._result = result
        self._arrivals = Arrivals(desk.store.database)
        self._found: list[_Found] = []
        self._keys: set[str] = set()
        self._contacts: dict[str, int | None] = {}

    def knows(self, key: str) -> bool:
        """Whether an address or a profile belongs to somebody."""
        return self._contact_id(key) is not None

    def take(self, file: str, message: IncomingMessage) -> None:
        """Keep a message for `finish`, once for everybody known at its other end."""
        ids = dict.fromkeys(i for key in message.others if (i := self._contact_id(key)))
        if message.on > self._desk.today:
            said = f"a message of {message.on.isoformat()}, which is still to come, was left out"
            self._result.problems.append(FileProblem(file, message.line, said))
            return
        if not ids:
            self._result.left_out[STRANGER] += 1
            return
        first = {self._contact_id(key): key for key in reversed(message.others)}
        for contact_id in ids:
            key = f"{message.key} {first[contact_id]}"
            if key in self._keys or self._arrivals.has_message(key):
                self._result.known_touches += 1
                continue
            self._keys.add(key)
            contact = self._desk.store.people.contact(contact_id)
            self._found.append(_Found(contact, key, message, len(self._found)))
        if len(self._found) > MAX_TOUCHES:
            raise FileError(
                f"more than {MAX_TOUCHES:,} messages are new; import a part of it first"
            )

    def forget_strangers(self) -> None:
        """Somebody may be known by now who was not before."""
        self._contacts.clear()

    def finish(self) -> None:
        """Write the touches, then let each plan follow once."""
        written: dict[int, list[int]] = defaultdict(list)
        last_in: dict[int, IncomingMessage] = {}
        for found in sorted(self._found, key=lambda f: (f.message.on, f.order)):
            if (touch_id := self._write(found, last_in.get(found.contact.id))) is not None:
                written[found.contact.id].append(touch_id)
            if found.message.inbound:
                last_in[found.contact.id] = found.message
        plan = planning(self._desk, self._action)
        for contact_id, touch_ids in written.items():
            _settle(plan, contact_id, frozenset(touch_ids))
        _level(plan, written)

    def _write(self, found: _Found, before: IncomingMessage | None) -> int | None:
        """The new touch; None where I logged that message by hand already."""
        message, contact = found.message, found.contact
        direction = Direction.IN if message.inbound else Direction.OUT
        touch_id = self._arrivals.logged_by_hand(contact.id, message.channel, direction, message.on)
        by_hand = touch_id is not None
        if touch_id is None:
            touch_id = self._action.insert(
                "touch",
                contact_id=contact.id,
                company_id=contact.company_id,
                channel=message.channel,
                purpose=_purpose(message, before),
                direction=direction,
                state=TouchState.DONE,
                done_on=message.on,
                day=message.on,
                outcome=_outcome(message, contact),
                subject=message.subject,
                text="" if message.inbound else message.text,
                said=message.text if message.inbound else "",
            )
        self._action.insert("message_key", touch_id=touch_id, key=found.key)
        if by_hand:
            self._result.known_touches += 1
            return None
        self._result.touches += 1
        return touch_id

    def _contact_id(self, key: str) -> int | None:
        if key not in self._contacts:
            people = self._desk.store.people
            ids = people.with_address("email", key) if "@" in key else people.with_profile(key)
            self._contacts[key] = ids[0] if ids else None
        return self._contacts[key]


def _purpose(message: IncomingMessage, before: IncomingMessage | None) -> Purpose:
    """An answer of mine is no touch that counts: it would make a lively talk look like pressing."""
    if message.channel is Channel.INVITATION:
        return Purpose.CONNECT
    soon = before is not None and message.on - before.on <= timedelta(days=_ANSWER_DAYS)
    return Purpose.REPLY if message.inbound or soon else Purpose.KEEP_WARM


def _outcome(message: IncomingMessage, contact: Contact) -> Outcome | None:
    if message.channel is Channel.INVITATION and contact.connected:
        return Outcome.ACCEPTED
    return None if message.inbound else Outcome.SENT


def _settle(plan: Planning, contact_id: int, fresh: frozenset[int]) -> None:
    """The plan of one contact after all of their messages: nothing begins that had not begun."""
    dossier = plan.dossier(contact_id)
    if dossier.contact.state is ContactState.STOPPED:
        return
    newest = next((t for t in newest_first(dossier.own) if t.channel != Channel.INVITATION), None)
    if newest is None or newest.id not in fresh:
        return
    if newest.direction is Direction.OUT:
        _answered(plan, dossier, newest)
    elif _still_waits(plan, dossier, newest):
        plan.action.update("touch", newest.id, asks=True)
        asked = plan.desk.store.touches.touch(newest.id)
        after = aftermath(asked, plan.dossier(contact_id), plan.today, plan.rules)
        for extra in after.extra:
            if extra.purpose is Purpose.REPLY:
                plan.put(extra, newest.id)
    if kept_warm(dossier.contact):
        plan.replan(contact_id)


def _still_waits(plan: Planning, dossier: Dossier, touch: Touch) -> bool:
    """A question of the last two weeks; an older one is answered or forgotten."""
    recent = touch.done_on is not None and plan.today - touch.done_on <= timedelta(days=RECENT_DAYS)
    return recent and asks_something(touch.said) and owed(dossier.planned) is None


def _answered(plan: Planning, dossier: Dossier, answer: Touch) -> None:
    """A reply that I owed went out already."""
    on = answer.done_on or plan.today
    for touch in dossier.planned:
        if touch.purpose is Purpose.REPLY:
            plan.cancel(touch, f"you answered on {short_date(on, plan.today)}")


def _level(plan: Planning, contact_ids: Iterable[int]) -> None:
    """Each company once, where anything is planned."""
    levelled: set[int] = set()
    for contact in plan.desk.store.people.contacts(list(contact_ids)):
        place = contact.company_id or -contact.id
        if place not in levelled and (contact.company_id or kept_warm(contact)):
            levelled.add(place)
            plan.level(contact.id)
