"""The world of every test: a home of its own, a fixed Monday, nothing of the developer's machine."""

from __future__ import annotations

import contextlib
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from followup_tui.operations.desk import Desk, open_desk
from followup_tui.paths import Paths, private_dir
from followup_tui.store.store import Store
from tests.builders import TODAY
from tests.postgres_server import Databases, NoServer, running_server

_OWN = (
    "FOLLOWUP_DATABASE",
    "FOLLOWUP_TODAY",
    "EDITOR",
    "VISUAL",
    "NO_COLOR",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """With --postgres, the desk of every test is on a server, and tests about the file are left out."""
    parser.addoption("--postgres", action="store_true", help="run over a PostgreSQL server")


_ABOUT_THE_FILE = frozenset(
    {
        "test_desk_opening",
        "test_doctor",
        "test_postgres",
        "test_store_backups",
        "test_store_faults",
        "test_store_kills",
        "test_store_opening",
        "test_store_query_plans",
        "test_store_samples",
        "test_store_schema",
        "test_upkeep_verbs",
    }
)

_OPENING_THE_FILE = frozenset(
    {
        "test_a_change_outside_stops_redo",
        "test_a_change_outside_stops_undo",
        "test_a_draft_survives_a_restart",
        "test_a_kill_while_sending_never_sends_twice",
        "test_a_reason_that_names_them_goes",
        "test_no_byte_is_left",
        "test_reading_writes_nothing",
        "test_several_steps_are_all_or_none",
        "test_somebody_deleted_can_be_forgotten",
        "test_the_password_is_read_where_it_is_kept_and_nowhere_stored",
        "test_undo_belongs_to_whoever_asks",
        "test_undo_survives_a_restart",
    }
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A server has no file that could be copied, closed to others, or cut short."""
    if config.getoption("--postgres"):
        left_out = (*_ABOUT_THE_FILE, *_OPENING_THE_FILE)
        items[:] = [i for i in items if not {i.path.stem, i.name.partition("[")[0]} & set(left_out)]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Databases]:
    """A PostgreSQL server of this run's own."""
    with contextlib.ExitStack() as stack:
        try:
            url = stack.enter_context(running_server())
        except NoServer as why:
            pytest.skip(str(why))
        yield Databases(url)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home; settings, data and editors of the developer are out of reach."""
    for name in _OWN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FOLLOWUP_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def today() -> date:
    """Monday, 2 March 2026."""
    return TODAY


@pytest.fixture(scope="session")
def new_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that a first start makes; made once, since most tests begin with a copy of it."""
    opened = open_desk(tmp_path_factory.mktemp("new"))
    opened.store.close()
    return opened.store.path


@pytest.fixture
def desk(
    home: Path, today: date, new_database: Path, request: pytest.FixtureRequest
) -> Iterator[Desk]:
    """A desk with an empty database on that Monday, and whatever config the home holds."""
    if request.config.getoption("--postgres"):
        databases: Databases = request.getfixturevalue("postgres")
        with databases.new() as url:
            opened = open_desk(home, url, today)
            yield opened
            opened.store.close()
        return
    place = Paths(home).database
    private_dir(place.parent)
    # The home may hold people already, when the test began on the command line.
    if not place.exists():
        shutil.copyfile(new_database, place)
        place.chmod(0o600)
    opened = open_desk(home, today=today)
    yield opened
    opened.store.close()


@pytest.fixture
def store(desk: Desk) -> Store:
    """The store of the desk."""
    return desk.store


_FIGURE = "figure: "


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str, int], None]:
    """Counts something that the end of the run tells, summed over all tests."""
    return lambda name, number: record_property(_FIGURE + name, number)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How much was tried, beside how many tests passed."""
    counted: Counter[str] = Counter()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            if report.when == "call" or outcome == "failed":
                for name, value in getattr(report, "user_properties", ()):
                    if name.startswith(_FIGURE):
                        counted[name.removeprefix(_FIGURE)] += value
    if counted:
        told = ", ".join(f"{number:,} {name}" for name, number in counted.items())
        terminalreporter.write_line(f"tried: {told}")
