"""Formats that come in and go out: contact cards, lists of connections, calendars, mail."""
