"""Who was there, whom to star when nobody felt right, and nobody at all (S4.12-S4.14)."""

from __future__ import annotations

from followup_tui.core.panel import Panel, suggested_star
from followup_tui.core.playbook import plan_after_decision
from followup_tui.core.words import Role
from tests.builders import PLAIN, TODAY, days_ago, make_application, make_contact


def test_the_panel_is_ordered_by_star_and_role() -> None:
    """Stars first, then hiring managers, interviewers, recruiters; whoever told me among them."""
    recruiter = make_contact(id=1, role=Role.RECRUITER, starred=False)
    manager = make_contact(id=2, starred=False)
    star = make_contact(id=3, role=Role.OTHER)

    assert [p.id for p in Panel((recruiter, star), manager).everyone] == [3, 2, 1]


def test_when_nobody_felt_right_the_recruiter_is_proposed() -> None:
    """Without a connection to anyone the recruiter, else HR, else the bearer of the news (S4.14)."""
    peer = make_contact(id=1, role=Role.INTERVIEWER, starred=False)
    hr = make_contact(id=2, role=Role.HR, starred=False)
    recruiter = make_contact(id=3, role=Role.RECRUITER, starred=False)

    assert suggested_star(Panel((peer, hr, recruiter))) == recruiter
    assert suggested_star(Panel((peer, hr))) == hr
    assert suggested_star(Panel((), told_by=peer)) == peer
    assert suggested_star(Panel((peer,))) is None


def test_company_and_date_alone_are_enough() -> None:
    """A decision without anyone met plans the chores alone."""
    application = make_application(decided_on=days_ago(3))
    plan = plan_after_decision(application, Panel(()), {}, 5, TODAY, PLAIN)

    assert plan.planned == ()
    assert len(plan.tasks) == 2
