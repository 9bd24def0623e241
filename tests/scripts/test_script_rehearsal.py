"""Claims about trying a template out: with every note and with none, wording by wording."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup_tui.core.words import Level
from followup_tui.scripts.rehearsal import Objection, full_notes, objections
from followup_tui.scripts.slots import SLOTS, context
from followup_tui.scripts.template import Template, parse

GOOD = "Hi {{ contact.first_name }}, thanks for asking. Sam"


def made(
    *wordings: str,
    needs: str = "",
    channel: str = "email",
    purpose: str = "reply",
    variant: str = "",
) -> Template:
    """A template whose first wording stands on line 5 of its file."""
    text = "\n=== wording ===\n".join(wordings)
    source = f'+++\ntitle = "A test"\nneeds = [{needs}]\n+++\n{text}\n'
    return parse(source.encode(), Path("a.j2"), channel, purpose, variant)


def found(template: Template) -> list[Objection]:
    """Everything that the trial brings to light."""
    return list(objections(template))


def test_a_sound_template_passes() -> None:
    """Where nothing is wrong, nothing is said."""
    assert found(made(GOOD, GOOD)) == []


def test_invented_manager_fills_every_slot() -> None:
    """No template can name something that the trial with full notes lacks."""
    assert set(context(full_notes())) == {*SLOTS}


def test_every_wording_is_tried() -> None:
    """The second one is read as well, and named with the line where it begins."""
    (flaw,) = found(made(GOOD, "Hi ____, thanks."))
    assert (flaw.line, flaw.level, flaw.message.startswith("wording 2, L05")) == (
        7,
        Level.ERROR,
        True,
    )


def test_a_value_that_cannot_be_shown_is_found() -> None:
    """What fails only while rendering is told with its line."""
    (flaw,) = found(made(f'{GOOD}\n{{{{ today | date("%Q") }}}}'))
    assert (flaw.line, flaw.level) == (6, Level.ERROR)


def test_a_sentence_that_leaves_a_gap_is_found() -> None:
    """With only a name known it would print [gain?]; the remark says what to do."""
    (flaw,) = found(made(f"{GOOD} New: {{{{ gain.text }}}}."))
    assert (flaw.level, "{% if gain %}" in flaw.message) == (Level.WARNING, True)


def test_what_the_header_needs_may_leave_a_gap() -> None:
    """A gap that the header announces is meant."""
    assert found(made(f"{GOOD} New: {{{{ gain.text }}}}.", needs='"gain"')) == []


@pytest.mark.parametrize("variant", ["greeting", "closing"])
def test_parts_of_a_call_are_read_together(variant: str) -> None:
    """A greeting that the closing completes lacks no closing."""
    greeting = made("Hi Maya, it's Sam. All well?", channel="call", variant="greeting")
    closing = made("Thank you, and take care.", channel="call", variant="closing")
    pair = (greeting, closing) if variant == "greeting" else (closing, greeting)
    assert list(objections(*pair)) == []


def test_a_greeting_alone_is_judged_as_a_part() -> None:
    """Nobody asks a greeting for a closing; the same words as a whole call lack one."""
    greeting = "Hi Maya, it's Sam. All well?"
    assert found(made(greeting, channel="call", variant="greeting")) == []
    (flaw,) = found(made(greeting, channel="call"))
    assert "L20" in flaw.message
