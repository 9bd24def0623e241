"""Scripts, templates and the checks of both as JSON has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_tui.cli import shapes
from followup_tui.cli.shapes import Shape

if TYPE_CHECKING:
    from followup_tui.core.records import Contact
    from followup_tui.operations.checking_files import Checked, Explained
    from followup_tui.operations.drafting import Script
    from followup_tui.operations.templates import Flaw, Listed
    from followup_tui.scripts.checking import Finding


def script(result: Script, who: Contact) -> Shape:
    """A script with what the checks say of it."""
    return {
        "contact": who.name,
        "contact_id": who.id,
        "touch_id": result.touch_id,
        "template": result.template or None,
        "channel": str(result.channel),
        "purpose": str(result.purpose),
        "wording": result.wording,
        "subject": result.subject or None,
        "body": result.body,
        "words": result.words,
        "seconds": result.seconds,
        "missing": list(result.missing),
        "findings": [finding(f) for f in result.findings],
        "used": [shapes.used(piece) for piece in result.used],
        "edited": result.edited,
    }


def finding(found: Finding) -> Shape:
    """One remark of the checker."""
    return {
        "rule": found.rule,
        "level": str(found.level),
        "line": found.line,
        "column": found.column,
        "message": found.message,
    }


def checked(result: Checked) -> Shape:
    """What the checks say of a text from elsewhere."""
    return {
        "words": result.words,
        "seconds": result.seconds,
        "findings": [finding(f) for f in result.findings],
    }


def explained(rule: Explained) -> Shape:
    """A rule of the checker with its help; empty lists mean that it reads everything."""
    return {
        "rule": rule.rule,
        "level": str(rule.level),
        "text": rule.text,
        "purposes": list(rule.purposes),
        "channels": list(rule.channels),
    }


def template(found: Listed) -> Shape:
    """One template of the list."""
    return {
        "name": found.name,
        "title": found.title or None,
        "wordings": found.wordings,
        "path": str(found.path),
        "own": found.own,
    }


def flaw(found: Flaw) -> Shape:
    """What is wrong with a template."""
    return {
        "name": found.name,
        "line": found.line or None,
        "level": str(found.level),
        "message": found.message,
    }
