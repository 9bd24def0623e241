"""Claims about insights: what may be said, what is kept back, and what it does to the plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from followup_tui.core.records import Company, Contact, Insight, Used
from followup_tui.core.words import InsightKind, Origin, Purpose
from followup_tui.errors import Conflict, UsageError
from followup_tui.operations import insights
from followup_tui.operations.desk import Desk
from followup_tui.operations.insights import Research, as_given
from followup_tui.operations.touches import hand_over
from tests.builders import TODAY, days_ago, in_days
from tests.cast import add, finish, picture, plan_of

READY = Research("something on returns", "Rival refunds at petrol stations", "offer the same here")


def acme(desk: Desk, ann: Contact) -> Company:
    return desk.store.people.company(ann.company_id or 0)


def test_an_insight_is_kept_as_it_was_found(desk: Desk) -> None:
    """Teaser, body, analysis, kind, origin, source and day (S1.24, S1.26, S1.33)."""
    ann = add(desk)
    research = replace(READY, kind="Competitor", origin="own", source="a fair", on=days_ago(9))
    kept = insights.add(desk, acme(desk, ann), research).record
    assert kept == Insight(
        kept.id,
        ann.company_id or 0,
        "something on returns",
        "Rival refunds at petrol stations",
        "offer the same here",
        InsightKind.COMPETITOR,
        Origin.OWN,
        "a fair",
        days_ago(9),
    )


def test_an_unknown_company_is_created_and_said_so(desk: Desk) -> None:
    """A name nobody knows is a new company; one spelt nearly like another is proposed."""
    add(desk, company="Powell Motors")
    new = insights.add(desk, "Tidewater", READY)
    assert "new company: Tidewater" in new.remarks
    near = insights.add(desk, "Powel Motors", READY)
    assert any("Powell Motors is known already" in remark for remark in near.remarks)
    same = insights.add(desk, "powell motors inc", READY)
    assert not any("company" in remark for remark in same.remarks)


@pytest.mark.parametrize(
    ("research", "said"),
    [
        (Research(" ", "\n"), "teaser"),
        (replace(READY, kind="rumour"), "kind of insight"),
        (replace(READY, origin="stolen"), "origin"),
        (replace(READY, on=in_days(1)), "still to come"),
        (replace(READY, teaser="Rival refunds at petrol stations!"), "tells all"),
    ],
)
def test_what_cannot_be_meant_is_refused(desk: Desk, research: Research, said: str) -> None:
    """One sentence, and nothing is written, the company neither."""
    before = picture(desk.store)
    with pytest.raises(UsageError, match=said):
        insights.add(desk, "Tidewater", research)
    assert picture(desk.store) == before


def test_a_company_needs_a_name(desk: Desk) -> None:
    """An insight for nobody is of no use."""
    with pytest.raises(UsageError, match="name of the company"):
        insights.add(desk, " ", READY)


def test_half_an_insight_is_not_prepared(desk: Desk) -> None:
    """Without a body no script teases it, and it is said so (S1.29)."""
    for research in (Research(teaser="something"), Research(body="They close Leeds")):
        kept = insights.add(desk, "Acme", research)
        assert not kept.record.prepared
        assert any("not prepared yet" in remark for remark in kept.remarks)


def test_a_teaser_that_tells_some_of_it_is_kept_with_a_word(desk: Desk) -> None:
    """What it tells is named, so that it can be taken out (S1.30)."""
    kept = insights.add(desk, "Acme", replace(READY, teaser="Rival and petrol stations"))
    assert any("petrol, stations" in remark for remark in kept.remarks)


def test_what_was_told_in_confidence_says_so(desk: Desk) -> None:
    """It can be kept, and no script will tease it."""
    kept = insights.add(desk, "Acme", replace(READY, origin="confidence"))
    assert any("in confidence" in remark for remark in kept.remarks)


def test_a_planned_touch_takes_up_an_insight(desk: Desk) -> None:
    """What was planned to keep warm brings value now, on the same day; undone, it does not."""
    ann = add(desk)
    before = plan_of(desk, ann)
    kept = insights.add(desk, acme(desk, ann), READY)
    after = plan_of(desk, ann)
    assert (before.purpose, after.purpose) == (Purpose.KEEP_WARM, Purpose.VALUE)
    assert (after.due_on, after.channel) == (before.due_on, before.channel)
    assert after.why.endswith("an unused insight is ready")
    assert any("Ann Lee" in remark for remark in kept.remarks)
    desk.store.journal.undo()
    assert (plan_of(desk, ann).purpose, plan_of(desk, ann).why) == (before.purpose, before.why)


def test_a_planned_touch_does_without_a_deleted_insight(desk: Desk) -> None:
    """The touch keeps its day and keeps warm again, its reason as before."""
    ann = add(desk)
    before = plan_of(desk, ann)
    kept = insights.add(desk, acme(desk, ann), READY)
    insights.delete(desk, kept.record)
    after = plan_of(desk, ann)
    assert (after.purpose, after.due_on, after.why) == (
        Purpose.KEEP_WARM,
        before.due_on,
        before.why,
    )


def test_an_insight_in_confidence_moves_no_purpose(desk: Desk) -> None:
    """Nor does one that is not prepared."""
    ann = add(desk)
    insights.add(desk, acme(desk, ann), replace(READY, origin="confidence"))
    insights.add(desk, acme(desk, ann), Research(teaser="something else"))
    assert plan_of(desk, ann).purpose is Purpose.KEEP_WARM


def test_a_script_that_left_the_program_keeps_its_purpose(desk: Desk) -> None:
    """What was copied was written to keep warm."""
    ann = add(desk)
    hand_over(desk, plan_of(desk, ann), "Hello.", "email")
    insights.add(desk, acme(desk, ann), READY)
    assert plan_of(desk, ann).purpose is Purpose.KEEP_WARM


def test_an_edit_changes_what_is_given(desk: Desk) -> None:
    """The day it was found stays, and a row changed elsewhere is not overwritten."""
    kept = insights.add(desk, "Acme", replace(READY, on=days_ago(9))).record
    changed = insights.edit(desk, kept, replace(as_given(kept), source="a fair"), kept.rev).record
    assert changed == replace(kept, source="a fair", rev=changed.rev)
    with pytest.raises(Conflict):
        insights.edit(desk, kept, READY, kept.rev)


def test_one_undo_takes_each_back(desk: Desk) -> None:
    """Add, edit and delete are one action each."""
    ann = add(desk)
    pictures = [picture(desk.store)]
    kept = insights.add(desk, acme(desk, ann), READY).record
    pictures.append(picture(desk.store))
    kept = insights.edit(desk, kept, replace(READY, teaser="something else")).record
    pictures.append(picture(desk.store))
    insights.delete(desk, kept)
    while pictures:
        desk.store.journal.undo()
        assert picture(desk.store) == pictures.pop()


def test_a_told_insight_says_when(desk: Desk) -> None:
    """A done touch that carried it gives it a date."""
    ann = add(desk)
    kept = insights.add(desk, acme(desk, ann), READY).record
    finish(desk, ann, used=(Used("insight", kept.id, kept.teaser),))
    assert desk.store.material.insight(kept.id).used_on == TODAY
    assert [i.used_on for i in desk.store.material.all_insights()] == [TODAY]


@pytest.mark.parametrize(
    ("typed", "known", "proposed"),
    [
        ("Acme", ("Acme Tools",), "Acme Tools"),
        ("Acme", ("Acme Tools", "Acme Foods", "Acmetron"), "Acme Foods or Acme Tools"),
        ("Acmee Tools", ("Acme Tools",), "Acme Tools"),
        ("Zenith", ("Acme Tools",), ""),
    ],
)
def test_a_company_that_may_be_meant_is_named(
    desk: Desk, typed: str, known: tuple[str, ...], proposed: str
) -> None:
    """A part of a known name is as near as a slip of the keys; it is proposed, never taken unasked."""
    for name in known:
        add(desk, f"Lee {name}", company=name, star=False)
    kept = insights.add(desk, typed, Research("something on prices", "They fall by a tenth."))
    remark = next(said for said in kept.remarks if said.startswith(f"new company: {typed}"))
    assert remark.removeprefix(f"new company: {typed}") == (
        f"; is it the same as {proposed}? `followup merge` joins them" if proposed else ""
    )
