"""Claims about gains: dated additions to what I can do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from followup_tui.core.records import Gain, Used
from followup_tui.core.words import GainKind
from followup_tui.errors import Conflict, NotFound, UsageError
from followup_tui.operations import gains, views
from followup_tui.operations.desk import Desk
from followup_tui.operations.gains import Learned, as_given
from followup_tui.operations.playbook import DecisionMade, passed
from tests.builders import TODAY, days_ago, in_days
from tests.cast import add, finish, on, picture


def test_a_gain_is_kept_with_its_day_and_kind(desk: Desk) -> None:
    """What was learned, when, and what sort of thing it is (S4.25)."""
    kept = gains.add(desk, Learned("repair certificate", days_ago(3), "education")).record
    assert kept == Gain(kept.id, "repair certificate", days_ago(3), GainKind.EDUCATION)
    assert gains.add(desk, Learned("Rust")).record.on == TODAY


@pytest.mark.parametrize(
    "learned", [Learned("\n"), Learned("x", in_days(1)), Learned("x", kind="luck")]
)
def test_what_cannot_be_meant_is_refused(desk: Desk, learned: Learned) -> None:
    """No words, a day to come, an unknown kind: nothing is written."""
    with pytest.raises(UsageError):
        gains.add(desk, learned)
    assert desk.store.material.gains() == ()


def test_a_gain_may_close_the_gap_of_an_application(desk: Desk) -> None:
    """The newest run at the company, or the one for the role named (S4.26)."""
    ann = add(desk)
    company = desk.store.people.company(ann.company_id or 0)
    with pytest.raises(NotFound, match="Acme"):
        gains.application_at(desk, company)
    for role, ago in (("Writer", 9), ("Designer", 40)):
        passed(desk, DecisionMade("Acme", role, days_ago(ago)))
    assert gains.application_at(desk, company).role == "Writer"
    run = gains.application_at(desk, company, "design")
    assert run.role == "Designer"
    with pytest.raises(NotFound, match="Pilot"):
        gains.application_at(desk, company, "Pilot")
    kept = gains.add(desk, Learned("Rust", closes_application_id=run.id)).record
    assert desk.store.material.gain(kept.id).closes_application_id == run.id


def test_a_person_sees_what_is_new_since_the_last_talk(desk: Desk) -> None:
    """Gains from before the last touch are not offered again."""
    ann = add(desk)
    gains.add(desk, Learned("old", days_ago(9)))
    assert [g.text for g in views.person(desk, ann.id).gains] == ["old"]
    finish(desk, ann)
    assert views.person(desk, ann.id).gains == ()
    later = on(desk, in_days(5))
    gains.add(later, Learned("new"))
    assert [g.text for g in views.person(later, ann.id).gains] == ["new"]


def test_add_edit_and_delete_can_be_undone(desk: Desk) -> None:
    """One action each; a row changed elsewhere is not overwritten."""
    pictures = [picture(desk.store)]
    kept = gains.add(desk, Learned("Rust", days_ago(3))).record
    pictures.append(picture(desk.store))
    changed = gains.edit(desk, kept, replace(as_given(kept), text="Rust, in use"), kept.rev).record
    assert changed == replace(kept, text="Rust, in use", rev=changed.rev)
    with pytest.raises(Conflict):
        gains.edit(desk, kept, Learned("C"), kept.rev)
    pictures.append(picture(desk.store))
    gains.delete(desk, changed)
    while pictures:
        desk.store.journal.undo()
        assert picture(desk.store) == pictures.pop()


def test_a_told_gain_says_when(desk: Desk) -> None:
    """The ledger gives it a date."""
    ann = add(desk)
    kept = gains.add(desk, Learned("Rust")).record
    finish(desk, ann, used=(Used("gain", kept.id, kept.text),))
    assert [g.used_on for g in desk.store.material.gains()] == [TODAY]
