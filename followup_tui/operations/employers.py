"""What is known of a company itself: my interest, its referral programme, its page; light touches there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from followup_tui.core.phrases import short_date
from followup_tui.core.records import Company, Touch
from followup_tui.core.text import clean_text
from followup_tui.core.words import (
    Channel,
    Direction,
    Network,
    Outcome,
    Purpose,
    TouchState,
)
from followup_tui.operations.desk import Desk
from followup_tui.operations.identifiers import identifier
from followup_tui.operations.keeping import Kept, past_day, words

_A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class About:
    """A company as a form or a command line gives it."""

    interest: str = ""
    """My own sentence about it, for scripts (S3.21)."""
    referral: str = ""
    """Whether employees may refer somebody, and the reward (S4.27)."""
    followed: date | None = None
    """Since when I follow their page (S0.37)."""


def edit(desk: Desk, company: Company, about: About, rev: int | None = None) -> Kept[Company]:
    """Change what is known of a company. Raises Conflict when it was changed elsewhere meanwhile."""
    did = f"edit {company.name}"
    followed = past_day(desk, about.followed, "you followed it") if about.followed else None
    values = {
        "interest": words(about.interest),
        "referral_programme": words(about.referral),
        "page_followed_on": followed,
    }
    with desk.store.action(did) as action:
        action.update("company", company.id, rev=rev, **values)
    return Kept(desk.store.people.company(company.id), did)


def as_given(company: Company) -> About:
    """A company as a form would show it, for changing a part of it."""
    return About(company.interest, company.referral_programme, company.page_followed_on)


@dataclass(frozen=True, slots=True)
class Reaction:
    """A like, a comment or a share of something that a company posted."""

    network: str = Network.LINKEDIN
    on: date | None = None
    note: str = ""
    """What it was."""


def react(desk: Desk, company: Company, reaction: Reaction) -> Kept[Touch]:
    """Log a light touch with a company, nobody in person (S0.40); it moves no plan (S0.42)."""
    on = past_day(desk, reaction.on, "it was")
    network = identifier(Network, reaction.network or Network.LINKEDIN, "network")
    recent = [
        t
        for t in desk.store.touches.at_company(company.id)
        if t.channel == Channel.LIGHT and t.done_on and t.contact_id is None
    ]
    near = next((t for t in recent if t.done_on and abs(t.done_on - on) < _A_WEEK), None)
    did = f"light touch: {company.name}"
    with desk.store.action(did) as action:
        touch_id = action.insert(
            "touch",
            contact_id=None,
            company_id=company.id,
            channel=Channel.LIGHT,
            purpose=Purpose.SOCIAL,
            direction=Direction.OUT,
            state=TouchState.DONE,
            done_on=on,
            day=on,
            outcome=Outcome.SENT,
            network=network,
            note=clean_text(reaction.note),
        )
    told: tuple[str, ...] = ()
    if near is not None and near.done_on is not None:
        told = (f"there was one on {short_date(near.done_on, desk.today)}: once a week is enough",)
    return Kept(desk.store.touches.touch(touch_id), did, told)
