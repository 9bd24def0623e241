"""The key that reads the script aloud, and what is recorded of the call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_tui.core.records import Contact
from followup_tui.errors import FollowupError
from followup_tui.operations import calling
from followup_tui.operations.calling import CallBrief, CallResult
from followup_tui.operations.openings import OpeningFound, Vacancy, opening
from followup_tui.tui.flows.touches import courtesy_asked, tell_recorded
from followup_tui.tui.screens.form import Field, FormScreen, Values
from followup_tui.tui.screens.voicemail import VoicemailReader

if TYPE_CHECKING:
    from followup_tui.tui.screens.main import MainScreen


async def read_aloud(screen: MainScreen) -> None:
    """The voicemail reader for whoever is shown."""
    contact = screen.contact
    if contact is None:
        screen.app.tell("Choose somebody first: P finds anybody.")
        return
    screen.keep_typed()
    try:
        brief = calling.call_brief(screen.desk, contact)
    except FollowupError as exc:
        screen.app.tell(str(exc), severity="warning")
        return
    # A toast would cover the outcomes.
    screen.app.clear_notifications()
    result = await screen.app.push_screen_wait(VoicemailReader(screen.desk, brief))
    if result is not None:
        await conclude(screen, brief, result)


async def conclude(screen: MainScreen, brief: CallBrief, result: CallResult) -> None:
    """Record what came of a call, then on to the next person; a job they spoke of is noted first."""
    happened = calling.happened_in(brief, result)
    if brief.touch is not None:
        asked = await courtesy_asked(screen, brief.touch, happened)
        if asked is None:
            return
        happened = asked
    recorded = await screen.perform(
        lambda: calling.record_call(screen.desk, brief, result, happened)
    )
    if recorded is None:
        return
    if result.opening:
        await note_opening(screen, brief.contact)
    tell_recorded(screen, recorded)
    screen.go_on(brief.contact.id)


async def note_opening(screen: MainScreen, contact: Contact) -> None:
    """The job that they spoke of (S3.33)."""

    async def submit(values: Values) -> OpeningFound:
        vacancy = Vacancy(contact.company, values["title"], values["department"])
        return await screen.app.in_order(lambda: opening(screen.desk, vacancy))

    fields = (
        Field("title", "The job", hint="as they called it"),
        Field("department", "Department", contact.department),
    )
    title = f"{contact.name} spoke of a job at {contact.company or 'their company'}"
    await screen.app.push_screen_wait(FormScreen(title, fields, submit))
