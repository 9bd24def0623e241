"""Questions on the terminal before what cannot be undone, and passphrases that are shown nowhere."""

from __future__ import annotations

import os
import sys

import click

from followup_tui.core.text import clean_line
from followup_tui.errors import FollowupError, UsageError

PASSPHRASE = "FOLLOWUP_PASSPHRASE"
"""The environment variable that answers in the place of a person."""


def confirm(question: str) -> None:
    """Go on only after a yes in so many letters; neither Enter nor the end of the input is one."""
    if _typed(f"{question} [y/N] ").lower() not in ("y", "yes"):
        raise FollowupError("Nothing was changed.")


def confirm_by_name(question: str, name: str) -> None:
    """Go on only after the name itself was typed."""
    if _typed(f"{question} ").casefold() != clean_line(name).casefold():
        raise FollowupError("That is not the name; nothing was changed.")


def new_passphrase() -> str:
    """A passphrase for something new, typed twice. Raises UsageError for an empty or mistyped one."""
    if found := os.environ.get(PASSPHRASE):
        return found
    chosen = _hidden("Passphrase for the backup (nobody can open it without): ")
    if not chosen:
        raise UsageError("A passphrase needs at least one character; nothing was written.")
    if _hidden("The same once more: ") != chosen:
        raise UsageError("The two were not the same; nothing was written.")
    return chosen


def known_passphrase() -> str:
    """The passphrase of something that was sealed earlier."""
    return os.environ.get(PASSPHRASE) or _hidden("Passphrase of the backup: ")


def _typed(prompt: str) -> str:
    click.echo(prompt, nl=False, err=True)
    answer = sys.stdin.readline()
    if not sys.stdin.isatty():
        click.echo(err=True)
    return clean_line(answer)


def _hidden(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise UsageError(f"Give the passphrase in {PASSPHRASE}, or run it on a terminal.")
    import getpass  # few calls ask

    return getpass.getpass(prompt)
