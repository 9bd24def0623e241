"""Keys about the whole: undo, redo, settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from followup_tui.config import load_config, set_value
from followup_tui.store.journal import Entry
from followup_tui.tui.screens.form import Field, FormScreen, Values

if TYPE_CHECKING:
    from followup_tui.tui.screens.main import MainScreen


async def undo(screen: MainScreen) -> None:
    """Take back the newest action, whoever made it; the toast names it."""
    await _move(screen, lambda: screen.desk.store.journal.undo(), "Taken back", "Nothing to undo.")


async def redo(screen: MainScreen) -> None:
    """Do again what was taken back."""
    await _move(screen, lambda: screen.desk.store.journal.redo(), "Done again", "Nothing to redo.")


async def _move(
    screen: MainScreen, verb: Callable[[], tuple[Entry, ...]], said: str, nothing: str
) -> None:
    entries = await screen.perform(verb)
    if entries is None:
        return
    if not entries:
        screen.app.tell(nothing)
        return
    screen.app.tell(f"{said}: {entries[0].did}")
    about = screen.desk.store.journal.contact_of(entries[0].id) or screen.contact_id
    screen.reload(keep=about, person=about)


async def settings(screen: MainScreen) -> None:
    """What scripts say of me; written to the config file, whose comments stay."""
    own = screen.desk.config.me
    fields = (
        Field("name", "Your name", own.name, "as scripts say it"),
        Field("phone", "Your number", own.phone, "as a voicemail leaves it"),
        Field("email", "Your e-mail", own.email),
        Field("sign_off", "Sign-off", own.sign_off),
        Field("theme", "Theme", screen.app.theme, options=_themes(screen)),
    )

    async def submit(values: Values) -> bool:
        path = screen.desk.paths.config_file
        given = {f"me.{k}": values[k] for k in ("name", "phone", "email", "sign_off")}
        given["screen.theme"] = values["theme"]
        known = {f"me.{k}": getattr(own, k) for k in ("name", "phone", "email", "sign_off")}
        known["screen.theme"] = screen.desk.config.screen.theme
        for key, value in given.items():
            if value != known[key]:
                set_value(path, key, value)
        return True

    said = f"Everything else stands in {screen.desk.paths.config_file}"
    if await screen.app.push_screen_wait(FormScreen("Settings", fields, submit, said=said)):
        screen.app.take_config(load_config(screen.desk.paths.config_file)[0])
        screen.reload(keep=screen.contact_id)


def _themes(screen: MainScreen) -> tuple[tuple[str, str], ...]:
    names = sorted(screen.app.available_themes, key=lambda n: (not n.startswith("followup"), n))
    return tuple((name, name) for name in names)
