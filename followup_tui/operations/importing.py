"""Bringing people and messages in from files: twice adds nothing, one undo takes it back."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from followup_tui.core.people import IncomingPerson, LeftOut, Problem, Remark
from followup_tui.core.text import clean_line
from followup_tui.errors import FileError, FollowupError
from followup_tui.exchange.csv_mapping import Columns, Guess, completed, guess
from followup_tui.exchange.decoding import decode
from followup_tui.exchange.profile import email_key
from followup_tui.exchange.readers import Context, comes_later, form_of, items
from followup_tui.exchange.sources import Source, name_of, sources
from followup_tui.exchange.zones import zone_of
from followup_tui.operations.backups_daily import Reason, make
from followup_tui.operations.collecting import seldom
from followup_tui.operations.desk import Desk
from followup_tui.operations.import_messages import MessagesImport
from followup_tui.operations.import_people import Answers, PeopleImport, Row
from followup_tui.operations.import_result import CutShort, FileProblem, ImportCancelled, Result
from followup_tui.store.dump import Tables, load
from followup_tui.store.incoming import Arrivals
from followup_tui.store.journal import Action

FORMAT = "followup"
VERSION = 1

_STEP = 50
"""Rows between two looks at how far it is, and whether to go on."""
_IN_ARCHIVES = frozenset({"vcard", "linkedin", "messages", "invitations", "google", "outlook"})
"""What is read of an archive: LinkedIn's holds many more tables, which only look like people."""
_LIKELY, _LOOKED_AT = (".csv", ".vcf", ".zip"), 40
_COLUMNS = "csv:"
"""Before the signature of a header in the key under which its mapping is remembered."""


@dataclass(frozen=True, slots=True)
class Options:
    """How files are to be read."""

    kind: str = "auto"
    partial: bool = False
    """Take what is whole in a file that ends in the middle."""
    columns: Columns | None = None
    """Which columns of a CSV hold what; remembered for the next one with this header."""
    same: Answers = field(default_factory=dict)
    """Who of those that are only near is said to be the same person."""
    keep_mine: bool = False
    """Of nobody known anything is replaced: a file only adds where nothing stands."""
    kept: frozenset[Row] = frozenset()
    """Rows for which `keep_mine` holds alone."""
    progress: Callable[[int, int], None] = lambda done, total: None
    """Told again and again how much is done, of how much."""
    cancelled: Callable[[], bool] = lambda: False
    """Asked again and again whether to leave off."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A source, what it is called in problems, and what is in it."""

    file: str
    source: Source
    form: str


class _DryRun(Exception):
    """Leaves the transaction so that nothing of it stays."""


class _BadPart(Exception):
    """Leaves the transaction so that it is begun anew without this part."""

    def __init__(self, part: _Part, error: FileError) -> None:
        super().__init__(str(error))
        self.part = part
        self.error = error


def import_files(
    desk: Desk,
    files: Sequence[Path],
    kind: str = "auto",
    *,
    dry_run: bool = False,
    partial: bool = False,
    options: Options | None = None,
) -> Result:
    """Write everything of all files in one action; with `dry_run`, only say what would be.

    Lists of people come before messages, whatever the order of the files, and a file is read as it
    is written: no more than one card is held. `options` tells more than `kind` and `partial` do.
    A file that cannot be used at all, or ends in the middle while `partial` does not ask for what is
    whole in it, is a problem of the result; raises FileError, and nothing is changed, when no file is
    left. Raises ImportCancelled when it is told to leave off.
    """
    options = options or Options(kind=kind, partial=partial)
    if options.columns and options.kind == "auto":
        options = replace(options, kind="csv")
    bad: list[tuple[str, FileError]] = []
    parts = _usable_parts(files, options, bad)
    did = f"import {', '.join(clean_line(path.name) for path in files)}"
    remarks = [] if dry_run or not parts else _back_up_first(desk)
    while parts:
        result = Result(did=did, remarks=list(remarks))
        try:
            _run(desk, options, result, parts, dry_run=dry_run)
        except _BadPart as found:
            bad.append((found.part.file, found.error))
            parts.remove(found.part)
            continue
        result.problems[:0] = [
            FileProblem(name, 0, str(e).removeprefix(f"{name}: ")) for name, e in bad
        ]
        return result
    if len(bad) == 1:
        raise bad[0][1]
    raise FileError("; ".join(str(error) for _, error in bad))


def _run(
    desk: Desk, options: Options, result: Result, parts: list[_Part], *, dry_run: bool
) -> None:
    with suppress(_DryRun), seldom(), desk.store.action(result.did) as action:
        _Import(desk, action, options, result, parts).run()
        if dry_run:
            raise _DryRun


def _usable_parts(
    files: Sequence[Path], options: Options, bad: list[tuple[str, FileError]]
) -> list[_Part]:
    """What is to be read of all files, in its order; what cannot be read goes to `bad`."""
    parts: list[_Part] = []
    for path in files:
        try:
            parts += _parts(path, options)
        except FileError as error:
            bad.append((name_of(path), error))
    return sorted(parts, key=lambda part: comes_later(part.form))


def _back_up_first(desk: Desk) -> list[str]:
    """One undo takes an import back; a backup before it stays useful when there is more to regret."""
    if not desk.store.people.anybody():
        return []
    try:
        make(desk, Reason.IMPORT)
    except (FollowupError, OSError) as error:
        return [f"There is no backup of what was there before: {error}"]
    return []


def columns_of(desk: Desk, path: Path) -> tuple[Guess, bool]:
    """What the columns of a CSV are taken for, and whether a person said so earlier."""
    try:
        (source,) = sources(path)
        found = guess(decode(source.read()))
    except FileError as error:
        raise _named(name_of(path), error) from None
    remembered = _remembered(desk, found.signature)
    if remembered is None:
        return found, False
    return Guess(found.header, remembered, found.signature, found.sample), True


def kind_of(path: Path) -> str:
    """What a file is: a form that a reader has, or `archive`. Raises FileError."""
    found = _parts(path, Options())
    return found[0].form if len(found) == 1 else "archive"


def likely_file(folder: Path) -> Path | None:
    """The newest file there that is surely a list of people or messages, told by its beginning."""
    try:
        found = [p for p in folder.iterdir() if p.suffix.lower() in _LIKELY and p.is_file()]
        found.sort(key=lambda p: p.stat().st_mtime, reverse=True)
    except OSError:
        return None
    for path in found[:_LOOKED_AT]:
        try:
            if kind_of(path) in (*_IN_ARCHIVES, "archive"):
                return path
        except FileError:
            continue
    return None


def _parts(path: Path, options: Options) -> list[_Part]:
    """What is to be read of a path. Raises FileError that begins with its name."""
    try:
        found = sources(path)
        if not found[0].in_archive:
            return [_Part(path.name, found[0], form_of(found[0], options.kind))]
        members = []
        for source in found:
            try:
                form = form_of(source)
            except FileError:
                continue
            if form in _IN_ARCHIVES:
                members.append(_Part(f"{path.name}/{source.name}", source, form))
        if not members:
            raise FileError("no list of people that can be read is in this archive")
        return members
    except FileError as error:
        raise _named(name_of(path), error) from None


class _Import:
    """One action that takes all parts of all files."""

    def __init__(
        self, desk: Desk, action: Action, options: Options, result: Result, parts: list[_Part]
    ) -> None:
        self._desk = desk
        self._action = action
        self._options = options
        self._result = result
        self._parts = parts
        self._people = PeopleImport(
            desk, action, result, options.same, lambda row: options.keep_mine or row in options.kept
        )
        self._messages = MessagesImport(desk, action, result)
        self._total = sum(max(part.source.size, 1) for part in parts)
        self._before = 0
        """The size of the parts that are through."""

    def run(self) -> None:
        """Take everything, then let the plans follow."""
        for part in self._parts:
            part.source.watch = self._watcher(part.source)
            self._messages.forget_strangers()
            try:
                self._take(part)
            except FileError as error:
                raise _BadPart(part, _named(part.file, error)) from error
            self._before += max(part.source.size, 1)
        self._people.finish()
        self._messages.finish()
        self._tell_of_messages()
        self._look(self._total)

    def _take(self, part: _Part) -> None:
        if part.form == "json":
            self._load(part)
            return
        if part.form == "csv" and self._options.columns:
            self._remember(part)
        lost: list[Problem] = []
        number = -1
        for number, item in enumerate(items(part.source, part.form, self._context())):
            if number % _STEP == 0:
                line = 0 if isinstance(item, Remark) else item.line
                self._look(self._before + _done(part.source, line))
            if isinstance(item, IncomingPerson):
                self._people.take(part.file, item)
            elif isinstance(item, Problem):
                lost.append(item)
                self._refuse_part(part, item)
            elif isinstance(item, LeftOut):
                self._result.left_out[item.why] += 1
            elif isinstance(item, Remark):
                self._result.remarks.append(f"{part.file}: {item.text}")
            else:
                self._messages.take(part.file, item)
        self._action.flush()
        if number < 0 and part.form != "mail":
            lost.append(Problem(0, "no rows in it"))
        lost.sort(key=lambda problem: problem.line)
        self._result.skipped += sum(problem.lost for problem in lost)
        self._result.problems += [FileProblem(part.file, p.line, p.message) for p in lost]

    def _refuse_part(self, part: _Part, problem: Problem) -> None:
        """A file that was cut short is taken only when that is asked for."""
        if not problem.cut_short or self._options.partial:
            return
        people = self._result.added + self._result.updated + self._result.unchanged
        raise CutShort(part.file, problem.line, people)

    def _load(self, part: _Part) -> None:
        tables = read_export(part.source.read(), part.file)
        tally = load(self._action, self._desk.store.database, tables)
        self._result.added += tally["added"]
        self._result.updated += tally["updated"]
        self._result.unchanged += tally["unchanged"]
        self._people.forget()

    def _context(self) -> Context:
        me = self._desk.config.me
        own = frozenset(key for text in (me.email, *me.emails) if (key := email_key(text)))
        return Context(
            own_name=me.name,
            own_addresses=own,
            known=self._messages.knows,
            columns=self._options.columns,
            remembered=lambda signature: _remembered(self._desk, signature),
            zone=zone_of(me.timezone),
        )

    def _remember(self, part: _Part) -> None:
        """The mapping that was told holds for every file with this header from now on."""
        header = guess(decode(part.source.read()))
        key = _COLUMNS + header.signature
        columns = dict(completed(header, self._options.columns or {}))
        value = json.dumps(columns, ensure_ascii=False, sort_keys=True)
        row = Arrivals(self._desk.store.database).setting_row(key)
        if row is None:
            self._action.insert("setting", key=key, value=value)
        else:
            self._action.update("setting", row, value=value)

    def _tell_of_messages(self) -> None:
        forms = {part.form for part in self._parts}
        result, me = self._result, self._desk.config.me
        if "mail" in forms and not (me.email or me.emails):
            result.remarks.append(
                "What you wrote yourself could not be told from the rest: set your address with "
                "`followup config set me.email YOU@EXAMPLE.ORG` and import the mail again."
            )
        if not forms.isdisjoint(("messages", "mail")) and not result.touches + result.known_touches:
            result.remarks.append(
                "None of the messages is with anybody you know here: import the people first."
            )
        if left := result.left_out:
            said = ", ".join(f"{number:,} {why}" for why, number in sorted(left.items()))
            result.remarks.append(f"{sum(left.values()):,} left out: {said}.")

    def _watcher(self, source: Source) -> Callable[[], None]:
        return lambda: self._look(self._before + min(source.done, source.size))

    def _look(self, done: int) -> None:
        self._options.progress(min(done, self._total), self._total)
        if self._options.cancelled():
            raise ImportCancelled("The import was cancelled; nothing was changed.")


def _done(source: Source, line: int) -> int:
    """How far one is: by bytes where it streams, else by lines."""
    if source.line_ends:
        return int(source.size * min(line / source.line_ends, 1))
    return min(source.done, source.size)


def _remembered(desk: Desk, signature: str) -> Columns | None:
    """The columns that a person named for a header; None for a value that nobody wrote."""
    try:
        found: Any = json.loads(desk.store.material.setting(_COLUMNS + signature) or "null")
        return {str(k): tuple(map(str, names)) for k, names in found.items()} if found else None
    except (ValueError, TypeError, AttributeError):
        return None


def _named(name: str, error: FileError) -> FileError:
    """The error, begun with the name of the file."""
    said = str(error)
    return error if name in said else FileError(f"{name}: {said}")


def read_export(data: bytes, name: str) -> Tables:
    """The tables of our own JSON export. Raises FileError for anything else."""
    refusal = FileError(f"{name} is not a followup export: `followup export json` writes one.")
    try:
        content: Any = json.loads(data)
    except (ValueError, RecursionError):
        raise refusal from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise refusal
    if not isinstance(content.get("version"), int) or content["version"] > VERSION:
        raise FileError(f"{name} comes from a newer followup: update the program to import it.")
    tables = content.get("tables")
    if not isinstance(tables, dict) or not all(_is_table(rows) for rows in tables.values()):
        raise refusal
    return tables


def _is_table(rows: object) -> bool:
    return isinstance(rows, list) and all(
        isinstance(row, dict) and isinstance(row.get("id"), int) for row in rows
    )


__all__ = ["FORMAT", "VERSION", "CutShort", "FileProblem", "ImportCancelled", "Options", "Result",
           "columns_of", "import_files", "kind_of", "read_export"]  # fmt: skip
