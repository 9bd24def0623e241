"""What they asked for, read from their words and obeyed (DESIGN.md, Wishes; S1.39)."""

from __future__ import annotations

from datetime import date

import pytest

from followup_tui.core.wish_words import Wish, read_wish
from followup_tui.core.wishes import company_wait, managers_wait, waiting_until, wished_form
from followup_tui.core.words import Form, Outcome, Role, TouchState
from followup_tui.core.workdays import Workdays
from tests.builders import (
    TODAY,
    days_ago,
    in_days,
    make_contact,
    make_dossier,
    make_planned,
    make_touch,
    make_wish,
)


def read(words: str, today: date = TODAY) -> Wish:
    """The wish in these words, on a calendar without days off."""
    return read_wish(words, today, Workdays())


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("Call in May", date(2026, 5, 4)),
        ("Let's talk in June", date(2026, 6, 1)),
        ("maybe in aug", date(2026, 8, 3)),
        ("not before the end of October, please", date(2026, 10, 26)),
    ],
)
def test_a_month_is_the_first_working_day_of_its_first_full_week(words: str, until: date) -> None:
    """ "In May" is the Monday of the first week that lies in May with all its days."""
    assert read(words).until == until


def test_a_month_that_is_past_is_next_year() -> None:
    """ "In January", said in March, is next January."""
    assert read("call in January").until == date(2027, 1, 4)


def test_a_month_whose_first_week_is_past_is_next_year() -> None:
    """ "In March", said in the middle of March, is next March."""
    assert read("in March", date(2026, 3, 16)).until == date(2027, 3, 1)


def test_a_month_that_begins_today_is_this_year() -> None:
    """On the very day of the first full week it is still this year."""
    assert read("in March").until == TODAY


def test_a_holiday_in_the_first_full_week_is_passed_over() -> None:
    """The first working day of that week, not its Monday, is meant."""
    closed = Workdays(days_off=frozenset({date(2026, 5, 4)}))

    assert read_wish("call in May", TODAY, closed).until == date(2026, 5, 5)


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("call me in three weeks", date(2026, 3, 23)),
        ("in 10 days", date(2026, 3, 12)),
        ("in about a month", date(2026, 4, 2)),
        ("in two months", date(2026, 5, 4)),
        ("in four weeks", date(2026, 3, 30)),
        ("in five weeks", date(2026, 4, 6)),
        ("in six weeks", date(2026, 4, 13)),
        ("in a year", date(2027, 3, 2)),
        ("in 5 days", date(2026, 3, 9)),
    ],
)
def test_a_span_is_counted_from_today(words: str, until: date) -> None:
    """ "In three weeks" is a working day three weeks from today, or the next one."""
    assert read(words).until == until


def test_a_span_of_months_ends_within_the_month() -> None:
    """A month after 31 January is the end of February, or the next working day."""
    assert read("in a month", date(2026, 1, 31)).until == date(2026, 3, 2)


def test_a_span_may_cross_the_year() -> None:
    """Six months after November is May of the next year, two years are two years."""
    assert read("in six months", date(2026, 11, 10)).until == date(2027, 5, 10)
    assert read("in two months", date(2026, 12, 15)).until == date(2027, 2, 15)
    assert read("in two years", date(2026, 12, 15)).until == date(2028, 12, 15)


def test_an_iso_date_is_taken() -> None:
    """A written date is that date."""
    assert read("reach out on 2026-09-15").until == date(2026, 9, 15)


def test_an_impossible_date_is_no_date() -> None:
    """A date that does not exist stays a remark."""
    assert read("on 2026-13-45") == Wish()


@pytest.mark.parametrize(
    "words",
    [
        "stop",
        "Please STOP calling me.",
        "Don't contact me again",
        "Please don\u2019t contact me any more",
        "do not write to me",
        "Never call again!",
        "Remove me from your list",
        "unsubscribe",
        "leave me alone",
        "No more e-mails, please",
        "We are not interested",
    ],
)
def test_stop_is_understood(words: str) -> None:
    """A request to stop is read in its usual wordings, curly apostrophes included."""
    assert read(words) == Wish(stop=True)


@pytest.mark.parametrize(
    "words",
    [
        "don't call me before May",
        "Please don't write until May",
        "please stop calling until May",
        "don\u2019t contact me till May",
    ],
)
def test_a_request_to_wait_is_not_a_stop(words: str) -> None:
    """ "Don't call me before May" asks to wait."""
    wish = read(words)

    assert not wish.stop
    assert wish.until == date(2026, 5, 4)


@pytest.mark.parametrize("words", ["don't call this week", "don't call before the summer"])
def test_a_vague_request_to_wait_is_not_a_stop_either(words: str) -> None:
    """A wait without a date that can be read is not taken for a stop."""
    assert not read(words).stop


def test_an_invitation_to_stop_by_is_not_a_stop() -> None:
    """ "Stop by any time" asks for the opposite."""
    assert not read("Stop by any time!").stop


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("by e-mail, please", Form.EMAIL),
        ("Better by email", Form.EMAIL),
        ("write to me instead", Form.EMAIL),
        ("find me on LinkedIn", Form.LINKEDIN),
        ("give me a ring", Form.PHONE),
        ("a phone call is fine", Form.PHONE),
        ("send a letter", Form.LETTER),
        ("whenever you like", ""),
    ],
)
def test_a_form_is_understood(words: str, form: str) -> None:
    """The form they named is kept with the wish."""
    assert read(words).form == form


def test_day_and_form_may_come_together() -> None:
    """ "Call in May" names both."""
    assert read("call in May") == Wish(until=date(2026, 5, 4), form=Form.PHONE)


def test_what_cannot_be_read_stays_a_remark() -> None:
    """Words without a wish have no effect."""
    assert read("she loves Greek food") == Wish()


def test_long_words_are_read_to_the_end() -> None:
    """A wish at the end of a long letter is found."""
    assert read("We had a good quarter. " * 200 + "Please stop writing to me.").stop


def test_a_wish_to_wait_is_pending_until_it_is_fulfilled() -> None:
    """A counted touch on or after the day they named fulfils the wish, an earlier one does not."""
    wish = make_wish(until=days_ago(5), on=days_ago(60))
    early = make_touch(done_on=days_ago(20))
    attempt = make_touch(done_on=days_ago(3), outcome=Outcome.NO_ANSWER)
    kept = make_touch(done_on=days_ago(5))

    assert waiting_until(make_dossier(early, attempt, wishes=(wish,))) == wish
    assert waiting_until(make_dossier(early, kept, wishes=(wish,))) is None


def test_a_promised_touch_left_out_on_purpose_settles_the_wish() -> None:
    """Skipping the touch of the day they named is a decision of mine, and final."""
    wish = make_wish(until=days_ago(5), on=days_ago(60))
    skipped = make_planned(days_ago(5), state=TouchState.SKIPPED, promised=True)

    assert waiting_until(make_dossier(skipped, wishes=(wish,))) is None


def test_leaving_out_another_touch_does_not_settle_the_wish() -> None:
    """Skipping a touch before their day, or one that was not promised, keeps the promise."""
    wish = make_wish(until=days_ago(5), on=days_ago(60))
    early = make_planned(days_ago(9), state=TouchState.SKIPPED, promised=True)
    other = make_planned(days_ago(5), state=TouchState.SKIPPED)

    assert waiting_until(make_dossier(early, other, wishes=(wish,))) == wish


def test_the_newest_wish_to_wait_holds() -> None:
    """Who named a later day in the meantime is called on that."""
    first = make_wish(until=in_days(30), on=days_ago(20))
    second = make_wish(until=in_days(90), on=days_ago(2))

    assert waiting_until(make_dossier(wishes=(first, second))) == second


def test_the_wished_form_outlives_the_wish_to_wait() -> None:
    """A later wish without a form does not take the form back."""
    by_mail = make_wish(form=Form.EMAIL, on=days_ago(20))
    later = make_wish(until=in_days(30), on=days_ago(2))

    assert wished_form(make_dossier(wishes=(by_mail, later))) == Form.EMAIL


MANAGER = make_contact(id=1)
PEER = make_contact(id=2, name="Bo Ray", role=Role.INTERVIEWER)


def test_a_managers_wish_holds_everybody_else() -> None:
    """A hiring manager's wish to wait holds the colleagues too."""
    wish = make_wish(contact_id=1, until=in_days(60))
    dossier = make_dossier(contact=PEER, people=(MANAGER, PEER), wishes=(wish,))

    assert company_wait(dossier, TODAY) == wish


def test_a_colleagues_wish_holds_nobody_else() -> None:
    """The wish of an interviewer is about the interviewer."""
    wish = make_wish(contact_id=2, until=in_days(60))
    dossier = make_dossier(contact=MANAGER, people=(MANAGER, PEER), wishes=(wish,))

    assert company_wait(dossier, TODAY) is None


def test_a_managers_own_wish_is_not_the_companys_for_the_manager() -> None:
    """The manager's own plan follows the promise itself."""
    wish = make_wish(contact_id=1, until=in_days(60))
    dossier = make_dossier(contact=MANAGER, people=(MANAGER, PEER), wishes=(wish,))

    assert company_wait(dossier, TODAY) is None


def test_the_hold_ends_on_the_day_they_named() -> None:
    """On the day itself the company is free again."""
    wish = make_wish(contact_id=1, until=TODAY)
    dossier = make_dossier(contact=PEER, people=(MANAGER, PEER), wishes=(wish,))

    assert company_wait(dossier, TODAY) is None


def test_the_longest_wish_of_several_managers_holds() -> None:
    """Of two hiring managers the one who asked for more time decides."""
    other = make_contact(id=3, name="Cy Fox")
    wishes = (make_wish(until=in_days(30)), make_wish(contact_id=3, until=in_days(50)))

    assert managers_wait((MANAGER, other, PEER), wishes, (), TODAY) == wishes[1]


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("Don't call, e-mail me", Form.EMAIL),
        ("e-mail rather than call, please", Form.EMAIL),
        ("please don't e-mail, just ring", Form.PHONE),
    ],
)
def test_refusing_one_form_for_another_is_no_stop(words: str, form: str) -> None:
    """Whoever asks for another form still wants to hear from me (S1.39)."""
    wish = read_wish(words, TODAY, Workdays())

    assert (wish.stop, wish.form) == (False, form)


@pytest.mark.parametrize(
    "words",
    ["no phone calls, please", "please not by phone", "don't ring me", "prefers no voicemail"],
)
def test_a_refused_form_is_never_planned(words: str) -> None:
    """Who does not want to be called is not called, and may still be written to (S1.39)."""
    wish = read_wish(words, TODAY, Workdays())

    assert (wish.stop, wish.form) == (False, "-phone")


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("on 5 May", date(2026, 5, 5)),
        ("next week", date(2026, 3, 9)),
        ("next month", date(2026, 4, 6)),
        ("in twelve weeks", date(2026, 5, 25)),
        ("on Friday", date(2026, 3, 6)),
        ("in the new year", date(2027, 1, 4)),
        ("end of June", date(2026, 6, 24)),
        ("mid May", date(2026, 5, 15)),
    ],
)
def test_the_usual_ways_to_name_a_day_are_read(words: str, until: date) -> None:
    """A day as people say it is a day the plan waits for."""
    assert read_wish(words, TODAY, Workdays()).until == until
