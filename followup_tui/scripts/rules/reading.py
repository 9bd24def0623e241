"""How rules read a text: words with accents and case forgiven."""

from __future__ import annotations

import re

from followup_tui.core.text import fold

NAME = re.compile(r"[^\W\d_][\w'’-]*")


def words(text: str) -> set[str]:
    """The words of a text, folded; names with hyphens and apostrophes also in one piece."""
    return {fold(word) for word in NAME.findall(text)} | set(re.findall(r"\w+", fold(text)))
