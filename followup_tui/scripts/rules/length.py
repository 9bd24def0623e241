"""L15: no more words than a channel bears (S3.14)."""

from __future__ import annotations

from collections.abc import Iterator

from followup_tui.core.words import Channel, spoken
from followup_tui.scripts.checking import Remark, Script
from followup_tui.scripts.filters import a_or_an
from followup_tui.scripts.meter import Unit, measure

_SAID_AS = {
    Unit.SECONDS: "{} s, and {} is at its best within {} s: cut what they do not need.",
    Unit.WORDS: "{} words, and {} is at its best within {}: cut what they do not need.",
    Unit.CHARACTERS: "{} characters, and {} has room for {}: cut what they do not need.",
}


def too_long(script: Script) -> Iterator[Remark]:
    """It is short enough for its channel; of a live call that goes for what is said before they speak."""
    size = measure(script.text, script.channel, script.limits)
    # The length of an invitation is not a matter of taste: it has a rule of its own.
    if size.limit and size.over_at is not None and script.channel != Channel.INVITATION:
        form = _SAID_AS[size.limit.unit]
        what = "a greeting" if script.channel == Channel.CALL else a_or_an(spoken(script.channel))
        yield Remark(size.over_at, form.format(size.counted, what, size.limit.amount))
