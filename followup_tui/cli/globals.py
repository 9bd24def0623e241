"""The options that every command takes, before its name or after it, and the desk that they choose."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from followup_tui import __version__
from followup_tui.cli.printing import ASCII, tell
from followup_tui.errors import UsageError

if TYPE_CHECKING:
    from followup_tui.config import Config
    from followup_tui.operations.desk import Desk
    from followup_tui.paths import Paths

_KEY = "followup.settings"
_YEARS = range(1970, 2200)
"""Far enough from the ends of the calendar for every rule to count on from there."""
_FAULTS = 3
"""How many faults of the config are told in full."""


class Settings:
    """What the global options of one call say; the innermost one given wins."""

    def __init__(self) -> None:
        self.home = ""
        self.database = ""
        self.today = ""

    @property
    def home_path(self) -> Path | None:
        """The home that option or environment name."""
        named = self.home or os.environ.get("FOLLOWUP_HOME", "")
        return Path(named) if named else None

    @property
    def database_place(self) -> str | None:
        """The database that option or environment name."""
        return self.database or os.environ.get("FOLLOWUP_DATABASE") or None

    @property
    def day(self) -> date | None:
        """The day that takes the place of today. Raises UsageError."""
        named = self.today or os.environ.get("FOLLOWUP_TODAY", "")
        if not named:
            return None
        with suppress(ValueError):
            day = date.fromisoformat(named)
            if day.year in _YEARS:
                return day
        # A date in words needs more than the first look at the agenda should load.
        from followup_tui.operations.dates import read_date
        from followup_tui.operations.desk import local_today

        return read_date(named, local_today())


def settings() -> Settings:
    """The settings of the call that is running."""
    found = click.get_current_context().meta.setdefault(_KEY, Settings())
    assert isinstance(found, Settings)
    return found


def paths() -> Paths:
    """Where files of the chosen home lie."""
    from followup_tui.paths import Paths  # no help text needs them

    return Paths(settings().home_path)


def open_here() -> Desk:
    """The desk of the chosen home and database, closed when the command ends."""
    from followup_tui.operations.desk import open_desk  # no help text needs the store

    chosen = settings()
    desk = open_desk(chosen.home_path, chosen.database_place, chosen.day)
    click.get_current_context().call_on_close(desk.store.close)
    desk.store.database.on_wait = lambda: tell("waiting for another program that is writing …")
    tell_faults(desk.faults, desk.config)
    for remark in desk.remarks:
        tell(remark)
    _keep_calendar(desk)
    _back_up_once_a_day(desk)
    return desk


def _back_up_once_a_day(desk: Desk) -> None:
    """When the command ends and has written something, the day has its backup."""
    before = desk.store.database.connection().total_changes

    def end() -> None:
        if desk.store.database.connection().total_changes == before:
            return
        from followup_tui.operations.backups_daily import daily  # reading needs none

        if trouble := daily(desk):
            tell(trouble)

    click.get_current_context().call_on_close(end)


def _keep_calendar(desk: Desk) -> None:
    """When the command ends, the calendar that others subscribe to follows what it did."""
    if not desk.config.calendar.file:
        return
    from followup_tui.operations.calendar_file import Follower  # few keep one

    follower = Follower.from_now(desk)

    def end() -> None:
        if trouble := follower.follow(desk):
            tell(trouble)

    click.get_current_context().call_on_close(end)


def tell_faults(faults: tuple[str, ...], config: Config) -> None:
    """Say what of the config could not be followed, and draw as it asks."""
    for fault in faults[:_FAULTS]:
        tell(fault)
    if len(faults) > _FAULTS:
        tell(f"… and {len(faults) - _FAULTS} more: `followup config check` lists them")
    if config.screen.ascii:
        click.get_current_context().meta[ASCII] = True


def typed_day(text: str | None, today: date, *, past: bool = False) -> date | None:
    """The day that an option names; None when it was not given. Raises UsageError."""
    if text is None:
        return None
    from followup_tui.operations.dates import read_date  # most calls name no day

    return read_date(text, today, past=past)


def _keep(field: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
        if value is not None:
            setattr(ctx.meta.setdefault(_KEY, Settings()), field, value)

    return keep


def _text(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value == "":
        raise UsageError(f"{param.opts[0]} needs a value.")
    return value


def _without_color(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value or os.environ.get("NO_COLOR"):
        ctx.color = False


def _ascii(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        ctx.meta[ASCII] = True


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"followup {__version__}")
        ctx.exit()


def _option(name: str, field: str, metavar: str, text: str) -> click.Option:
    def callback(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
        _keep(field)(ctx, param, _text(ctx, param, value))

    return click.Option(
        [name], metavar=metavar, expose_value=False, callback=callback, is_eager=True, help=text
    )


def _flag(
    name: str, callback: Callable[[click.Context, click.Parameter, Any], None], text: str
) -> click.Option:
    return click.Option(
        [name], is_flag=True, expose_value=False, callback=callback, is_eager=True, help=text
    )


OPTIONS: tuple[click.Option, ...] = (
    _option(
        "--home",
        "home",
        "DIR",
        "Keep config, data and templates below this folder (or FOLLOWUP_HOME).",
    ),
    _option(
        "--database",
        "database",
        "PATH_OR_URL",
        "Use this database: a file, or a server's postgresql:// URL (or FOLLOWUP_DATABASE).",
    ),
    _option("--today", "today", "DATE", "Take this day for today (or FOLLOWUP_TODAY)."),
    _flag("--no-color", _without_color, "Print without colour (or NO_COLOR)."),
    _flag("--ascii", _ascii, "Print plain letters in place of signs."),
    _flag("--version", _version, "Say which version this is."),
)
"""In the order of every help."""
