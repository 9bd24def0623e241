"""Mail as programs leave it: without a day, never sent, with quoted From lines, or one letter alone."""

from __future__ import annotations

from datetime import UTC, date
from pathlib import Path

import pytest

from followup_tui.core.people import IncomingMessage, Item, LeftOut, Problem
from followup_tui.exchange.readers import Context, form_of, items
from followup_tui.exchange.sources import of_bytes, sources

ME, ANN = "sam@example.org", "ann@acme.example"
IN = f"From: {ANN}\nTo: {ME}\nMessage-ID: <1@x>\n"
OUT = f"From: {ME}\nTo: {ANN}\nMessage-ID: <1@x>\n"
CONTEXT = Context("", frozenset({ME}), lambda key: key == ANN, zone=UTC)


def read(heads: str, words: str = "Hello.", begin: str = "From x Tue Feb  3 12:00:00 2026") -> Item:
    """What one message of an mbox is taken for."""
    (found,) = items(of_bytes(f"{begin}\n{heads}\n{words}\n".encode()), "mail", CONTEXT)
    return found


@pytest.mark.parametrize(
    ("heads", "begin", "on"),
    [
        (f"{IN}Date: soon\n", "From x Tue Feb  3 12:00:00 2026", date(2026, 2, 3)),
        (f"{IN}", "From 1@xxx Tue Feb 03 12:00:00 +0000 2026", date(2026, 2, 3)),
        (
            f"{IN}Received: by x;\n Wed, 4 Feb 2026 08:00:00 +0000\n",
            "From x Thu Jan  1 00:00:00 1970",
            date(2026, 2, 4),
        ),
    ],
)
def test_a_day_is_found_elsewhere(heads: str, begin: str, on: date) -> None:
    """Without a readable Date the transport or the From line tells the day."""
    found = read(heads, begin=begin)
    assert isinstance(found, IncomingMessage)
    assert found.on == on


def test_no_day_anywhere_is_a_problem() -> None:
    """Nothing vanishes: the line is named."""
    found = read(IN, begin="From x Thu Jan  1 00:00:00 1970")
    assert isinstance(found, Problem)
    assert "the day of this message cannot be read" in found.message


def test_quoted_from_lines_are_undone() -> None:
    """An mbox writes ">From" for "From", and ">>From" for ">From"."""
    found = read(f"{IN}Date: Mon, 02 Feb 2026 12:00:00 +0000\n", "Hello.\n>From May on I am free.")
    assert isinstance(found, IncomingMessage)
    assert found.text == "Hello.\nFrom May on I am free."


@pytest.mark.parametrize(
    "heads",
    [
        f"{OUT}Date: Mon, 02 Feb 2026 12:00:00 +0000\nX-Mozilla-Draft-Info: internal/draft\n",
        f"{OUT}Date: Mon, 02 Feb 2026 12:00:00 +0000\nX-Unsent: 1\n",
        OUT,
    ],
)
def test_a_draft_is_no_touch(heads: str) -> None:
    """What was never sent has reached nobody."""
    found = read(heads)
    assert isinstance(found, LeftOut)
    assert found.why == "draft"


def test_a_flag_of_a_maildir_says_draft(tmp_path: Path) -> None:
    """The letter with D in its name is left out, the other one is read."""
    for part in ("cur", "new"):
        (tmp_path / part).mkdir()
    text = f"{OUT}Date: Mon, 02 Feb 2026 12:00:00 +0000\n\nHello.\n"
    (tmp_path / "cur" / "1:2,DS").write_text(text)
    (tmp_path / "cur" / "2:2,S").write_text(text)
    (source,) = sources(tmp_path)
    draft, sent = items(source, "mail", CONTEXT)
    assert isinstance(draft, LeftOut)
    assert isinstance(sent, IncomingMessage)


def test_a_single_letter_is_mail() -> None:
    """An .eml file: one message without a From line."""
    text = f"Received: by x; Mon, 02 Feb 2026 12:00:00 +0000\n{IN}\nHello.\n"
    source = of_bytes(text.encode())
    assert form_of(source) == form_of(source, "mail") == "mail"
    (found,) = items(source, "mail", CONTEXT)
    assert isinstance(found, IncomingMessage)
