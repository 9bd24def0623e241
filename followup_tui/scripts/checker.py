"""Whether a script is fit to send: a list of rules, each of which reads it once."""

from __future__ import annotations

from collections.abc import Mapping

from followup_tui.core.words import Channel, Level
from followup_tui.scripts.checking import NOTHING_KNOWN, Background, Finding, Rule, Script
from followup_tui.scripts.meter import LIMITS, Limit
from followup_tui.scripts.rules import details, length, manners


def check(
    text: str,
    channel: str,
    purpose: str,
    *,
    subject: str = "",
    known: Background = NOTHING_KNOWN,
    limits: Mapping[str, Limit] = LIMITS,
) -> tuple[Finding, ...]:
    """What there is to say about a script, in the order of its text; nothing when it is fit to send.

    What `known` leaves out, no rule judges by: without it they go by the words alone.
    """
    script = Script(text, channel, purpose, subject, known, limits)
    findings = {
        finding for rule in RULES if rule.applies(channel, purpose) for finding in rule.read(script)
    }
    return tuple(sorted(findings, key=lambda f: (f.line, f.column, f.rule, f.message)))


RULES: tuple[Rule, ...] = (
    Rule("L05", Level.ERROR, details.unfilled),
    Rule("L11", Level.ERROR, length.invitation, channels=frozenset({Channel.INVITATION})),
    Rule("L15", Level.WARNING, length.too_long),
    Rule("L20", Level.INFO, manners.manners),
)
"""The rules, by number."""
