"""Claims about courtesy in what is written: whatever happens, a company's planned touches keep apart."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup_tui.core.dossier import primary
from followup_tui.core.levelling import level
from followup_tui.core.words import Role
from followup_tui.errors import FollowupError
from followup_tui.operations.desk import Desk, fixed, open_desk
from followup_tui.operations.touches import Happened, log
from tests.builders import TODAY
from tests.cast import add, finish, on, picture, plan_of
from tests.verbs import VERBS, Verb, add_somebody


def crowded(desk: Desk) -> set[int]:
    """The companies whose planned touches would have to move."""
    found = set()
    for person in desk.store.people.everyone():
        dossier = desk.store.people.dossier(person.id, desk.today)
        first = primary(dossier.people)
        first_id = first.id if first else None
        if level(dossier.at_company, first_id, dossier.booked, desk.today, desk.rules()):
            found.add(person.company_id or -person.id)
    return found


def test_an_extra_call_moves_the_colleagues(desk: Desk) -> None:
    """A call that was not planned moves what stood too near, later, with the reason, in one step."""
    ann = add(desk)
    bob = add(desk, "Bob Roe", role=Role.INTERVIEWER)
    cleo = add(desk, "Cleo Marsh", role=Role.EMPLOYEE, star=False)
    finish(desk, ann)
    assert (plan_of(desk, ann).due_on, plan_of(desk, bob).due_on) == (
        date(2026, 4, 1),
        date(2026, 3, 10),
    )
    before = picture(desk.store)
    friday = on(desk, date(2026, 3, 6))
    log(friday, cleo, Happened("call", outcome="reached"))
    assert plan_of(desk, bob).due_on == date(2026, 4, 1)
    assert "moved to Wed 1 Apr" in plan_of(desk, bob).why
    assert plan_of(desk, ann).due_on == date(2026, 4, 9)
    assert crowded(friday) == set()
    desk.store.journal.undo()
    assert picture(desk.store) == before


def test_other_companies_stay(desk: Desk) -> None:
    """An extra call at one company moves nothing at another."""
    add(desk)
    bob = add(desk, "Bob Roe", company="Beta")
    cleo = add(desk, "Cleo Marsh", role=Role.EMPLOYEE, star=False)
    before = plan_of(desk, bob)
    log(desk, cleo, Happened("call", outcome="reached"))
    assert plan_of(desk, bob) == before


def test_somebody_without_a_company_is_their_own(desk: Desk) -> None:
    """Two people without a company are in nobody's way."""
    ann = add(desk, company="")
    bob = add(desk, "Bob Roe", company="")
    assert plan_of(desk, ann).due_on == plan_of(desk, bob).due_on == TODAY


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(VERBS), st.integers(0, 9999)), min_size=20, max_size=20
    )
)
def test_no_verb_crowds_a_company(steps: list[tuple[Verb, int]]) -> None:
    """After no verb at all would a company's planned touches have to move: it moved them itself."""
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Path(folder), today=TODAY)
        for seed in range(3):
            add_somebody(desk, random.Random(seed))
        for number, (verb, seed) in enumerate(steps):
            today = replace(desk, clock=fixed(TODAY + timedelta(days=number)))
            before = crowded(today)
            try:
                verb(today, random.Random(seed))
            except FollowupError:
                continue
            assert crowded(today) <= before
        desk.store.close()
