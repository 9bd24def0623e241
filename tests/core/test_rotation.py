"""Which form comes next (DESIGN.md, Rotation; S3.8, S3.10, S3.11)."""

from __future__ import annotations

import pytest

from followup_tui.core.records import Touch
from followup_tui.core.rotation import next_channel, next_form, possible_forms, reachable
from followup_tui.core.words import Channel, Form, Outcome, Purpose
from tests.builders import (
    PLAIN,
    days_ago,
    make_contact,
    make_dossier,
    make_inbound,
    make_touch,
    make_wish,
)


def sent(channel: str, days: int, **fields: object) -> Touch:
    """A counted touch by that channel."""
    return make_touch(channel=channel, done_on=days_ago(days), **fields)


def form_after(*touches: Touch) -> str:
    """The form that follows these touches with Ann, whom every form reaches."""
    return next_form(make_dossier(*touches), PLAIN).form


def test_the_phone_comes_first() -> None:
    """With nothing behind us, the configured order decides."""
    choice = next_form(make_dossier(), PLAIN)

    assert choice.form == Form.PHONE
    assert choice.why == "by phone first"


def test_the_next_form_differs_from_the_last() -> None:
    """After a voicemail the least recently used other form follows: never two in a row."""
    assert form_after(sent("email", 60), sent("voicemail", 20)) == Form.LINKEDIN


def test_a_call_and_a_voicemail_are_one_form() -> None:
    """The phone is one form, whether it ended as a call or as a voicemail."""
    assert form_after(sent("voicemail", 60), sent("call", 20)) == Form.EMAIL


def test_the_least_recently_used_form_follows() -> None:
    """With all forms used, the one used longest ago comes back."""
    assert form_after(sent("linkedin", 90), sent("email", 60), sent("call", 20)) == Form.LINKEDIN


def test_ties_follow_the_configured_order() -> None:
    """Forms never used stand in the order of the config: phone, e-mail, LinkedIn."""
    assert form_after(sent("call", 20)) == Form.EMAIL
    assert form_after(sent("email", 20)) == Form.PHONE


def test_the_order_can_be_configured() -> None:
    """Another order breaks the tie otherwise."""
    rules = PLAIN._replace(form_order=(Form.LINKEDIN, Form.EMAIL, Form.PHONE))

    assert next_form(make_dossier(sent("email", 20)), rules).form == Form.LINKEDIN


def test_a_form_they_answered_by_goes_first() -> None:
    """A form that brought an answer goes before one that never did."""
    answered = sent("call", 30, outcome=Outcome.REACHED)

    assert form_after(answered, sent("email", 10)) == Form.PHONE


def test_an_answer_outweighs_longer_rest() -> None:
    """It goes first even though another form rested longer."""
    touches = (
        sent("linkedin", 90),
        sent("call", 60, outcome=Outcome.REACHED),
        sent("email", 20),
    )
    choice = next_form(make_dossier(*touches), PLAIN)

    assert choice.form == Form.PHONE
    assert choice.why == "by phone, since they answered that way before"


def test_what_they_wrote_by_is_a_form_they_answer_by() -> None:
    """An e-mail from them makes e-mail the preferred form."""
    assert form_after(sent("call", 30), make_inbound(days_ago(25), channel="email")) == Form.EMAIL


def test_an_answered_form_is_not_repeated_at_once() -> None:
    """Even the preferred form is followed by another one."""
    assert form_after(sent("email", 20, outcome=Outcome.REPLIED)) == Form.PHONE


@pytest.mark.parametrize(
    ("uncounted", "following"),
    [
        (sent("email", 10, purpose=Purpose.THANKS_DECISION), Form.EMAIL),
        (sent("email", 10, outcome=Outcome.BOUNCED), Form.EMAIL),
        (make_inbound(days_ago(10), channel="linkedin", purpose=Purpose.SOCIAL), Form.LINKEDIN),
    ],
)
def test_only_counted_touches_turn_the_rotation(uncounted: Touch, following: str) -> None:
    """A thank-you, a bounced mail or something inbound is neither the last form nor a used one."""
    assert form_after(sent("linkedin", 60), sent("call", 40), uncounted) == following


def test_a_thank_you_does_not_age_a_form() -> None:
    """After the thank-you by e-mail and a call, e-mail still counts as unused."""
    thanks = sent("email", 30, purpose=Purpose.THANKS_DECISION)

    assert form_after(thanks, sent("call", 20)) == Form.EMAIL


def test_linkedin_needs_an_accepted_invitation() -> None:
    """Without a connection there is no LinkedIn message."""
    stranger = make_contact(connected=False, linkedin="https://linkedin.example/in/ann")

    assert not reachable(stranger, Form.LINKEDIN)
    assert possible_forms(make_dossier(contact=stranger), PLAIN) == (Form.PHONE, Form.EMAIL)


def test_a_form_without_data_is_passed_over() -> None:
    """Without a phone number nobody is called."""
    assert next_form(make_dossier(contact=make_contact(phones=())), PLAIN).form == Form.EMAIL


def test_forms_that_i_rule_out_are_never_planned() -> None:
    """Who never calls is never told to."""
    rules = PLAIN._replace(never=frozenset({Form.PHONE}))

    assert possible_forms(make_dossier(), rules) == (Form.EMAIL, Form.LINKEDIN)
    assert next_form(make_dossier(sent("email", 20)), rules).form == Form.LINKEDIN


def test_forms_that_i_rule_out_are_no_way_out_either() -> None:
    """If nothing reaches them, a form that I ruled out is still not proposed."""
    nobody = make_contact(phones=(), emails=(), connected=False)
    rules = PLAIN._replace(never=frozenset({Form.PHONE, Form.EMAIL, Form.LINKEDIN}))

    assert next_form(make_dossier(contact=nobody), rules).form == Form.LETTER


def test_the_only_form_is_used_and_the_reason_names_what_is_missing() -> None:
    """With e-mail alone it is e-mail again, and the explanation says what would help."""
    dossier = make_dossier(sent("email", 20), contact=make_contact(phones=(), connected=False))
    choice = next_form(dossier, PLAIN)

    assert choice.form == Form.EMAIL
    assert choice.only
    assert choice.why == (
        "only by e-mail, so at one and a half times the distance; "
        "a phone number and an accepted LinkedIn invitation would add another way"
    )


def test_a_contact_without_any_address_says_so() -> None:
    """The explanation asks for a way to reach them."""
    nobody = make_contact(phones=(), emails=(), connected=False)
    choice = next_form(make_dossier(contact=nobody), PLAIN)

    assert choice.form == Form.PHONE
    assert choice.why.startswith("no way to reach Ann is known yet: e adds a phone number")


def test_a_wished_form_is_used_again_and_again() -> None:
    """Who asked for e-mail gets e-mail, also twice in a row (S1.39)."""
    dossier = make_dossier(sent("email", 20), wishes=(make_wish(form=Form.EMAIL),))
    choice = next_form(dossier, PLAIN)

    assert choice.form == Form.EMAIL
    assert choice.why == "by e-mail, as they asked"


def test_the_newest_wish_for_a_form_holds() -> None:
    """Who changed their mind is asked by the form named last."""
    wishes = (
        make_wish(form=Form.EMAIL, on=days_ago(20)),
        make_wish(form=Form.LINKEDIN, on=days_ago(5)),
    )

    assert next_form(make_dossier(wishes=wishes), PLAIN).form == Form.LINKEDIN


def test_a_wish_of_somebody_else_changes_nothing() -> None:
    """A colleague's wish for e-mail is the colleague's alone."""
    dossier = make_dossier(wishes=(make_wish(contact_id=2, form=Form.EMAIL),))

    assert next_form(dossier, PLAIN).form == Form.PHONE


def test_a_form_that_failed_is_avoided() -> None:
    """After unanswered calls another form has its turn."""
    assert next_form(make_dossier(), PLAIN, avoid=Form.PHONE).form == Form.EMAIL


def test_the_last_form_is_avoided_beside_the_one_that_failed() -> None:
    """After an answered e-mail and unanswered calls it is LinkedIn, not e-mail again."""
    dossier = make_dossier(sent("email", 20, outcome=Outcome.REPLIED))

    assert next_form(dossier, PLAIN, avoid=Form.PHONE).form == Form.LINKEDIN


def test_the_last_form_comes_back_when_only_the_failed_one_is_left() -> None:
    """With phone and e-mail alone, e-mail follows the unanswered calls."""
    dossier = make_dossier(sent("email", 20), contact=make_contact(connected=False))

    assert next_form(dossier, PLAIN, avoid=Form.PHONE).form == Form.EMAIL


@pytest.mark.parametrize(
    ("channel", "following"),
    [
        ("voicemail", "call"),
        ("call", "email"),
        ("email", "linkedin"),
        ("linkedin", "voicemail"),
        ("letter", "voicemail"),
    ],
)
def test_channels_turn_by_hand(channel: str, following: str) -> None:
    """The key for the next channel goes round: voicemail, call, e-mail, LinkedIn."""
    assert next_channel(channel, make_dossier(), PLAIN) == following


def test_channels_turn_in_the_configured_order() -> None:
    """With e-mail first in the order, voicemail and call follow it."""
    rules = PLAIN._replace(form_order=(Form.EMAIL, Form.PHONE, Form.LINKEDIN))

    assert next_channel(Channel.EMAIL, make_dossier(), rules) == Channel.VOICEMAIL
    assert next_channel(Channel.CALL, make_dossier(), rules) == Channel.LINKEDIN
    assert next_channel(Channel.LINKEDIN, make_dossier(), rules) == Channel.EMAIL


def test_channels_without_data_are_left_out_of_the_turn() -> None:
    """Without a phone number and a connection only e-mail is offered."""
    dossier = make_dossier(contact=make_contact(phones=(), connected=False))

    assert next_channel(Channel.EMAIL, dossier, PLAIN) == Channel.EMAIL
