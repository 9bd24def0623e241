"""The program on a stage: opened over a desk, its keys pressed, its screen read as a person reads it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from unittest.mock import patch

from textual import _wait, events
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, TextArea

from followup_tui.operations.desk import Desk
from followup_tui.tui.app import FollowupApp
from followup_tui.tui.screens.form import FormScreen
from followup_tui.tui.screens.main import MainScreen
from followup_tui.tui.widgets.choice import Choice
from followup_tui.tui.widgets.notes import NotesPane
from followup_tui.tui.widgets.script import ScriptPane
from followup_tui.tui.widgets.stars import StarsList
from followup_tui.tui.widgets.timeline import Timeline

Stage = Pilot[None]
SIZE = (140, 38)
_PATIENCE = 600


@asynccontextmanager
async def opened(
    desk: Desk, size: tuple[int, int] = SIZE, *, ascii_only: bool = False
) -> AsyncIterator[Stage]:
    """The program over a desk, its first frame drawn and its first script rendered."""
    app = FollowupApp(desk, ascii_only=ascii_only)
    stands = asyncio.Event()
    follow = app._after_first_frame

    def watched() -> None:
        follow()
        stands.set()

    with quick(), patch.object(app, "_after_first_frame", watched):
        async with app.run_test(size=size, notifications=True) as pilot:
            # What follows the first frame begins the work that is waited for.
            await asyncio.wait_for(stands.wait(), 20)
            await settled(pilot)
            yield pilot


async def settled(pilot: Stage) -> None:
    """Wait until nothing is going on but a flow that waits for its dialog."""
    await pilot.pause()
    for _ in range(_PATIENCE):
        # A worker of a screen below the top one waits for what the top one answers.
        here = (app_of(pilot), on_top(pilot))
        if not any(not w.is_finished and w.node in here for w in app_of(pilot).workers):
            break
        await asyncio.sleep(0.005)
        await pilot.pause(0)
    else:
        raise AssertionError("something never ended")
    await pilot.pause()


async def press(pilot: Stage, *keys: str) -> None:
    """Press keys one after the other, each answered before the next."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def press_at_once(pilot: Stage, *keys: str) -> None:
    """Press keys faster than they are answered."""
    for key in keys:
        event = events.Key(key, key)
        event.set_sender(pilot.app)
        assert pilot.app._driver is not None
        pilot.app._driver.send_message(event)
    await settled(pilot)


async def fill(pilot: Stage, **values: str) -> None:
    """Put values into the fields of the dialog, words into inputs and identifiers into choices."""
    for name, value in values.items():
        control = on_top(pilot).query_one(f"#field-{name}")
        if isinstance(control, Choice):
            control.choose(value)
        elif isinstance(control, TextArea):
            control.text = value
        else:
            assert isinstance(control, Input)
            control.value = value
    await settled(pilot)


async def type_in(pilot: Stage, text: str) -> None:
    """Type into the field that has the focus, all at once."""
    field = on_top(pilot).screen.focused
    assert isinstance(field, Input)
    field.value = text
    await settled(pilot)


async def save(pilot: Stage, **values: str) -> None:
    """Fill the dialog and save it."""
    await fill(pilot, **values)
    await press(pilot, "ctrl+s")


async def go_to(pilot: Stage, name: str) -> None:
    """Let the panes show somebody by number, as choosing them in the list of people does."""
    contact = next(c for c in main(pilot).desk.store.people.everyone() if c.name == name)
    main(pilot).reload(keep=contact.id, person=contact.id)
    await settled(pilot)


def app_of(pilot: Stage) -> FollowupApp:
    """The program."""
    assert isinstance(pilot.app, FollowupApp)
    return pilot.app


def main(pilot: Stage) -> MainScreen:
    """The main screen, also under a dialog."""
    return app_of(pilot).main


def on_top(pilot: Stage) -> Widget:
    """The screen that has the keys: the main one or a dialog."""
    return app_of(pilot).screen


def values(pilot: Stage) -> dict[str, str]:
    """What stands in the fields of the dialog."""
    form = on_top(pilot)
    assert isinstance(form, FormScreen)
    return form.values()


def is_main(pilot: Stage) -> bool:
    """Whether no dialog is open."""
    return on_top(pilot) is main(pilot)


def focus(pilot: Stage) -> str:
    """The id of the widget that has the keys."""
    focused = on_top(pilot).screen.focused
    return (focused.id or "") if focused is not None else ""


def chosen(pilot: Stage) -> str:
    """The name of who is shown."""
    contact = main(pilot).contact
    return contact.name if contact is not None else ""


def toasts(pilot: Stage) -> list[str]:
    """What was told, the oldest first."""
    return [toast.message for toast in app_of(pilot)._notifications]


def seen(pilot: Stage, widget: Widget | None = None) -> str:
    """What stands on the screen, or where one widget is, frame included."""
    strips = app_of(pilot).screen._compositor.render_strips()
    if widget is None:
        return "\n".join(strip.text for strip in strips)
    place = widget.region
    shown = strips[place.y : place.bottom]
    return "\n".join(strip.crop(place.x, place.right).text for strip in shown)


def stars(pilot: Stage) -> str:
    """Pane 1."""
    return seen(pilot, main(pilot).query_one(StarsList))


def timeline(pilot: Stage) -> str:
    """Pane 2."""
    return seen(pilot, main(pilot).query_one(Timeline))


def script(pilot: Stage) -> str:
    """Pane 3, the checks included."""
    return seen(pilot, main(pilot).query_one(ScriptPane))


def notes(pilot: Stage) -> str:
    """Pane 4."""
    return seen(pilot, main(pilot).query_one(NotesPane))


def dialog(pilot: Stage) -> str:
    """The dialog that is open."""
    return seen(pilot, on_top(pilot).query_one("#dialog"))


def flat(text: str) -> str:
    """Rows of a pane as one text: frames and runs of blanks are gone."""
    return " ".join(text.translate(dict.fromkeys(map(ord, "│╭╮╰╯─"), " ")).split())


@contextmanager
def statements(desk: Desk) -> Iterator[list[str]]:
    """Every statement that this thread sends to the database meanwhile, its parameters filled in."""
    connection = desk.store.database.connection()
    seen_so_far: list[str] = []
    connection.set_trace_callback(seen_so_far.append)
    try:
        yield seen_so_far
    finally:
        connection.set_trace_callback(None)


@contextmanager
def quick() -> Iterator[None]:
    """Textual's pilot looks fifty times a second whether all is quiet; these tests look more often."""
    with patch.object(_wait, "SLEEP_GRANULARITY", 0.004), patch.object(_wait, "SLEEP_IDLE", 0.0004):
        yield
