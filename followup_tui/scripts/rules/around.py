"""The words that belong to a script anyway: names of the person, the company, its people and me."""

from __future__ import annotations

from collections.abc import Iterable

from followup_tui.scripts.checking import Background
from followup_tui.scripts.rules.telling import share, stems


def names(known: Background) -> frozenset[str]:
    """Stems of the names around a script: hearing one of them is no evidence of anything."""
    contact = known.contact
    listed = [known.company, known.me.name if known.me else ""]
    if contact is not None:
        listed += [contact.name, contact.first_name, contact.last_name, contact.company]
    return stems(" ".join(listed))


def better_said(
    text: str, noted: str, others: Iterable[str], but: frozenset[str]
) -> frozenset[str]:
    """Words that do not count for what was noted: names, and what the text tells more fully.

    News goes on: who writes that the ferry has made its first crossing does not tell again that the
    ferry is on the slip.
    """
    own, said = share(text, noted, but), stems(text).difference(but)
    heard = stems(noted) & said
    fuller = [
        one
        for one in others
        if one != noted
        and (
            (more := share(text, one, but)) > own or (more == own > 0 and stems(one) & said > heard)
        )
    ]
    return but.union(*map(stems, fuller)) if fuller else but
