"""Everything that could be wrong, each with a sentence and the way to put it right (RELIABILITY P15)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from followup_tui.core.phrases import count
from followup_tui.errors import FollowupError, StoreError
from followup_tui.operations.checking_files import damaged_rules
from followup_tui.operations.desk import Desk, place, private_places
from followup_tui.operations.mounts import across_network, kept_in_step
from followup_tui.paths import Paths, is_private, tighten
from followup_tui.store import backups
from followup_tui.store.addresses import on_server, shown
from followup_tui.store.database import SCHEMA

_OLD_DAYS = 7
_LONG_LOG = 8 << 20
"""Bytes of a log that a program in good health folds in long before."""
_RESTORE = "Run `followup restore` with the newest backup."
_REPAIR = "Run `followup doctor --repair`."


@dataclass(frozen=True, slots=True)
class Check:
    """One thing the doctor looked at."""

    what: str
    fine: bool
    said: str
    advice: str = ""


def examine(desk: Desk) -> Iterator[Check]:
    """Look at everything that could be wrong, without changing anything."""
    path = _file(desk)
    yield Check("database", True, desk.store.name)
    yield integrity(desk)
    yield Check("schema", True, f"{SCHEMA}, the newest this program knows")
    yield _privacy(desk.paths, path)
    if desk.store.database.is_file:
        yield where_it_lies(path.parent)
        yield _log(path)
    for what, look in _LOOKS.items():
        yield _as_far_as_it_reads(what, look, desk)
    yield from _rules()
    yield _config(desk)
    yield _backups(desk)


def examine_closed(error: StoreError, home: Path | None, database: str | None) -> Iterator[Check]:
    """What can be said of a database that does not open."""
    if database and on_server(database):
        yield Check("database", False, shown(database), str(error))
        return
    path, folder = place(Paths(home), database)
    yield Check("database", False, str(path), str(error))
    if not (where := where_it_lies(path.parent)).fine:
        yield where
    log = path.with_name(path.name + "-wal")
    if not path.exists() and log.exists():
        said = f"{log} is left of a database that is gone: its last changes are in it"
        yield Check("log", False, said, f"Put {path.name} back beside it, if you still have it.")
    newest = next((f for f in _newest_first(folder) if not _fault(f)), None)
    if newest is None:
        yield Check("backups", False, f"none that could be used in {folder}")
    else:
        yield Check("backups", True, str(newest), f"`followup restore {newest}` puts it back.")


def repair(desk: Desk) -> tuple[str, ...]:
    """Put right what can be put right without losing anything; says what was done."""
    return tuple(
        said for mend in (_close_doors, _mend_agenda, _mend_search, _fold) if (said := mend(desk))
    )


def integrity(desk: Desk) -> Check:
    """Whether SQLite finds its file whole; half a second for a hundred thousand people."""
    try:
        said = backups.quick_check(desk.store.database.connection())
    except FollowupError as exc:
        said = str(exc)
    return Check("integrity", said == "ok", said, "" if said == "ok" else _RESTORE)


def where_it_lies(folder: Path) -> Check:
    """Whether the database is on a disk of this computer: elsewhere the last changes may get lost."""
    folder = Path(os.path.realpath(folder))
    if kind := across_network(folder):
        said = f"{folder} lies on a network ({kind}): two programs at once can damage the database"
    elif part := kept_in_step(folder):
        said = f"“{part}” copies files while they are written: the copy can be damaged"
    else:
        return Check("place", True, "a disk of this computer")
    advice = "Keep it on this computer's disk, and put `followup backup --encrypt` files there."
    return Check("place", False, said, advice)


def _as_far_as_it_reads(what: str, look: Callable[[Desk], Check], desk: Desk) -> Check:
    """A damaged file may not even let itself be looked at; the other checks go on."""
    try:
        return look(desk)
    except StoreError as exc:
        return Check(what, False, str(exc), _RESTORE)


def _file(desk: Desk) -> Path:
    """The database; or, when that is on a server, the one that the home may hold besides."""
    return desk.store.path if desk.store.database.is_file else desk.paths.database


def _privacy(paths: Paths, path: Path) -> Check:
    open_ones = _open_doors(paths, path)
    if not open_ones:
        return Check("privacy", True, "readable by you alone")
    said = f"others can read {', '.join(map(str, open_ones[:3]))}"
    if len(open_ones) > 3:
        said += f" and {count(len(open_ones) - 3, 'more place')}"
    return Check("privacy", False, said, _REPAIR)


def _open_doors(paths: Paths, path: Path) -> list[Path]:
    return [p for p in private_places(paths, path) if p.exists() and not is_private(p)]


def _close_doors(desk: Desk) -> str:
    closed = [p for p in _open_doors(desk.paths, _file(desk)) if tighten(p)]
    return f"closed {count(len(closed), 'place')} to others" if closed else ""


def _log(path: Path) -> Check:
    log = path.with_name(path.name + "-wal")
    size = log.stat().st_size if log.exists() else 0
    if size <= _LONG_LOG:
        return Check("log", True, "folded into the database as it should be")
    said = (
        f"{size >> 20} MB of changes are not folded into the database: another program may hold it"
    )
    return Check("log", False, said, f"Close other followup windows. {_REPAIR}")


def _fold(desk: Desk) -> str:
    if not desk.store.database.is_file or _log(desk.store.path).fine:
        return ""
    busy = desk.store.database.value("PRAGMA wal_checkpoint(TRUNCATE)")
    return "" if busy else "folded the log into the database"


def _orphans(desk: Desk) -> Check:
    broken = desk.store.database.tuples("PRAGMA foreign_key_check")
    if not broken:
        return Check("references", True, "every row refers to one that exists")
    said = f"{count(len(broken), 'row')} refer to something that is gone"
    return Check("references", False, said, _RESTORE)


def _agenda_index(desk: Desk) -> Check:
    """Whether what stands on the contacts is what their touches say."""
    stale = desk.store.stale_contacts()
    if not stale:
        return Check("agenda", True, "agrees with the planned touches")
    said = f"{count(len(stale), 'person', 'people')} stand in the wrong place"
    return Check("agenda", False, said, _REPAIR)


def _mend_agenda(desk: Desk) -> str:
    repaired = desk.store.refresh(desk.store.stale_contacts())
    return f"repaired the agenda of {count(repaired, 'person', 'people')}" if repaired else ""


def _search_index(desk: Desk) -> Check:
    stale = desk.store.search.stale()
    if not stale:
        return Check("search", True, "knows every word")
    return Check("search", False, f"does not know every {' and '.join(stale)}", _REPAIR)


def _mend_search(desk: Desk) -> str:
    stale = desk.store.search.stale()
    if stale:
        desk.store.search.rebuild()
    return "built the search anew" if stale else ""


def _unsure(desk: Desk) -> Check:
    """Whether an e-mail may have gone out or not, which only its reader can tell (P11)."""
    posted = desk.store.outbox.all_unsure()
    if not posted:
        return Check("mail", True, "no e-mail is in doubt")
    said = "; ".join(f"to {p.recipient} on {p.at:%Y-%m-%d}" for p in posted[:3])
    advice = (
        "Look into the folder of sent mail, then open the person with `m` and say whether it went."
    )
    number = count(len(posted), "e-mail")
    return Check("mail", False, f"{number} may have gone out or not: {said}", advice)


def _rules() -> Iterator[Check]:
    """Data of the checker that is damaged: some rules find less, and nothing else shows it."""
    if damage := damaged_rules():
        yield Check("rules", False, " ".join(damage), "Install the program again.")


def _config(desk: Desk) -> Check:
    if desk.faults:
        return Check("config", False, "; ".join(desk.faults), "Run `followup config check`.")
    exists = desk.paths.config_file.exists()
    return Check("config", True, str(desk.paths.config_file) if exists else "none, all defaults")


def _backups(desk: Desk) -> Check:
    found = _newest_first(desk.store.backups)
    advice = "Run `followup backup`."
    if not found:
        lonely = _anybody(desk)
        return Check("backups", not lonely, "none yet", advice if lonely else "")
    if bad := [fault for path in found if (fault := _fault(path))]:
        return Check("backups", False, "; ".join(bad[:3]), f"{advice} Delete what cannot be used.")
    days = (datetime.now().astimezone() - _made(found[0])).days
    people = backups.verify(found[0])
    said = f"{count(len(found), 'file')}, the newest holds {count(people, 'person', 'people')}"
    written = not desk.store.database.is_file or (
        desk.store.path.stat().st_mtime > found[0].stat().st_mtime
    )
    if days > _OLD_DAYS and written:
        return Check("backups", False, f"{said} and is {days} days old", advice)
    return Check("backups", True, said)


def _anybody(desk: Desk) -> bool:
    try:
        return bool(desk.store.people.anybody())
    except StoreError:
        return True


def _newest_first(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.db"), key=lambda p: p.stat().st_mtime, reverse=True)


def _made(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime).astimezone()


def _fault(path: Path) -> str:
    """What keeps a backup from being restored; empty when nothing does."""
    try:
        backups.verify(path)
    except FollowupError as error:
        said = str(error)
        return said if str(path) in said else f"{path}: {said}"
    return ""


_LOOKS: dict[str, Callable[[Desk], Check]] = {
    "references": _orphans,
    "agenda": _agenda_index,
    "search": _search_index,
    "mail": _unsure,
}
