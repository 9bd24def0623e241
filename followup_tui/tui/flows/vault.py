"""The key of the vault, and its shelves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from followup_tui.core.records import CompanyEvent, Gain
from followup_tui.operations import events, feedback, gains, insights, stories, tasks
from followup_tui.operations.feedback import Voice
from followup_tui.operations.keeping import Kept
from followup_tui.tui import material_rows as rows
from followup_tui.tui.flows import vault_forms as forms
from followup_tui.tui.flows.vault_forms import Here
from followup_tui.tui.lines import Line
from followup_tui.tui.screens.vault import Shelf, VaultScreen

if TYPE_CHECKING:
    from followup_tui.tui.screens.main import MainScreen

_DONE_SHOWN = 20


async def show(screen: MainScreen) -> None:
    """What I know and can do; insights, feedback and events are those of the person's company."""
    view = screen.view
    here = Here(
        screen.app,
        screen.desk,
        view.company if view is not None else None,
        view.contact if view is not None else None,
    )
    title = (
        f"Material {screen.app.signs.separator} {here.company.name}" if here.company else "Material"
    )
    await screen.app.push_screen_wait(VaultScreen(title, shelves(here)))
    screen.reload(keep=screen.contact_id, person=screen.contact_id)


def shelves(here: Here) -> tuple[Shelf, ...]:
    """In the order of their numbers."""
    return (
        _insights(here),
        _stories(here),
        _gains(here),
        _feedback(here),
        _tasks(here),
        _events(here),
    )


def _insights(here: Here) -> Shelf:
    desk, material = here.desk, here.desk.store.material
    return Shelf(
        "Insights",
        f"Nothing found out for this company yet. {here.key} keeps a teaser to say and a body to keep back.",
        lambda: material.insights(here.company.id) if here.company else (),
        lambda insight, width: rows.insight_rows(insight, here.page(width)),
        lambda insight: forms.insight_form(here, insight),
        lambda insight: insights.delete(desk, insight),
    )


def _stories(here: Here) -> Shelf:
    desk = here.desk
    return Shelf(
        "Stories",
        f"No story yet. {here.key} keeps one: situation, task, action, result.",
        desk.store.material.stories,
        lambda story, width: rows.story_rows(story, here.page(width)),
        lambda story: forms.story_form(here, story),
        lambda story: stories.delete(desk, story),
    )


def _gains(here: Here) -> Shelf:
    desk = here.desk
    runs = desk.store.people.applications(here.company.id) if here.company else ()
    place = here.company.name if here.company else ""
    names = {run.id: f"{place}, {run.role}" if run.role else place for run in runs}

    def draw(gain: Gain, width: int) -> list[Line]:
        run = gain.closes_application_id
        closes = names.get(run, "another company") if run is not None else ""
        return rows.gain_rows(gain, closes, here.page(width))

    return Shelf(
        "Gains",
        f"Nothing yet. {here.key} keeps what you have learned, for whoever you have not spoken with since.",
        desk.store.material.gains,
        draw,
        lambda gain: forms.gain_form(here, gain, names),
        lambda gain: gains.delete(desk, gain),
    )


def _feedback(here: Here) -> Shelf:
    desk = here.desk

    def read() -> tuple[Voice, ...]:
        """This company first, then everybody else: before an interview all of it matters."""
        home = here.company.id if here.company else None
        return tuple(sorted(feedback.voices(desk), key=lambda v: v.feedback.company_id != home))

    def tick(voice: Voice) -> Kept[Any]:
        return feedback.change_made(desk, voice.feedback, made=not voice.feedback.changed)

    return Shelf(
        "Feedback",
        f"Nothing yet. {here.key} keeps what they said of your interview, in their words.",
        read,
        lambda voice, width: rows.feedback_rows(voice, here.page(width)),
        lambda voice: forms.feedback_form(here, voice),
        lambda voice: feedback.delete(desk, voice.feedback),
        tick,
        lambda width: rows.theme_rows(feedback.all_themes(desk), here.page(width)),
    )


def _tasks(here: Here) -> Shelf:
    desk, material = here.desk, here.desk.store.material
    return Shelf(
        "Tasks",
        f"Nothing to do besides touches. {here.key} notes something.",
        lambda: material.open_tasks() + material.done_tasks(_DONE_SHOWN),
        lambda task, width: rows.task_rows(task, forms.task_about(desk, task), here.page(width)),
        lambda task: forms.task_form(here, task),
        lambda task: tasks.delete(desk, task),
        lambda task: tasks.done(desk, task) if task.done_on is None else tasks.reopen(desk, task),
    )


def _events(here: Here) -> Shelf:
    desk, material = here.desk, here.desk.store.material

    def read() -> tuple[CompanyEvent, ...]:
        return material.events(here.company.id) if here.company else ()

    return Shelf(
        "Events",
        f"Nothing yet. {here.key} notes that somebody left or moved, or that the team grows.",
        read,
        lambda event, width: rows.event_rows(event, read(), here.page(width)),
        lambda event: forms.event_form(here, event),
        lambda event: events.delete(desk, event),
    )
