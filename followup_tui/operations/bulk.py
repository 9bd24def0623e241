"""The same deed for several people at once: one action, one undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from followup_tui.core.phrases import count, named_date
from followup_tui.core.records import Contact
from followup_tui.core.words import ContactState
from followup_tui.errors import UsageError
from followup_tui.operations.desk import Desk
from followup_tui.operations.people import begin_again, star_in
from followup_tui.operations.planning import Planning, planning

_SHOWN = 3
"""How many are named of those who were left out."""


@dataclass(frozen=True, slots=True)
class Together:
    """What was done for several people."""

    did: str
    changed: int
    remarks: tuple[str, ...] = ()
    """Who was left out, and why."""


def star(desk: Desk, people: Sequence[Contact], *, on: bool = True) -> Together:
    """Star them, which plans a first touch where nothing is planned; unstarring leaves the plans."""

    def deed(plan: Planning, person: Contact) -> None:
        if on:
            star_in(plan, person.id)
        else:
            plan.action.update("contact", person.id, starred=False)
        if person.company_id is not None:
            plan.level(person.id)

    fit = [p for p in people if p.starred is not on]
    return _each(desk, fit, "star" if on else "unstar", deed, stopped_too=not on)


def pause(desk: Desk, people: Sequence[Contact], until: date | None = None) -> Together:
    """Let their plans rest, until a day or until further notice."""
    if until is not None and until <= desk.today:
        raise UsageError(f"{named_date(until, desk.today)} is not ahead: give a later day.")

    def deed(plan: Planning, person: Contact) -> None:
        plan.action.update(
            "contact", person.id, state=ContactState.PAUSED, paused_until=until or date.max
        )
        if until is not None:
            begin_again(plan, person.id, until)

    when = f" until {named_date(until, desk.today)}" if until else ""
    return _each(desk, people, "pause", deed, after=when)


def resume(desk: Desk, people: Sequence[Contact]) -> Together:
    """End their pauses; dates that have passed meanwhile are planned anew."""

    def deed(plan: Planning, person: Contact) -> None:
        plan.action.update("contact", person.id, state=ContactState.ACTIVE, paused_until=None)
        plan.replan(person.id)
        plan.level(person.id)

    paused = [p for p in people if p.state is ContactState.PAUSED]
    return _each(desk, paused, "resume", deed)


def delete(desk: Desk, people: Sequence[Contact]) -> Together:
    """Put them into the bin: nothing planned remains."""
    now = datetime.now(UTC).replace(tzinfo=None)

    def deed(plan: Planning, person: Contact) -> None:
        plan.cancel_all(person.id, "deleted")
        plan.action.update("contact", person.id, deleted_at=now)

    return _each(desk, people, "delete", deed, stopped_too=True)


def _each(
    desk: Desk,
    people: Sequence[Contact],
    verb: str,
    deed: Callable[[Planning, Contact], None],
    *,
    after: str = "",
    stopped_too: bool = False,
) -> Together:
    left_out = [p for p in people if p.state is ContactState.STOPPED and not stopped_too]
    fit = [p for p in people if p not in left_out]
    did = f"{verb} {fit[0].name if len(fit) == 1 else count(len(fit), 'person', 'people')}{after}"
    with desk.store.action(did) as action:
        plan = planning(desk, action)
        for person in fit:
            deed(plan, person)
    return Together(did, len(fit), _remarks(left_out))


def _remarks(left_out: Sequence[Contact]) -> tuple[str, ...]:
    if not left_out:
        return ()
    names = ", ".join(p.name for p in left_out[:_SHOWN])
    more = f" and {len(left_out) - _SHOWN} more" if len(left_out) > _SHOWN else ""
    return (f"left out, as they asked you to stop: {names}{more}",)
