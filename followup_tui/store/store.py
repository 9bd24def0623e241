"""The face of the store: one file, its questions by subject, and the journal through which it changes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from followup_tui.errors import StoreError
from followup_tui.paths import private_dir
from followup_tui.store.agenda import Agenda
from followup_tui.store.database import SCHEMA, Database, typed_errors
from followup_tui.store.drafts import Drafts
from followup_tui.store.material import Material
from followup_tui.store.people import People
from followup_tui.store.person_reading import Readings
from followup_tui.store.touches import Touches

if TYPE_CHECKING:
    from followup_tui.store.duplicates import Duplicates
    from followup_tui.store.feeds import Feeds
    from followup_tui.store.journal import Action, Journal
    from followup_tui.store.outbox import Outbox
    from followup_tui.store.people_table import PeopleTable
    from followup_tui.store.search import Search

MIGRATIONS = Path(__file__).with_name("migrations")


class Store:
    """Everything that is kept. Records come out, never rows."""

    def __init__(self, path: Path, *, backups: Path | None = None, create: bool = False) -> None:
        """Open a file, bringing an older schema up to date after a backup into `backups`.

        Raises the store's errors; then the file is as it was.
        """
        if create:
            private_dir(path.parent)
        self._take(Database(path, create=create), backups or path.parent / "backups")
        if self.database.schema < SCHEMA:
            self._migrate()

    @classmethod
    def on_server(cls, url: str, *, backups: Path, create: bool = False) -> Store:
        """The same over tables on a server, whose backups are files on this computer."""
        # Only who has one loads what speaks to it.
        from followup_tui.store.server import Server

        store = cls.__new__(cls)
        store._take(Server(url, create=create), backups)
        return store

    def _take(self, database: Database, backups: Path) -> None:
        self.database = database
        self.backups = backups
        self.touches = Touches(self.database)
        self.readings = Readings(self.database)
        self.people = People(self.database, self.readings)
        self.agenda = Agenda(self.database)
        self.material = Material(self.database)
        self.drafts = Drafts(self.database)

    @property
    def path(self) -> Path:
        """The database file. Raises StoreError for tables on a server, which are in none."""
        if not self.database.is_file:
            raise StoreError(f"{self.database.name} is on a server, in no file of this computer.")
        return self.database.path

    @property
    def name(self) -> str:
        """Where everything is kept, as anybody may read it."""
        return self.database.name

    @contextlib.contextmanager
    def action(self, did: str) -> Iterator[Action]:
        """One user action: a durable transaction with its undo."""
        with self.journal.action(did) as action:
            yield action

    # What few days ask for is loaded when it is asked for: the first frame waits for none of it.

    @property
    def duplicates(self) -> Duplicates:
        """Who and what may be known twice."""
        from followup_tui.store.duplicates import Duplicates

        return Duplicates(self.database)

    @cached_property
    def search(self) -> Search:
        """Words in whatever is kept."""
        from followup_tui.store.search import Search

        return Search(self.database)

    @property
    def people_table(self) -> PeopleTable:
        """Everybody, in any order, with their tags."""
        from followup_tui.store.people_table import PeopleTable

        return PeopleTable(self.database)

    @property
    def outbox(self) -> Outbox:
        """E-mails on their way."""
        from followup_tui.store.outbox import Outbox

        return Outbox(self.database)

    @property
    def feeds(self) -> Feeds:
        """Feeds, what they brought, and job alerts."""
        # Most days begin without them.
        from followup_tui.store.feeds import Feeds

        return Feeds(self.database)

    @property
    def journal(self) -> Journal:
        """The history of this database."""
        # The journal brings the tables along, which the first frame does not need.
        from followup_tui.store.journal import Journal

        return Journal(self.database)

    def stale_contacts(self) -> tuple[int, ...]:
        """Contacts whose next touch, as the agenda has it, is not what their touches say."""
        rows = self.database.tuples(
            "SELECT id FROM contact WHERE next_touch_id IS NOT (SELECT touch.id FROM touch"
            " WHERE touch.contact_id = contact.id AND state = 'planned' AND due_on IS NOT NULL"
            " ORDER BY purpose != 'reply', due_on, touch.id LIMIT 1)"
            " OR next_due IS NOT (SELECT due_on FROM touch WHERE touch.id = next_touch_id)"
        )
        return tuple(row[0] for row in rows)

    def refresh(self, contact_ids: tuple[int, ...]) -> int:
        """Work out the agenda anew for some contacts; not journalled, since nothing was decided."""
        from followup_tui.store.derived import refresh_contacts

        with self.database.transaction() as connection:
            refresh_contacts(connection, contact_ids)
        return len(contact_ids)

    def close(self) -> None:
        """Leave the file whole on its own."""
        self.database.close()

    def _migrate(self) -> None:
        from followup_tui.store.drivers import PeeweeException, migrate

        if self.database.schema:
            from followup_tui.store.backups import backup

            private_dir(self.backups)
            # To the microsecond: an update that was killed is tried again at once.
            stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
            backup(self.database, self.backups / f"before-schema-{SCHEMA}-{stamp}.db")
        try:
            with typed_errors():
                migrate(self.database.peewee, MIGRATIONS)
        except (PeeweeException, StoreError):
            # Another window may have brought it up to date at the same moment.
            if self.database.value("PRAGMA user_version") != SCHEMA:
                raise
