"""A PostgreSQL server of the tests' own: a folder, a socket, nothing kept."""

from __future__ import annotations

import locale
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from followup_tui.store.store import Store

if TYPE_CHECKING:
    import pwd

_USERS = ("postgres", "nobody")


class Databases:
    """Databases on a running server, each as a first start makes it."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._number = 0
        self.run("CREATE DATABASE new TEMPLATE template0")
        Store.on_server(self._named("new"), backups=Path("/nowhere"), create=True).close()

    @contextmanager
    def new(self, template: str = "new") -> Iterator[str]:
        """The URL of a database with empty tables, or with none from `template0`; then it goes."""
        self._number += 1
        name = f"home{self._number}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield self._named(name)
        finally:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def run(self, sql: str) -> None:
        """Say something to the server as whoever runs it."""
        import psycopg

        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(sql.encode())

    def _named(self, name: str) -> str:
        return self._url.replace("/postgres?", f"/{name}?")


class NoServer(Exception):
    """Why there is none here."""


@contextmanager
def running_server() -> Iterator[str]:
    """Start a private server and yield the URL of its superuser's database. Raises NoServer."""
    programs = _programs()
    prefix, owner = _as_somebody()
    # A socket's path may have some hundred letters, and pytest's folders are longer.
    folder = Path(tempfile.mkdtemp(prefix="followup-pg-"))
    data = folder / "data"
    try:
        if owner is not None:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        _run(
            *prefix, programs / "initdb", "-D", data, "-U", "tester", "-A", "trust",
            "-E", "UTF8", f"--locale={_locale()}", "--no-sync", "--no-instructions",
        )  # fmt: skip
        options = (
            f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
            " -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=16MB"
        )
        pg_ctl: tuple[str | Path, ...] = (*prefix, programs / "pg_ctl", "-D", data, "-s")
        _run(*pg_ctl, "-w", "-t", "30", "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgresql://tester@/postgres?host={quote(str(folder), safe='')}"
        finally:
            _run(*pg_ctl, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _locale() -> str:
    """One that knows letters beyond ASCII; it goes by different names."""
    before = locale.setlocale(locale.LC_CTYPE)
    for name in ("C.UTF-8", "en_US.UTF-8"):
        with suppress(locale.Error):
            locale.setlocale(locale.LC_CTYPE, name)
            locale.setlocale(locale.LC_CTYPE, before)
            return name
    return "C"


def _programs() -> Path:
    """Where initdb lies: distributions keep it out of the PATH."""
    if find_spec("psycopg") is None:
        raise NoServer("psycopg is not installed")
    if os.name != "posix":
        raise NoServer("the private server of the tests needs Unix sockets")
    if found := shutil.which("initdb"):
        return Path(found).parent
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) + sorted(
        Path("/usr").glob("pgsql-*/bin/initdb")
    )
    if not places:
        raise NoServer("there is no PostgreSQL server here (initdb was not found)")
    return places[-1].parent


def _as_somebody() -> tuple[tuple[str, ...], pwd.struct_passwd | None]:
    """PostgreSQL refuses to run as root, so root borrows another name."""
    if os.geteuid() != 0:
        return (), None
    import pwd

    if not shutil.which("setpriv"):
        raise NoServer("PostgreSQL does not run as root, and there is no setpriv to be another")
    for name in _USERS:
        try:
            owner = pwd.getpwnam(name)
        except KeyError:
            continue
        ids = (f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}")
        return ("setpriv", *ids, "--clear-groups"), owner
    raise NoServer(f"PostgreSQL does not run as root, and there is no user {' or '.join(_USERS)}")


def _run(*command: str | Path) -> None:
    # The server holds on to what it inherits: a pipe would never end.
    with tempfile.TemporaryFile() as said:
        try:
            done = subprocess.run(
                [str(part) for part in command],
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                timeout=60,
                check=False,
            )
        except OSError as exc:
            raise NoServer(f"PostgreSQL could not be started: {exc}") from exc
        if done.returncode:
            said.seek(0)
            raise NoServer(f"PostgreSQL did not start: {said.read().decode(errors='replace')}")
