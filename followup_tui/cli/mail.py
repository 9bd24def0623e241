"""An e-mail handed over from the command line: to the mail program, a file, the drafts, or its reader."""

from __future__ import annotations

import sys

import click

from followup_tui.cli.globals import open_here
from followup_tui.cli.group import Command
from followup_tui.cli.options import name_argument
from followup_tui.cli.printing import blank, line, tell, verbatim
from followup_tui.cli.words import Word, one_of
from followup_tui.core.words import Channel, Purpose
from followup_tui.errors import RuleError
from followup_tui.exchange.mail import Letter
from followup_tui.operations import drafting, lookup, mailing, touches
from followup_tui.operations.drafting import Wanted
from followup_tui.operations.mailing import Way

_WORD = "send"


@click.command(cls=Command, short_help="Hand an e-mail to your mail program, or send it.")
@name_argument
@click.option(
    "--way", type=Word(Way, "way"), help=f"Where it goes: {one_of(Way)}; mail.way unless given."
)
@click.option(
    "--purpose", type=Word(Purpose, "purpose"), help=f"What it is for: {one_of(Purpose)}."
)
@click.option(
    "--confirm", metavar="TOKEN", default="", help="The token of the e-mail that you want sent."
)
def mail(name: str, way: str | None, purpose: str | None, confirm: str) -> None:
    """Hand the e-mail for a person over; what came of it is asked for later.

    Only --way smtp sends, after you read it and typed the word; a script gives the token that
    was shown with the e-mail, so that exactly this text goes to exactly this person.
    """
    desk = open_here()
    contact = lookup.contact_named(desk, name)
    posted = mailing.unsure(desk, contact)
    if posted is not None:
        _ask_whether_it_went(posted.recipient)
        mailing.resolve(desk, posted, went=_typed("y/N") in ("y", "yes"))
    script, told = drafting.draft_to_send(desk, contact, Wanted(Channel.EMAIL, purpose))
    touch = touches.fitting_touch(desk, contact, purpose=script.purpose)
    letter = mailing.letter_for(desk, contact, script, touch)
    if told:
        tell(told)
    chosen = Way(way) if way else mailing.usual_way(desk)
    if chosen is not Way.SMTP:
        tell(f"{mailing.hand_over(desk, letter, touch, chosen)}.")
        return
    _show(letter)
    tell(f"{mailing.send(desk, letter, touch, confirmed=confirm or _confirmed(letter))}.")


def _show(letter: Letter) -> None:
    """Exactly what would go, and to whom."""
    for label, said in (("To", letter.to), ("From", letter.sender), ("Subject", letter.subject)):
        line((f"{label}: ", "dim"), said)
    blank()
    verbatim(letter.body)


def _confirmed(letter: Letter) -> str:
    """The token, once the word was typed. Raises RuleError for anything else; enter is no yes."""
    tell(f"\nTo send it, type {_WORD}; or give --confirm {letter.token}")
    if _typed(_WORD) != _WORD:
        raise RuleError("Nothing was sent.")
    return letter.token


def _ask_whether_it_went(recipient: str) -> None:
    tell(f"An e-mail to {recipient} was under way when something broke off. Did it go out?")
    tell("Your mailbox may hold a copy of it, or a note that it could not be sent.")


def _typed(hint: str) -> str:
    click.echo(f"[{hint}] ", nl=False, err=True)
    answer = sys.stdin.readline()
    if not sys.stdin.isatty():
        click.echo(err=True)
    return answer.strip().lower()
