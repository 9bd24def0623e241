"""Claims about the review's order: owed, promised, the best three, then the agenda."""

from __future__ import annotations

from datetime import timedelta

from followup_tui.core.agenda import AgendaItem
from followup_tui.core.review import Candidate, deal
from followup_tui.core.words import Purpose, Section
from tests.builders import TODAY


def candidate(number: int, past: int = 0, gap: int = 21, **more: bool) -> Candidate:
    """Somebody due so many days ago."""
    section = Section.OWED if more.pop("owed", False) else Section.WAITING
    starred = more.pop("starred", True)
    due = TODAY - timedelta(days=past)
    item = AgendaItem(
        section, number, f"P{number}", "", number, "email", Purpose.KEEP_WARM, due, starred, past
    )
    return Candidate(item, gap, **more)


def names(candidates: list[Candidate], cap: int = 5) -> list[int]:
    """Who is in the deck, in order."""
    return [i.contact_id for i in deal(candidates, cap).items]


def test_what_i_owe_comes_first_then_promises() -> None:
    """They wait for it, whatever the agenda says."""
    found = names([candidate(1), candidate(2, promised=True), candidate(3, owed=True)])
    assert found == [3, 2, 1]


def test_the_best_three_are_those_who_waited_longest_for_their_pace() -> None:
    """Days past over the gap: ten days of twenty weigh more than fifteen of sixty."""
    crowd = [
        candidate(1, 2),
        candidate(2, 15, 60),
        candidate(3, 10, 20),
        candidate(4, 1),
        candidate(5, 9),
    ]
    assert names(crowd)[:3] == [3, 5, 2]


def test_an_event_at_the_company_raises_its_people() -> None:
    """S1.15: somebody left there, so that person comes first."""
    crowd = [candidate(n, n) for n in range(1, 6)]
    assert names([*crowd, candidate(9, 0, event=True)])[0] == 9


def test_a_rank_is_a_weight_and_no_filter() -> None:
    """S0.13, S1.37: where I was close wins a tie; everybody else stays in the deck."""
    crowd = [candidate(1), candidate(2), candidate(3), candidate(4, ranked=True)]
    assert names(crowd)[0] == 4
    assert sorted(names(crowd)) == [1, 2, 3, 4]


def test_the_cap_leaves_owed_and_promised_outside() -> None:
    """Five a day for what counts; replies and promises come on top."""
    crowd = [candidate(n) for n in range(7)]
    extra = [candidate(20, owed=True), candidate(21, promised=True)]
    deck = deal([*crowd, *extra], 5)
    assert len(deck.items) == 7
    assert deck.left == 2
