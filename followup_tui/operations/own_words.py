"""A person's own words set aside for those of the template, and back: steps that undo understands."""

from __future__ import annotations

from followup_tui.core.records import Contact
from followup_tui.operations.desk import Desk
from followup_tui.store.drafts import SET_ASIDE


def is_set_aside(desk: Desk, contact_id: int) -> bool:
    """Whether words of one's own wait behind the script of the template."""
    mark = desk.store.drafts.set_aside(contact_id)
    return (
        mark is not None and mark[1] != "" and mark[1] == desk.store.drafts.written_at(contact_id)
    )


def set_aside(desk: Desk, contact: Contact) -> str:
    """Let the template speak; the words stay in the file. What was done, empty when there are none."""
    written_at = desk.store.drafts.written_at(contact.id)
    if not written_at or is_set_aside(desk, contact.id):
        return ""
    # Drafts change outside the journal, so the step says which words it means, not what they are:
    # taking it back never meets a draft that was changed meanwhile.
    return _mark(desk, contact, f"set aside your words for {contact.name}", written_at)


def bring_back(desk: Desk, contact: Contact) -> str:
    """The words that were set aside are the draft again."""
    return _mark(desk, contact, f"bring back your words for {contact.name}", "")


def _mark(desk: Desk, contact: Contact, did: str, written_at: str) -> str:
    mark = desk.store.drafts.set_aside(contact.id)
    with desk.store.action(did) as action:
        if mark is not None:
            action.update("setting", mark[0], value=written_at)
        else:
            action.insert("setting", key=f"{SET_ASIDE}{contact.id}", value=written_at)
    return did
