"""What I owe: somebody asked for something, and waits for my reply."""

from __future__ import annotations

import re
from functools import cache

from followup_tui.core.phrases import MONTHS
from followup_tui.core.records import Touch
from followup_tui.core.text import fold
from followup_tui.core.words import Purpose, TouchState

_REQUEST = (
    r"\?|\b(could|can|would|will) you\b|\bplease (send|call|write|let|tell|give|mail|reply|get)\b"
    r"|\b(send|tell|give|call|write|mail|e-?mail) me\b|\blet me know\b|\bget back to me\b"
    r"|\blooking forward to (your|hearing)\b|\b(i|we)('d| would) (like|love) (to (see|read|hear)|you to)\b"
)

# "Call me in May" is a wish about later, not a reply that is owed tomorrow.
_LATER = (
    r"\b(please )?(call|phone|ring|write|mail|e-?mail|contact|message) (to )?(me|us)( again| back)?"
    r" (after|until|once|when|in (a (few|couple)|the (spring|summer|autumn|fall|winter|new year)"
    r"|(early|mid|late) |two|three|four|five|six|\d+|"
    + "|".join(m.lower() for m in MONTHS)
    + r"))\b"
)


def asks_something(words: str) -> bool:
    """Whether their words contain a question or a request, as far as plain rules can tell."""
    return _pattern(_REQUEST).search(_pattern(_LATER).sub("", fold(words))) is not None


def owed(touches: tuple[Touch, ...]) -> Touch | None:
    """The reply I owe; while there is one, nothing else is drafted for that person."""
    replies = [t for t in touches if t.state is TouchState.PLANNED and t.purpose is Purpose.REPLY]
    return min(replies, key=lambda t: (str(t.due_on), t.id), default=None)


_TALK = (
    r"\b(?:call me|give me a (?:call|ring)|let'?s (?:talk|speak|chat|catch up|set up|find a time|schedule)"
    r"|happy to (?:talk|speak|chat|meet)|(?:talk|speak|chat|call) (?:on|next|this|at|tomorrow)"
    r"|when (?:are|would) you (?:free|be free|available)|i(?:'m| am) free)\b"
)


def agrees_to_talk(words: str) -> bool:
    """Whether they said that they would talk: then a script need not ask for a time again (L19)."""
    return bool(_pattern(_TALK, re.IGNORECASE).search(words.replace("’", "'")))


@cache
def _pattern(text: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Compiled when words are first looked at: a start would wait for it."""
    return re.compile(text, flags)
