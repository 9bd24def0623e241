"""The key of the news, and what can be done with a piece of it."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from followup_tui.core.news import Clipping, Feed
from followup_tui.errors import FollowupError
from followup_tui.operations import feeds, news
from followup_tui.operations.keeping import Kept
from followup_tui.served import is_served
from followup_tui.tui.flows.playbook import asked_in_words
from followup_tui.tui.screens.form import Field, FormScreen, Values
from followup_tui.tui.screens.news import NewsScreen

if TYPE_CHECKING:
    from followup_tui.tui.screens.main import MainScreen

Result = TypeVar("Result")

_KINDS = (("news", "news"), ("jobs", "vacancies"))


async def show(screen: MainScreen) -> None:
    """What feeds brought, of all companies."""
    view = screen.view
    company = view.company.name if view is not None and view.company is not None else ""

    async def add(top: NewsScreen, piece: Clipping | None) -> None:
        await _add(top, piece.company if piece is not None else company)

    deeds = {
        "open": _open,
        "use": _use,
        "opening": _opening,
        "hide": _hide,
        "add": add,
        "fetch": _fetch,
        "undo": _undo,
        "redo": _redo,
    }
    await screen.app.push_screen_wait(NewsScreen(screen.desk, deeds))
    screen.reload(keep=screen.contact_id, person=screen.contact_id)


async def _perform(top: NewsScreen, verb: Callable[[], Result]) -> Result | None:
    """Do a verb in order with the others; an error is told and gives None."""
    try:
        return await top.app.in_order(verb)
    except FollowupError as exc:
        top.app.tell(str(exc), severity="warning")
        return None


async def _open(top: NewsScreen, piece: Clipping | None) -> None:
    """The page itself; never a shell, and only an address of the web is ever kept."""
    if piece is None:
        return
    if not piece.url:
        top.app.tell("It came without a link.")
        return

    if is_served():
        top.app.tell(f"In the browser followup opens nothing else: {piece.url}")
        return

    async def browse() -> None:
        opened = await top.app.aside(lambda: webbrowser.open(piece.url))
        top.app.tell(f"Opening {piece.url}" if opened else f"No program here opens {piece.url}")

    # A browser may take its time; the keys after this one do not wait for it.
    top.run_worker(browse(), group="open")


async def _use(top: NewsScreen, piece: Clipping | None) -> None:
    """Choose it for scripts, or take it out of them (S3.27)."""
    if piece is None:
        return
    kept = await _perform(top, lambda: news.use(top.app.desk, piece))
    if kept is not None:
        top.app.tell("\n".join([kept.did, *kept.remarks]), undo=True)
        top.read(keep=piece.id)


async def _opening(top: NewsScreen, piece: Clipping | None) -> None:
    """Plan the question about the vacancy (S4.23)."""
    if piece is None:
        return
    found = await _perform(top, lambda: news.opening(top.app.desk, piece))
    if found is not None:
        said = [found.did, asked_in_words(found), *found.remarks]
        top.app.tell("\n".join(filter(None, said)), undo=True)
        top.read(keep=piece.id)


async def _hide(top: NewsScreen, piece: Clipping | None) -> None:
    """No question: the toast says how to undo it."""
    if piece is None:
        return
    did = await _perform(top, lambda: news.hide(top.app.desk, piece))
    if did is not None:
        top.app.tell(did, undo=True)
        top.read()


async def _add(top: NewsScreen, company: str) -> None:
    """The address of a feed; it is looked at right away, since that is what it was added for."""
    desk = top.app.desk

    async def submit(values: Values) -> Kept[Feed]:
        jobs = values["kind"] == "jobs"
        return await top.app.in_order(
            lambda: feeds.add(desk, values["company"], values["url"], jobs=jobs)
        )

    fields = (
        Field("company", "Company", company),
        Field("url", "Address", hint="https://… of an RSS or Atom feed, or of a Google Alert"),
        Field("kind", "It brings", options=_KINDS),
    )
    said = "Its server is asked at most once an hour while the program is open."
    kept = await top.app.push_screen_wait(FormScreen("A feed", fields, submit, said=said))
    if kept is not None:
        top.app.tell("\n".join([kept.did, *kept.remarks]), undo=True)
        top.app.news.look([kept.record], asked=True)
        top.read()


async def _fetch(top: NewsScreen, piece: Clipping | None) -> None:
    """Look at all feeds now; the list follows when the answers are there."""
    known = top.app.desk.store.feeds.all()
    if not known:
        top.app.tell("No feed yet.")
        return
    ready, resting = feeds.rested(top.app.desk, known)
    if not ready:
        top.app.tell("\n".join(f"{r.feed.company}: {r.message}" for r in resting[:3]))
    elif top.app.news.look(ready, asked=True):
        top.app.tell("Looking …")


async def _undo(top: NewsScreen, piece: Clipping | None) -> None:
    await _move(top, top.app.desk.store.journal.undo, "Taken back", "Nothing to undo.")


async def _redo(top: NewsScreen, piece: Clipping | None) -> None:
    await _move(top, top.app.desk.store.journal.redo, "Done again", "Nothing to redo.")


async def _move(top: NewsScreen, move: Callable[[], Any], said: str, nothing: str) -> None:
    entries = await _perform(top, move)
    if entries is not None:
        top.app.tell(f"{said}: {entries[0].did}" if entries else nothing)
        top.read()
