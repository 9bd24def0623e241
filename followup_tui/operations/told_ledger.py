"""What a text that went out told somebody, found in its words (told-them ledger)."""

from __future__ import annotations

from collections.abc import Iterator

from followup_tui.core.records import Contact, Draft, Used
from followup_tui.core.said import is_said, text_of
from followup_tui.core.words import NoteKind
from followup_tui.operations.desk import Desk

_NEVER_TOLD = frozenset({NoteKind.WISH})
"""What they asked of me is nothing that I tell them."""
_DEED = 3
"""Words without which a deed or a result is too short to be known again."""


def is_the_draft(text: str, draft: Draft | None) -> bool:
    """Whether a text is the draft's, line breaks and blanks aside."""
    return draft is not None and text.split() == draft.body.split()


def told_in(desk: Desk, contact: Contact, text: str) -> tuple[Used, ...]:
    """The notes and teasers of that person and company, the stories and gains, that a text says."""
    if not text.strip():
        return ()
    sent = text_of(text)
    found = (used for used, said in _pieces(desk, contact) if any(is_said(s, sent) for s in said))
    return tuple(dict.fromkeys(found))


def _pieces(desk: Desk, contact: Contact) -> Iterator[tuple[Used, tuple[str, ...]]]:
    """All that could be told, with the words that any telling of it would have."""
    material, company_id = desk.store.material, contact.company_id
    for note in material.notes(contact.id, company_id):
        if note.kind not in _NEVER_TOLD:
            yield Used("note", note.id, note.text), (note.text,)
    for insight in material.insights(company_id) if company_id else ():
        yield Used("insight", insight.id, insight.teaser), (insight.teaser,)
    for story in material.stories():
        # Where it happened and what was asked are no story without what I did or what came of it.
        deeds = [part for part in (story.action, story.result) if len(part.split()) >= _DEED]
        yield Used("story", story.id, story.situation), tuple(deeds)
    for gain in material.gains():
        yield Used("gain", gain.id, gain.text), (gain.text,)
