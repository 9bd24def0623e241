"""The import, step by step: a file, its columns, what would come, and what came."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from followup_tui.errors import FileError, UsageError
from followup_tui.exchange.csv_mapping import MAPPABLE, Guess
from followup_tui.operations import importing
from followup_tui.operations.importing import Options, Result
from followup_tui.served import is_served, refuse_outside_home
from followup_tui.tui.screens.form import Field, FormScreen, Values
from followup_tui.tui.screens.import_wizard import ImportScreen, in_words

if TYPE_CHECKING:
    from followup_tui.tui.screens.main import MainScreen

_FORMS = {
    "vcard": "these are contact cards",
    "own": "this is a list of people from followup",
    "linkedin": "this is LinkedIn's list of your connections",
    "messages": "these are LinkedIn's messages",
    "invitations": "these are LinkedIn's invitations",
    "google": "these are contacts of Google",
    "outlook": "these are contacts of Outlook",
    "csv": "this is a table of people",
    "json": "this is an export of followup",
    "mail": "this is mail",
    "archive": "this is an archive with several lists",
}
_LABELS = {
    "name": "Name", "first_name": "First name", "last_name": "Last name", "company": "Company",
    "title": "Title", "department": "Department", "email": "E-mail", "phone": "Phone",
    "linkedin": "LinkedIn", "note": "Note", "tag": "Tags",
}  # fmt: skip
_BROWSE = "leave it empty to look for a file"


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The file; None for a wish to look for one."""

    path: Path | None
    form: str = ""


async def import_file(screen: MainScreen) -> None:
    """Bring people and messages in; what would come is shown before anything is written."""
    chosen = await _choose(screen)
    if chosen is None or chosen.path is None:
        return
    path, options = chosen.path, Options()
    if chosen.form == "csv":
        mapped = await _columns(screen, path)
        if mapped is None:
            return
        options = mapped
    desk = screen.desk
    result = await screen.app.push_screen_wait(
        ImportScreen(
            path.name,
            options,
            lambda options, dry_run: screen.app.in_order(
                lambda: importing.import_files(desk, [path], dry_run=dry_run, options=options)
            ),
        )
    )
    if result is not None:
        _tell(screen, result)


def _tell(screen: MainScreen, result: Result) -> None:
    hint = "P finds them, s stars who felt right" if result.added else ""
    said = "\n".join(filter(None, (in_words(result), hint)))
    screen.app.tell(said, undo=result.changes)
    screen.reload(keep=screen.contact_id)


async def _choose(screen: MainScreen) -> _Chosen | None:
    """The file, typed, found among the downloads, or looked for."""
    found = await screen.app.aside(lambda: importing.likely_file(Path.home() / "Downloads"))
    typed = str(found or "")
    while True:
        chosen = await screen.app.push_screen_wait(_file_form(screen, typed))
        if chosen is None or chosen.path is not None:
            return chosen
        picked = await _browse(screen)
        typed = str(picked or "")


def _file_form(screen: MainScreen, typed: str) -> FormScreen[_Chosen]:
    async def submit(values: Values) -> _Chosen:
        if not values["file"].strip():
            return _Chosen(None)
        path = _path(values)
        return _Chosen(path, await screen.app.aside(lambda: importing.kind_of(path)))

    async def preview(values: Values) -> str:
        if not values["file"].strip():
            return f"contact cards, LinkedIn's archive, Google, Outlook, any CSV, mail; {_BROWSE}"
        path = _path(values)
        return _FORMS[await screen.app.aside(lambda: importing.kind_of(path))]

    fields = (Field("file", "File", typed, "~/Downloads/Connections.csv"),)
    return FormScreen("Import", fields, submit, preview, verb="next")


async def _browse(screen: MainScreen) -> Path | None:
    if is_served():
        screen.app.tell("In the browser followup shows no folders: type where the file is.")
        return None
    from followup_tui.tui.screens.file_picker import FilePicker  # few look for a file

    downloads = Path.home() / "Downloads"
    start = downloads if downloads.is_dir() else Path.home()
    return await screen.app.push_screen_wait(FilePicker(start, "Import a file"))


async def _columns(screen: MainScreen, path: Path) -> Options | None:
    """Which column holds what, asked once for each header; None for going back."""
    desk = screen.desk
    try:
        guess, told = await screen.app.aside(lambda: importing.columns_of(desk, path))
    except FileError as exc:
        screen.app.tell(str(exc), severity="warning")
        return None
    if told:
        return Options(kind="csv")

    async def submit(values: Values) -> Options:
        columns = _as_columns(guess, values)
        if not any(columns[name] for name in ("name", "first_name", "last_name", "email")):
            raise UsageError("Say at least which column holds the name or the e-mail.")
        return Options(kind="csv", columns=columns)

    async def preview(values: Values) -> str:
        columns = _as_columns(guess, values)
        row = next(iter(guess.sample), ())
        cells = dict(zip(guess.header, row, strict=False))
        parts = [
            f"{_LABELS[name]}: {cells.get(column, '')}"
            for name, names in columns.items()
            for column in names[:1]
            if cells.get(column, "").strip()
        ]
        return f"first row: {', '.join(parts) or 'nothing'}"

    options = (("", "—"), *((name, name) for name in guess.header if name))
    fields = tuple(
        Field(name, _LABELS[name], next(iter(guess.columns.get(name, ())), ""), options=options)
        for name in MAPPABLE
    )
    said = "Which column holds what? It is remembered for the next file like this one."
    return await screen.app.push_screen_wait(
        FormScreen("Columns", fields, submit, preview, said=said, verb="next")
    )


def _as_columns(guess: Guess, values: Values) -> dict[str, tuple[str, ...]]:
    """The choices; a field that was left alone keeps all columns that were found for it.

    One without a column has none: nothing is guessed for what a person left empty.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name in MAPPABLE:
        guessed = guess.columns.get(name, ())
        column = values[name]
        chosen = (column,) if column else ()
        found[name] = guessed if column in guessed[:1] else chosen
    return found


def _path(values: Values) -> Path:
    path = Path(values["file"].strip()).expanduser()
    refuse_outside_home(path)
    return path
