"""Keys about the whole: they passed, undo, redo, import, settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from followup_tui.config import load_config, set_value
from followup_tui.core.phrases import count, named_date
from followup_tui.core.words import Decision, Rank, Stage, spoken
from followup_tui.errors import UsageError
from followup_tui.operations import playbook
from followup_tui.operations.dates import read_date
from followup_tui.operations.importing import Result, import_files
from followup_tui.operations.playbook import DecisionMade, Opened
from followup_tui.operations.preview import what_if
from followup_tui.store.journal import Entry
from followup_tui.tui.screens.form import Field, FormScreen, Values

if TYPE_CHECKING:
    from followup_tui.tui.screens.main import MainScreen

_DECISIONS = (
    (Decision.PASSED, "they passed on me"),
    (Decision.SILENCE, "no word from them"),
    (Decision.DECLINED, "I declined"),
)
_STAGES = (("", "not said"), *((str(s), spoken(s)) for s in Stage))
_RANKS = tuple((str(r), spoken(r)) for r in (Rank.UNKNOWN, Rank.SECOND, Rank.THIRD, Rank.FINALIST))


async def passed(screen: MainScreen) -> None:
    """Not this job at this time: record it, and the plan opens (S0.2, S4.1)."""
    desk = screen.desk
    view = screen.view
    company = view.company.name if view is not None and view.company is not None else ""
    role = view.applications[-1].role if view is not None and view.applications else ""

    def made(values: Values) -> DecisionMade:
        if not values["company"].strip():
            raise UsageError("The name of the company is all it needs.")
        return DecisionMade(
            values["company"],
            values["role"],
            read_date(values["on"], desk.today) if values["on"].strip() else None,
            values["decision"],
            _names(values["met"]),
            _names(values["stars"]),
            values["told_by"],
            values["said"],
            values["stage"],
            values["rank"],
        )

    async def submit(values: Values) -> Opened:
        decision = made(values)
        return await screen.app.in_order(lambda: playbook.passed(desk, decision))

    async def preview(values: Values) -> str:
        if not values["company"].strip():
            return "company and date are enough; the rest can wait"
        decision = made(values)
        would = await screen.app.in_order(
            lambda: what_if(desk, lambda: playbook.passed(desk, decision))
        )
        return _plan_in_words(would)

    fields = (
        Field("company", "Company", company),
        Field("role", "Job", role, "the role you talked about"),
        Field("decision", "Decision", options=_DECISIONS),
        Field("on", "When", _decided(screen), "the day they decided"),
        Field(
            "met", "Whom you met", _met(screen), hint="names with commas; “two engineers” will do"
        ),
        Field("stars", "Who felt right", hint="who gets a star; one is enough"),
        Field("told_by", "Who told you"),
        Field("said", "What they said", hint="in their words"),
        Field("stage", "How far it went", options=_STAGES),
        Field("rank", "Where you stood", options=_RANKS),
    )
    said = "Not this job, at this time. They liked you enough to meet you: here is where it begins."
    form = FormScreen("They decided", fields, submit, preview, said)
    opened = await screen.app.push_screen_wait(form)
    if opened is not None:
        parts = [opened.did, _plan_in_words(opened), *opened.remarks]
        screen.app.tell("\n".join(filter(None, parts)), undo=True)
        keep = opened.planned[0].contact_id if opened.planned else screen.contact_id
        screen.reload(keep=keep)


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


async def import_file(screen: MainScreen) -> None:
    """Bring people in; what would come is said before anything is written."""
    desk = screen.desk

    async def submit(values: Values) -> Result:
        path = _path(values)
        return await screen.app.in_order(lambda: import_files(desk, [path]))

    async def preview(values: Values) -> str:
        if not values["file"].strip():
            return "a LinkedIn Connections.csv, a vCard file, or an export of this program"
        path = _path(values)
        would = await screen.app.in_order(lambda: import_files(desk, [path], dry_run=True))
        return _import_in_words(would)

    fields = (Field("file", "File", _likely_file(), "~/Downloads/Connections.csv"),)
    result = await screen.app.push_screen_wait(FormScreen("Import", fields, submit, preview))
    if result is not None:
        said = f"{_import_in_words(result)}\nP finds them, s stars who felt right"
        screen.app.tell(said, undo=bool(result.added + result.updated))
        screen.reload(keep=screen.contact_id)


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


def _decided(screen: MainScreen) -> str:
    """The day that is known of the newest decision there, so that telling more does not move it."""
    view = screen.view
    known = view.applications[-1].decided_on if view is not None and view.applications else None
    return known.isoformat() if known is not None else "today"


def _met(screen: MainScreen) -> str:
    """Who was in the interviews there: proposed, to be corrected."""
    view = screen.view
    if view is None:
        return ""
    there = {i for interview in view.interviews for i in interview.contact_ids}
    return ", ".join(p.name for p in view.people if p.id in there)


def _themes(screen: MainScreen) -> tuple[tuple[str, str], ...]:
    names = sorted(screen.app.available_themes, key=lambda n: (not n.startswith("followup"), n))
    return tuple((name, name) for name in names)


def _plan_in_words(opened: Opened) -> str:
    if not opened.planned:
        return "nothing new to plan"
    first = opened.planned[0]
    due = named_date(first.due_on, first.due_on) if first.due_on else ""
    more = (
        f", then {count(len(opened.planned) - 1, 'more', 'more')}"
        if len(opened.planned) > 1
        else ""
    )
    return f"{spoken(first.purpose)} to {first.contact} on {due}{more}"


def _import_in_words(result: Result) -> str:
    parts = [f"{result.added} new", f"{result.updated} changed", f"{result.unchanged} known"]
    if result.problems:
        first = result.problems[0]
        parts.append(
            f"{count(len(result.problems), 'row')} to look at: line {first.line}, {first.message}"
        )
    return ", ".join(parts)


def _likely_file() -> str:
    downloads = Path.home() / "Downloads"
    found = (
        next(iter(sorted(downloads.glob("Connections*.csv"))), None) if downloads.is_dir() else None
    )
    return str(found) if found else ""


def _path(values: Values) -> Path:
    return Path(values["file"].strip()).expanduser()


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
