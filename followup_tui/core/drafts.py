"""Which kept words stand: what a person wrote comes before what a template would say."""

from __future__ import annotations

from followup_tui.core.owed import owed
from followup_tui.core.records import Draft, Touch
from followup_tui.core.words import Purpose


def own_words(kept: Draft | None, planned: tuple[Touch, ...]) -> Draft | None:
    """A draft that was changed by hand, or handed over and waits for its outcome; else None."""
    if kept is None:
        return None
    handed = any(t.id == kept.touch_id and t.handed_at is not None for t in planned)
    return kept if kept.edited or handed else None


def waits_for_reply(kept: Draft, planned: tuple[Touch, ...]) -> bool:
    """Whether the reply that I owe comes before these words."""
    return kept.purpose is not Purpose.REPLY and owed(planned) is not None


def standing_draft(kept: Draft | None, planned: tuple[Touch, ...]) -> Draft | None:
    """The words that stand as the script of a person; None where a fresh one comes first."""
    own = own_words(kept, planned)
    return None if own is None or waits_for_reply(own, planned) else own
