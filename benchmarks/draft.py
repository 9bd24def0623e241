"""A draft: what is known of a person, the rendering, the checks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import count, cycle, islice

from benchmarks.crowd import desk_of
from benchmarks.figures import Figure, Found
from benchmarks.run import Run
from benchmarks.timing import typical_ms
from benchmarks.vocabulary import phrase
from followup_tui.core.records import Contact, Draft
from followup_tui.core.words import Purpose
from followup_tui.operations import drafting
from followup_tui.operations.desk import Desk

_PEOPLE = range(20, 40)
_SENTENCES = 8


def measure(run: Run) -> Iterator[Found]:
    """The script of the planned touch of twenty people in turn, all with notes of every kind."""
    for size in run.sizes:
        with desk_of(run.crowds.home(size)) as desk:
            people = cycle([desk.store.people.contact(number) for number in _PEOPLE])
            took = typical_ms(partial(_next, desk, people), run.times(200))
            own = typical_ms(partial(_own_words, desk, people, count()), run.times(200))
        yield Figure("draft", size, took)
        yield Figure("own-words", size, own)


def _own_words(desk: Desk, people: Iterator[Contact], numbers: Iterator[int]) -> None:
    """The checks remember sentences: here there is nothing to remember."""
    body = "\n".join(f"{phrase(n)} in street {n}." for n in islice(numbers, _SENTENCES))
    person = next(people)
    own = Draft(person.id, "email", Purpose.KEEP_WARM, "Hello", body, 0, "", None, edited=True)
    drafting.checked(desk, person, own)


def _next(desk: Desk, people: Iterator[Contact]) -> None:
    drafting.draft(desk, next(people))
