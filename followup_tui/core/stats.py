"""Figures that matter: answers and conversations rather than touches, each with how sure it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from statistics import median, quantiles

from followup_tui.core.counting import is_answer, is_counted
from followup_tui.core.phrases import count
from followup_tui.core.records import Application, Touch
from followup_tui.core.words import Decision, Direction, Outcome, Purpose, TouchState, form_of

ANSWER_DAYS = 30
"""An answer later than this is not put down to the touch before it."""
_Z = 1.96
"""For an interval that holds the true rate 19 times of 20."""
_FEW = 5


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something was answered, and between which bounds the true rate lies."""

    name: str
    sent: int
    answered: int
    low: float
    high: float
    """Shares from 0 to 1: Wilson's interval at 95 %."""

    @property
    def share(self) -> float:
        """Answered of sent; 0 when nothing was sent."""
        return self.answered / self.sent if self.sent else 0.0

    @property
    def why(self) -> str:
        """The figure in one sentence, with its doubt."""
        said = f"{self.answered} of {self.sent} were answered within {ANSWER_DAYS} days"
        if self.sent < _FEW:
            return f"{said}; too few to say more"
        low, high = round(100 * self.low), round(100 * self.high)
        return f"{said}; the true rate is probably between {low} and {high} %"


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long answers took, in days."""

    answers: int
    middle: float | None
    """Half of them came sooner; None without any."""
    early: float | None
    late: float | None
    """A quarter came before the one and after the other; None with fewer than four."""

    @property
    def why(self) -> str:
        """The figure in one sentence."""
        if self.middle is None:
            return "no answer yet that a touch came before"
        said = f"half of {count(self.answers, 'answer')} came within {self.middle:g} days"
        if self.early is None or self.late is None:
            return said
        return f"{said}, most of the rest between {self.early:g} and {self.late:g}"


@dataclass(frozen=True, slots=True)
class Step:
    """One stage on the way from a no to a conversation."""

    name: str
    people: int
    why: str


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day."""

    on: date
    touches: int
    answers: int


@dataclass(frozen=True, slots=True)
class Stats:
    """The figures of a stretch of time; both ends included."""

    first: date
    last: date
    answers: int
    people_who_answered: int
    conversations: int
    """Talks: calls they took, and meetings."""
    touches: int
    days: tuple[Day, ...]
    by_channel: tuple[Rate, ...]
    by_purpose: tuple[Rate, ...]
    waiting: Waiting
    path: tuple[Step, ...]


def stats(
    touches: Sequence[Touch],
    applications: Sequence[tuple[Application, frozenset[int]]],
    first: date,
    last: date,
) -> Stats:
    """The figures from `first` to `last`.

    `touches` are done ones of any day; `applications` come with whom I met in them.
    """
    done = sorted(
        (t for t in touches if t.state is TouchState.DONE and t.done_on),
        key=lambda t: (t.done_on or date.min, t.id),
    )
    answered = answers_to(done)
    inside = [t for t in done if first <= (t.done_on or date.min) <= last]
    sent = [t for t in inside if _asks_for_answer(t)]
    heard = [t for t in inside if is_answer(t)]
    return Stats(
        first,
        last,
        len(heard),
        len({t.contact_id for t in heard if t.contact_id is not None}),
        sum(_is_talk(t) for t in heard),
        sum(is_counted(t) for t in inside),
        _days(inside, first, last),
        _rates(sent, answered, lambda t: form_of(t.channel) or t.channel),
        _rates(sent, answered, lambda t: str(t.purpose)),
        _waiting([days for t in sent if (days := answered.get(t.id)) is not None]),
        _path(applications, done, first, last),
    )


def answers_to(done: Iterable[Touch]) -> dict[int, int]:
    """Days until the answer, by the id of the touch it is put down to: the last one before it.

    `done` stands in the order it happened. A talk answers itself on the same day.
    """
    found: dict[int, int] = {}
    last: dict[int | None, Touch] = {}
    for touch in done:
        if touch.direction is Direction.OUT:
            if is_answer(touch):
                found[touch.id] = 0
            if _asks_for_answer(touch):
                last[touch.contact_id] = touch
            continue
        before = last.get(touch.contact_id)
        if before is None or before.done_on is None or touch.done_on is None:
            continue
        days = (touch.done_on - before.done_on).days
        if days <= ANSWER_DAYS:
            found.setdefault(before.id, days)
    return found


def wilson(answered: int, sent: int) -> tuple[float, float]:
    """The bounds between which the true share lies 19 times of 20; (0, 1) without any trial."""
    if sent == 0:
        return 0.0, 1.0
    share, z2 = answered / sent, _Z * _Z
    middle = (share + z2 / (2 * sent)) / (1 + z2 / sent)
    half = _Z * sqrt(share * (1 - share) / sent + z2 / (4 * sent * sent)) / (1 + z2 / sent)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _asks_for_answer(touch: Touch) -> bool:
    """Mine, noticed on the other side, and something one could answer."""
    return (
        touch.direction is Direction.OUT
        and touch.purpose is not Purpose.SOCIAL
        and touch.outcome not in (Outcome.NO_ANSWER, Outcome.NO_SHOW, Outcome.BOUNCED)
    )


def _is_talk(touch: Touch) -> bool:
    return form_of(touch.channel) in ("phone", "in-person") and (
        touch.direction is Direction.IN or touch.outcome == Outcome.REACHED
    )


def _rates(
    sent: Sequence[Touch], answered: dict[int, int], name: Callable[[Touch], str]
) -> tuple[Rate, ...]:
    totals: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for touch in sent:
        totals[name(touch)] += 1
        hits[name(touch)] += touch.id in answered
    rates = (Rate(n, totals[n], hits[n], *wilson(hits[n], totals[n])) for n in totals)
    return tuple(sorted(rates, key=lambda r: (-r.sent, r.name)))


def _waiting(days: list[int]) -> Waiting:
    # A talk is answered while it lasts: it says nothing of how long answers take.
    waited = sorted(d for d in days if d > 0)
    if not waited:
        return Waiting(0, None, None, None)
    if len(waited) < 4:
        return Waiting(len(waited), float(median(waited)), None, None)
    early, middle, late = quantiles(waited, n=4, method="inclusive")
    return Waiting(len(waited), middle, early, late)


def _days(inside: Sequence[Touch], first: date, last: date) -> tuple[Day, ...]:
    mine: Counter[date] = Counter()
    theirs: Counter[date] = Counter()
    for touch in inside:
        day = touch.done_on or date.min
        mine[day] += is_counted(touch)
        theirs[day] += is_answer(touch)
    span = (last - first).days + 1
    every = (first + timedelta(days=n) for n in range(span))
    return tuple(Day(day, mine[day], theirs[day]) for day in every)


def _path(
    applications: Sequence[tuple[Application, frozenset[int]]],
    done: Sequence[Touch],
    first: date,
    last: date,
) -> tuple[Step, ...]:
    """From a no to a conversation: how many of the people met came how far (S0.2, S2.8, S3.42)."""
    noes: dict[int, date] = {}
    for application, met in applications:
        if application.decision is not Decision.PASSED or application.decided_on is None:
            continue
        if first <= application.decided_on <= last:
            for person in met:
                day = noes.get(person)
                noes[person] = min(day, application.decided_on) if day else application.decided_on
    after: dict[int, list[Touch]] = defaultdict(list)
    for touch in done:
        who = touch.contact_id
        if who in noes and (touch.done_on or date.min) >= noes[who]:
            after[who].append(touch)

    def people(fits: Callable[[Touch], bool]) -> int:
        return sum(any(fits(t) for t in after[p]) for p in noes)

    thanked = people(lambda t: t.purpose is Purpose.THANKS_DECISION)
    warm = people(is_counted)
    heard = people(is_answer)
    talked = people(_is_talk)
    asked = people(lambda t: t.purpose is Purpose.OPENING)
    return (
        Step("met before a no", len(noes), "people you met where they passed on you"),
        Step("thanked", thanked, "a thank-you went out after the decision"),
        Step("kept warm", warm, "at least one counted touch since"),
        Step("answered", heard, "they wrote, called or talked since"),
        Step("talked", talked, "a conversation since the no"),
        Step("asked about an opening", asked, "you asked them about a new vacancy"),
    )
