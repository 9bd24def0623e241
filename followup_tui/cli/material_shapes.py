"""What scripts are made of, as JSON has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_tui.cli import shapes
from followup_tui.cli.shapes import Shape, day

if TYPE_CHECKING:
    from followup_tui.core.records import Company, Insight, Story, Task
    from followup_tui.core.themes import Theme
    from followup_tui.operations.feedback import Voice


def insight(record: Insight, company: Company, *, private: bool = False) -> Shape:
    """An insight; what is kept back comes along only when it is asked for."""
    shape = {
        **shapes.insight(record),
        "company": company.name,
        "source": record.source or None,
        "prepared": record.prepared,
    }
    if private:
        shape |= {"body": record.body or None, "analysis": record.analysis or None}
    return shape


def story(record: Story) -> Shape:
    """One STAR story."""
    return {
        "id": record.id,
        "title": record.title,
        "situation": record.situation,
        "task": record.task,
        "action": record.action,
        "result": record.result,
        "tags": list(record.tags),
        "used_on": day(record.used_on),
    }


def voice(found: Voice) -> Shape:
    """Feedback with who said it, and where."""
    return {
        **shapes.feedback(found.feedback),
        "company": found.company,
        "by": found.by or None,
    }


def theme(found: Theme) -> Shape:
    """What several employers said alike."""
    return {
        "words": found.words,
        "count": found.count,
        "employers": list(found.employers),
        "said_by": list(found.said_by),
    }


def task(record: Task, company: str = "", contact: str = "") -> Shape:
    """A task with whom it is about."""
    return {
        **shapes.task(record),
        "done_on": day(record.done_on),
        "company": company or None,
        "contact": contact or None,
    }
