"""How somebody is reached: the e-mail addresses and phone numbers of a person, written as a whole."""

from __future__ import annotations

from followup_tui.core.text import clean_line
from followup_tui.errors import UsageError
from followup_tui.exchange.profile import email_address, email_key, phone_key
from followup_tui.operations.desk import Desk
from followup_tui.store.journal import Action


def set_addresses(
    desk: Desk, action: Action, contact_id: int, kind: str, values: tuple[str, ...]
) -> None:
    """Make the usable addresses of a kind (email, phone) exactly these, in this order."""
    region = desk.config.me.country or None
    wanted: dict[str, str] = {}
    for value in values:
        cleaned = clean_line(value, 200)
        if kind == "email" and cleaned:
            if not email_address(cleaned):
                raise UsageError(f"“{cleaned}” is not an e-mail address.")
            wanted[email_key(cleaned)] = cleaned
        elif cleaned:
            if not any(c.isdigit() for c in cleaned):
                raise UsageError(f"“{cleaned}” is not a phone number.")
            wanted[phone_key(cleaned, region)] = cleaned
    known = {key: row for row, _, key in desk.store.people.address_rows(contact_id, kind)}
    bounced = desk.store.people.bounced_rows(contact_id, kind)
    for key, row in known.items():
        if key not in wanted:
            action.delete("address", row)
    for position, (key, value) in enumerate(wanted.items()):
        if key in known:
            action.update("address", known[key], value=value, position=position)
        elif key in bounced:
            # Given again by a person: it is right after all.
            action.update("address", bounced[key], value=value, position=position, bounced_on=None)
        else:
            action.insert(
                "address", contact_id=contact_id, kind=kind, value=value, key=key, position=position
            )
