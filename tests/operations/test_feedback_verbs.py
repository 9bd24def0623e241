"""Claims about feedback: their words, what I change because of them, and what several said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from followup_tui.core.records import Company, Feedback
from followup_tui.errors import Conflict, RuleError, UsageError
from followup_tui.operations import feedback, views
from followup_tui.operations.desk import Desk
from followup_tui.operations.feedback import Verdict, as_given
from followup_tui.operations.playbook import DecisionMade, passed
from tests.builders import TODAY, days_ago, in_days
from tests.cast import add, picture


def company(desk: Desk, name: str = "Acme") -> Company:
    found = next((c for c in desk.store.people.companies() if c.name == name), None)
    return found or desk.store.people.company(
        add(desk, f"Ann {name}", company=name).company_id or 0
    )


def test_feedback_is_kept_in_their_words(desk: Desk) -> None:
    """Verbatim, with who said it, when, and the run it is about (S2.13)."""
    ann = add(desk)
    run = passed(desk, DecisionMade("Acme", "Designer", days_ago(5))).application
    verdict = Verdict("Strong.\nBut  long.", ann.id, "be brief", days_ago(2))
    kept = feedback.add(desk, company(desk), verdict).record
    assert kept == Feedback(
        kept.id, ann.company_id or 0, "Strong.\nBut  long.", days_ago(2), ann.id, run.id, "be brief"
    )
    assert views.company(desk, ann.company_id or 0).feedback == (kept,)


@pytest.mark.parametrize("verdict", [Verdict(" "), Verdict("x", on=in_days(1))])
def test_what_cannot_be_meant_is_refused(desk: Desk, verdict: Verdict) -> None:
    """Their words are needed, and a day that has come."""
    acme = company(desk)
    with pytest.raises(UsageError):
        feedback.add(desk, acme, verdict)
    assert desk.store.material.all_feedback() == ()


def test_a_change_is_open_until_it_is_made(desk: Desk) -> None:
    """The intention is ticked off, and can be taken up again (S2.14)."""
    kept = feedback.add(desk, company(desk), Verdict("long", change="be brief")).record
    made = feedback.change_made(desk, kept).record
    assert (kept.changed, made.changed) == (False, True)
    assert not feedback.change_made(desk, made, made=False).record.changed


def test_without_an_intention_there_is_nothing_to_tick_off(desk: Desk) -> None:
    """The sentence says what to do first."""
    kept = feedback.add(desk, company(desk), Verdict("long")).record
    with pytest.raises(RuleError, match="say first"):
        feedback.change_made(desk, kept)


def test_another_intention_is_open_again(desk: Desk) -> None:
    """Corrected words of theirs leave it ticked off."""
    kept = feedback.add(desk, company(desk), Verdict("long", change="be brief")).record
    made = feedback.change_made(desk, kept).record
    same = feedback.edit(desk, made, replace(as_given(made), text="too long"), made.rev).record
    assert (same.text, same.changed, same.on) == ("too long", True, TODAY)
    other = feedback.edit(desk, same, replace(as_given(same), change="start slowly")).record
    assert not other.changed
    with pytest.raises(Conflict):
        feedback.edit(desk, made, as_given(made), made.rev)


def test_before_an_interview_the_open_changes_and_themes_are_at_hand(desk: Desk) -> None:
    """What is changed already is left out, themes go over all employers (S2.14, S2.15)."""
    assert not feedback.before_interview(desk)
    ann = add(desk)
    first = Verdict("more leadership experience", ann.id, "bring the Toledo story")
    feedback.add(desk, company(desk), first)
    done = feedback.add(desk, company(desk, "Beta"), Verdict("leadership experience", None, "read"))
    feedback.change_made(desk, done.record)
    ready = feedback.before_interview(desk)
    assert [(v.company, v.by, v.feedback.change) for v in ready.open] == [
        ("Acme", "Ann Lee", "bring the Toledo story")
    ]
    assert [(t.words, t.said_by) for t in ready.themes] == [
        ("leadership experience", ("Beta", "Ann Lee"))
    ]
    assert feedback.all_themes(desk) == ready.themes


def test_what_was_said_with_a_decision_is_feedback_too(desk: Desk) -> None:
    """It stands among the others, with who told it."""
    passed(desk, DecisionMade("Acme", "Designer", told_by="Rita", said="You were close."))
    assert [(v.feedback.text, v.by) for v in feedback.voices(desk)] == [("You were close.", "Rita")]


def test_add_edit_and_delete_can_be_undone(desk: Desk) -> None:
    """One action each."""
    acme = company(desk)
    pictures = [picture(desk.store)]
    kept = feedback.add(desk, acme, Verdict("long")).record
    pictures.append(picture(desk.store))
    kept = feedback.edit(desk, kept, Verdict("too long", change="be brief")).record
    pictures.append(picture(desk.store))
    feedback.delete(desk, kept)
    while pictures:
        desk.store.journal.undo()
        assert picture(desk.store) == pictures.pop()
