"""Typed words that must be one of ours: read kindly, offered by the shell, listed in the help."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import click
from click.shell_completion import CompletionItem

from followup_tui.core.words import Channel
from followup_tui.operations.identifiers import identifier


def one_of(words: type[StrEnum]) -> str:
    """The words as a help text lists them."""
    return ", ".join(words)


class Word(click.ParamType):  # type: ignore[type-arg]
    """One identifier of a vocabulary, case and blanks forgiven."""

    def __init__(self, words: type[StrEnum], what: str) -> None:
        self.name = what
        self._words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The identifier meant. Raises UsageError naming the nearest."""
        return identifier(self._words, str(value), self.name).value

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """What it is; the help lists what it may be."""
        return self.name.upper().split()[0]

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Those of the words that begin so."""
        return [CompletionItem(word) for word in self._words if word.startswith(incomplete)]


class ChannelWord(Word):
    """A channel; whether it is one of the user's own is known once the config has been read."""

    def __init__(self) -> None:
        super().__init__(Channel, "channel")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """As typed, for `identifiers.channel`."""
        return str(value)
