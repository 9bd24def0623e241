"""One claim about the journal over random days: all of it back is the start, all of it again the end."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup_tui.errors import FollowupError
from followup_tui.operations.desk import fixed, open_desk
from tests.builders import TODAY
from tests.cast import agenda_columns, picture
from tests.verbs import VERBS, Verb, add_somebody

_PLANNED_TWICE = """
SELECT contact_id FROM touch WHERE state = 'planned'
AND purpose IN ('keep-warm', 'value', 'social') GROUP BY contact_id HAVING count(*) > 1
"""
_PLANNED_AGAINST_A_WORD = """
SELECT touch.id FROM touch JOIN contact ON contact.id = touch.contact_id
WHERE touch.state = 'planned' AND (contact.state = 'stopped' OR contact.deleted_at IS NOT NULL)
"""


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(VERBS), st.integers(0, 9999)), min_size=30, max_size=30
    )
)
def test_all_back_is_the_start_and_all_again_the_end(
    steps: list[tuple[Verb, int]],
) -> None:
    """After thirty random verbs over a month, undoing all gives the start and redoing all the end,
    a refused verb changes nothing, nobody is planned twice or against their word, and the agenda
    index agrees at every moment."""
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Path(folder), today=TODAY)
        for seed in range(3):
            add_somebody(desk, random.Random(seed))
        desk.store.journal.forget_all()
        start = picture(desk.store)
        for number, (verb, seed) in enumerate(steps):
            today = replace(desk, clock=fixed(TODAY + timedelta(days=number)))
            before = picture(desk.store)
            try:
                verb(today, random.Random(seed))
            except FollowupError:
                assert picture(desk.store) == before
            assert desk.store.stale_contacts() == ()
            assert desk.store.database.tuples(_PLANNED_TWICE) == []
            assert desk.store.database.tuples(_PLANNED_AGAINST_A_WORD) == []
        end, agenda = picture(desk.store), agenda_columns(desk.store)
        desk.store.refresh(tuple(row[0] for row in agenda))
        assert agenda_columns(desk.store) == agenda
        moved = desk.store.journal.undo(1000)
        assert picture(desk.store) == start
        assert len(desk.store.journal.redo(1000)) == len(moved)
        assert picture(desk.store) == end
        assert agenda_columns(desk.store) == agenda
        assert desk.store.database.tuples("PRAGMA foreign_key_check") == []
        desk.store.close()
