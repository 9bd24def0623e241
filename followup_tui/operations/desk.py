"""What every verb needs at hand: the store, the settings, the places of files, and today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from followup_tui.config import Config, load_config
from followup_tui.core.numbers import Rulebook
from followup_tui.core.phrases import count
from followup_tui.core.workdays import Workdays
from followup_tui.errors import Missing, UsageError
from followup_tui.paths import Paths, tighten
from followup_tui.store.addresses import name_of, on_server
from followup_tui.store.store import Store

if TYPE_CHECKING:
    from followup_tui.store.person_reading import Mine

EMPLOYED = "employed_since"
"""The setting that holds the day a job began; empty while searching."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Desk:
    """A store opened with its settings; one a thread or shared, the store keeps threads apart."""

    store: Store
    config: Config
    paths: Paths
    clock: Callable[[], date]
    """The local date; a fixed one under --today."""
    faults: tuple[str, ...] = ()
    """What of the config could not be followed, as sentences."""
    remarks: tuple[str, ...] = ()
    """What was put right while opening, as sentences."""

    @property
    def today(self) -> date:
        """The local date."""
        return self.clock()

    def rules(self, mine: Mine | None = None) -> Rulebook:
        """The rules with the numbers of the config and the absences of the database.

        Who has read what is mine already gives it here.
        """
        employed_since = mine.employed_since if mine else self.store.material.setting(EMPLOYED)
        config = self.config
        cadence, courtesy, calendar = config.cadence, config.courtesy, config.calendar
        return Rulebook(
            workdays=self.workdays(mine),
            no_call_days=_days(calendar.no_call_days),
            first_gap=cadence.first_gap,
            first_min=cadence.first_min,
            first_max=cadence.first_max,
            first_phase_days=cadence.first_phase_days,
            second_gap=cadence.second_gap,
            second_min=cadence.second_min,
            second_max=cadence.second_max,
            employed=bool(employed_since),
            employed_gap=cadence.employed_gap,
            spread=cadence.spread,
            only_form_factor=cadence.only_form_factor,
            not_now_days=cadence.not_now_days,
            silence_slow=cadence.silence_slow,
            silence_light=cadence.silence_light,
            retries=cadence.retries,
            no_show_days=cadence.no_show_days,
            floor_days=courtesy.floor_days,
            window_days=courtesy.window_days,
            per_window=courtesy.per_window,
            too_many=courtesy.too_many,
            daily_cap=courtesy.daily_cap,
            notes_a_month=courtesy.notes_a_month,
            standing_days=courtesy.standing_days,
            recent_decision_days=cadence.recent_decision_days,
            form_order=tuple(config.rotation.order),
            never=frozenset(config.me.never),
        )

    def workdays(self, mine: Mine | None = None) -> Workdays:
        """Weekends, days off, holidays and absences."""
        calendar = self.config.calendar
        away = tuple(
            (date.fromisoformat(first), date.fromisoformat(last))
            for first, last in (mine.away if mine else self.store.material.away())
        )
        off = frozenset(calendar.days_off) | _holidays(calendar.country, self.today.year)
        return Workdays(_days(calendar.weekend), off, away)


def open_desk(
    home: Path | None = None,
    database: str | None = None,
    today: date | None = None,
    *,
    anew: bool = False,
) -> Desk:
    """The desk of a home; its database is made at the very first start.

    Raises Missing when there was one before and it is gone, and the other store errors. With `anew`
    an empty one is made there: to restore into.
    """
    paths = Paths(home)
    config, faults = load_config(paths.config_file)
    store, opened_up = (
        _on_server(paths, database)
        if database and on_server(database)
        else _in_file(paths, database, anew=anew)
    )
    clock = fixed(today) if today else local_today
    # An editor saves the config with the rights of any file: worth mending, not worth a word.
    told = _closed_again(tuple(p for p in opened_up if p != paths.config_file))
    return Desk(store, config, paths, clock, tuple(map(str, faults)), told)


def _on_server(paths: Paths, url: str) -> tuple[Store, tuple[Path, ...]]:
    """The store on a server, which gets its tables the first time; what was open of the home."""
    opened_up = tighten_ours(paths, paths.database)
    backups = paths.backups / name_of(url)
    return Store.on_server(url, backups=backups, create=True), opened_up


def _in_file(paths: Paths, database: str | None, *, anew: bool) -> tuple[Store, tuple[Path, ...]]:
    path, backups = place(paths, database)
    # A first start that was cut short leaves an empty file; so does a disk that lost everything.
    absent = not path.exists() or path.stat().st_size == 0
    first_start = absent and (anew or not _was_here(path, backups))
    if not path.exists() and not first_start:
        raise Missing(
            f"The database is gone from {path}, but its backups are there: "
            "put it back, or run `followup restore` with one of them."
        )
    opened_up = tighten_ours(paths, path)
    return Store(path, backups=backups, create=first_start), opened_up


def tighten_ours(paths: Paths, database: Path) -> tuple[Path, ...]:
    """Close to others what of ours they could enter or read; returns what was open until now.

    A folder that holds things of others keeps its rights: the home may be any folder.
    """
    ours = [
        path
        for path in private_places(paths, database)
        if path.exists() and not (path.is_dir() and path == paths.home and not _only_ours(path))
    ]
    return tuple(path for path in ours if tighten(path))


def private_places(paths: Paths, database: Path) -> tuple[Path, ...]:
    """Every folder and file of ours that holds private data; not all of them need exist."""
    logs = (database.with_name(database.name + ending) for ending in ("", "-wal", "-shm"))
    own = (paths.data_dir, paths.state_dir, paths.backups, paths.config_file, paths.crashes)
    beside = () if paths.home is None else (paths.home,)
    return (*beside, *own, *logs, *(sorted(paths.backups.glob("*.db*"))))


def _only_ours(home: Path) -> bool:
    return all(
        p.name in ("config.toml", "data", "state", "templates") or p.name.startswith(".followup")
        for p in home.iterdir()
    )


def _closed_again(open_until_now: tuple[Path, ...]) -> tuple[str, ...]:
    if not open_until_now:
        return ()
    first, *more = open_until_now
    others = f" and {count(len(more), 'more place')}" if more else ""
    return (f"Others could read {first}{others}; now only you can.",)


def fixed(day: date) -> Callable[[], date]:
    """A clock that stands still."""
    return lambda: day


def local_today() -> date:
    """The date on this machine's calendar: due dates are local."""
    return date.today()  # noqa: DTZ011 - a local date is what is meant


def place(paths: Paths, database: str | None) -> tuple[Path, Path]:
    """Where the database file and its backups lie. Raises UsageError for any URL but sqlite:///."""
    if not database:
        return paths.database, paths.backups
    if "://" in database and not database.startswith("sqlite:///"):
        raise UsageError(
            f"{database.partition('://')[0]}:// is no database that followup knows: give the path "
            "of a file, or a URL that begins with sqlite:///, postgresql:// or cockroachdb://."
        )
    path = Path(database.removeprefix("sqlite:///")).expanduser().absolute()
    return path, path.parent / "backups"


def _was_here(path: Path, backups: Path) -> bool:
    """Whether something shows that there was a database before."""
    return any(backups.glob("*.db")) or path.with_name(path.name + "-wal").exists()


def _days(names: tuple[str, ...]) -> frozenset[int]:
    return frozenset(_WEEKDAYS.index(name) for name in names)


@lru_cache(maxsize=4)
def _holidays(country: str, year: int) -> frozenset[date]:
    """Public holidays of this and the next two years, if a country is set and the extra installed."""
    if not country:
        return frozenset()
    try:
        import holidays  # an extra, and slow to load
    except ImportError:
        return frozenset()
    return frozenset(holidays.country_holidays(country, years=range(year, year + 3)))
