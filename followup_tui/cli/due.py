"""Who is due: the agenda on one page."""

from __future__ import annotations

from datetime import date

import click

from followup_tui.cli.globals import open_here
from followup_tui.cli.group import Command
from followup_tui.cli.options import Number, as_json
from followup_tui.cli.printing import Part, heading, line, show_json, table
from followup_tui.core.agenda import AgendaItem
from followup_tui.core.phrases import count, named_date, when
from followup_tui.core.records import Task
from followup_tui.core.words import Section, spoken
from followup_tui.operations import absence, agenda, research
from followup_tui.operations.desk import Desk

_HEADINGS = {
    Section.OWED: "Owed",
    Section.WAITING: "Waiting",
    Section.TODAY: "Today",
    Section.WEEK: "This week",
    Section.LATER: "Later",
    Section.PAUSED: "Paused",
}
_NOW = (Section.OWED, Section.WAITING, Section.TODAY)


@click.command(cls=Command, short_help="See who is due, each with the reason.")
@click.option("--days", type=Number(0, 36_500), help="Only what is due in so many days.")
@click.option(
    "--count", "only_count", is_flag=True, help="Print how many people that are, and nothing else."
)
@as_json
def due(days: int | None, only_count: bool, as_json: bool) -> None:
    """See who is due, owed replies first, then stars, each with the reason.

    `followup due --days 0` shows what is due by today.
    """
    desk = open_here()
    if only_count:
        number = agenda.count(desk, days)
        show_json(number) if as_json else line(str(number))
    elif as_json:
        from followup_tui.cli import shapes  # the page for people does without it

        show_json([shapes.agenda_item(item) for item in agenda.items(desk, days)])
    else:
        _page(desk, days)


def _page(desk: Desk, days: int | None) -> None:
    parts = agenda.parts(desk, days)
    tasks = agenda.tasks_due(desk)
    line(named_date(desk.today, desk.today), (_summary(desk, parts), "dim"))
    if not parts and not tasks:
        line("Nobody is due. `followup add NAME --star` begins a plan.", indent=2)
    for part in parts:
        heading(_HEADINGS[part.section])
        table([_row(item, desk.today) for item in part.items])
        if part.left_out:
            line((f"… and {part.left_out} more; --json lists everyone", "dim"), indent=2)
    proposals = research.to_look_up(desk)
    if tasks or proposals:
        heading("To do")
        table(
            [
                *(_task(task, desk.today) for task in tasks),
                *((when(p.due_on, desk.today), p.text) for p in proposals),
            ]
        )
    if more := absence.crowded(desk):
        said = f"{count(more, 'touch', 'touches')} more than a day carries: `followup spread` finds"
        line((f"{said} other days for them.", "dim"), indent=2)


def _summary(desk: Desk, parts: tuple[agenda.Part, ...]) -> str:
    done = agenda.done_today(desk)
    open_now = sum(part.count for part in parts if part.section in _NOW)
    return f"  {done} of {done + open_now} done" if done + open_now else ""


def _row(item: AgendaItem, today: date) -> tuple[Part, ...]:
    mine = "mine" if item.section in _NOW else ""
    doing = f"{spoken(item.channel)} · {spoken(item.purpose)}"
    return (
        ("★" if item.starred else " ", "star"),
        (when(item.due_on, today), mine),
        (item.contact, "name" if item.section in _NOW else ""),
        item.company,
        doing + (", handed over" if item.handed else ""),
        (item.why, "dim"),
    )


def _task(task: Task, today: date) -> tuple[Part, ...]:
    assert task.due_on is not None
    return (when(task.due_on, today), task.text)
