"""Time off, a crowded day, somebody who never answers, and who sent me to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_tui.core.phrases import count, named_date
from followup_tui.core.silence import Answer
from followup_tui.errors import UsageError
from followup_tui.operations import absence, lookup, referrals, silence
from followup_tui.operations.absence import Shifted
from followup_tui.operations.dates import read_date
from followup_tui.operations.preview import what_if
from followup_tui.operations.referrals import Referred
from followup_tui.tui.screens.form import Field, FormScreen, Values

if TYPE_CHECKING:
    from followup_tui.tui.screens.main import MainScreen

_ANSWERS = (
    (Answer.GO_ON, "go on as before"),
    (Answer.ONCE, "once more, then let it rest"),
    (Answer.REST, "let it rest"),
)


async def away(screen: MainScreen) -> None:
    """Days without touches; what fell there finds room behind them."""
    desk = screen.desk

    def shift(values: Values) -> Shifted:
        first, last = (read_date(values[name], desk.today) for name in ("first", "last"))
        return absence.away(desk, first, last)

    async def submit(values: Values) -> Shifted:
        return await screen.app.in_order(lambda: shift(values))

    async def preview(values: Values) -> str:
        if not (values["first"].strip() and values["last"].strip()):
            known = ", ".join(
                f"{named_date(a.first)} to {named_date(a.last)}" for a in absence.absences(desk)
            )
            return f"noted so far: {known}" if known else "for example: 21 dec to 2 jan"
        would = await screen.app.in_order(lambda: what_if(desk, lambda: shift(values)))
        return f"{count(len(would.moved), 'touch', 'touches')} would move behind it"

    fields = (
        Field("first", "First day", hint="21 dec, tomorrow"),
        Field("last", "Last day", hint="2 jan, 2w"),
    )
    await _tell(
        screen, await screen.app.push_screen_wait(FormScreen("Away", fields, submit, preview))
    )


async def spread(screen: MainScreen) -> None:
    """Leave today its share; one undo brings the crowd back."""
    await _tell(screen, await screen.perform(lambda: absence.spread(screen.desk)))


async def go_on(screen: MainScreen) -> None:
    """How to go on with somebody who never answered."""
    contact = screen.contact
    if contact is None:
        screen.app.tell("Choose somebody first: P finds anybody.")
        return
    task = silence.open_question(screen.desk, contact.id)
    if task is None:
        screen.app.tell(f"Nothing is asked about {contact.name}: the plan goes on by itself.")
        return

    async def submit(values: Values) -> str:
        return await screen.app.in_order(
            lambda: silence.answer(screen.desk, contact, values["how"])
        )

    fields = (Field("how", "How to go on", options=_ANSWERS),)
    form = FormScreen(contact.name, fields, submit, said=task.text)
    did = await screen.app.push_screen_wait(form)
    if did is not None:
        screen.app.tell(did, undo=True)
        screen.reload(keep=contact.id)


async def refer(screen: MainScreen) -> None:
    """Who sent me to this person (S2.7)."""
    contact = screen.contact
    if contact is None:
        screen.app.tell("Choose whom you were sent to first: P finds anybody.")
        return

    async def submit(values: Values) -> Referred:
        if not values["sender"].strip():
            raise UsageError("The name of who sent you is all it needs.")
        sender = lookup.contact_named(screen.desk, values["sender"])
        return await screen.app.in_order(lambda: referrals.refer(screen.desk, sender, contact))

    fields = (Field("sender", "Who sent you", hint="a name that is known here"),)
    form = FormScreen(f"Who sent you to {contact.name}?", fields, submit)
    referred = await screen.app.push_screen_wait(form)
    if referred is not None:
        thanks = "\na thank-you is planned" if referred.thanks is not None else ""
        screen.app.tell(f"{referred.did}{thanks}", undo=True)
        screen.reload(keep=contact.id)


async def _tell(screen: MainScreen, shifted: Shifted | None) -> None:
    if shifted is None:
        return
    moved = f"{count(len(shifted.moved), 'touch', 'touches')} moved"
    screen.app.tell("\n".join((shifted.did, moved, *shifted.remarks)), undo=True)
    screen.reload(keep=screen.contact_id)
