"""Forms of the company page: the company itself, one run at a job, a light touch with nobody in person."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from followup_tui.core.reasons import PassReason, sentence
from followup_tui.core.records import Application, Company
from followup_tui.core.words import Network, Rank, Stage, spoken
from followup_tui.operations import applications, employers
from followup_tui.operations.applications import Facts
from followup_tui.operations.dates import read_date
from followup_tui.operations.employers import About, Reaction
from followup_tui.tui.lines import line
from followup_tui.tui.screens.form import Field, FormScreen, Values
from followup_tui.tui.screens.pick import PickScreen

if TYPE_CHECKING:
    from followup_tui.tui.screens.main import MainScreen

_STAGES = (("", "not said"), *((str(s), spoken(s)) for s in Stage))
_RANKS = tuple((str(r), spoken(r)) for r in (Rank.UNKNOWN, Rank.SECOND, Rank.THIRD, Rank.FINALIST))
_NETWORKS = tuple((str(n), spoken(n)) for n in Network)
_USUAL = tuple(sentence(r) for r in PassReason)


async def edit(screen: MainScreen, company: Company) -> None:
    """My interest, the referral programme, and since when I follow their page."""
    known = employers.as_given(company)
    followed = known.followed.isoformat() if known.followed else ""
    fields = (
        Field("interest", "My interest", known.interest, "why there, in your words"),
        Field("referral", "Referrals", known.referral, "do employees refer people, and for what?"),
        Field("followed", "Page followed", followed, "since when; empty: not yet"),
    )

    def verb(values: Values) -> str:
        day = values["followed"].strip()
        followed = read_date(day, screen.desk.today) if day else None
        about = About(values["interest"], values["referral"], followed)
        return employers.edit(screen.desk, company, about, company.rev).did

    await _ask(screen, FormScreen(company.name, fields, _submit(screen, verb)))


async def edit_run(screen: MainScreen, company: Company, runs: tuple[Application, ...]) -> None:
    """How far it went, where I stood, why not, and who started when."""
    if not runs:
        screen.app.tell("No application is known there yet: X or I tells of one.")
        return
    run = runs[-1] if len(runs) == 1 else await _chosen(screen, runs)
    if run is None:
        return
    known = applications.as_given(run)
    started = known.successor.isoformat() if known.successor else ""
    usual = [(str(r), sentence(r)) for r in PassReason]
    own = known.reason and known.reason not in _USUAL
    picked = next((r for r, said in usual if said == known.reason), "")
    fields = (
        Field("role", "Job", known.role),
        Field("stage", "How far it went", known.stage, options=_STAGES),
        Field("rank", "Where you stood", known.rank, options=_RANKS),
        Field("reason", "Why", picked, options=(("", "not known, or in their words"), *usual)),
        Field("words", "In their words", known.reason if own else "", "if they said why"),
        Field("successor", "Other one started", started, "their first day, if you know it"),
    )

    def verb(values: Values) -> str:
        day = values["successor"].strip()
        facts = Facts(
            values["role"],
            values["stage"],
            values["rank"],
            values["words"].strip() or values["reason"],
            read_date(day, screen.desk.today) if day else None,
        )
        return applications.edit(screen.desk, run, facts).did

    title = f"{company.name}: {run.role}" if run.role else company.name
    await _ask(screen, FormScreen(title, fields, _submit(screen, verb)))


async def react(screen: MainScreen, company: Company) -> None:
    """A like, a comment or a share of something that they posted (S0.40)."""
    fields = (
        Field("network", "Where", Network.LINKEDIN, options=_NETWORKS),
        Field("on", "When", "today", "today, yesterday, a date"),
        Field("note", "What", hint="liked the launch of the repair desk"),
    )

    def verb(values: Values) -> str:
        day = values["on"].strip()
        on = read_date(day, screen.desk.today) if day else None
        kept = employers.react(
            screen.desk, company, Reaction(values["network"], on, values["note"])
        )
        return "\n".join((kept.did, *kept.remarks))

    await _ask(screen, FormScreen(f"A light touch: {company.name}", fields, _submit(screen, verb)))


async def _chosen(screen: MainScreen, runs: tuple[Application, ...]) -> Application | None:
    newest = tuple(reversed(runs))
    rows = [line(f"  {r.role or 'a job without a name'}") for r in newest]
    foot = "enter choose · esc leave"
    picked = await screen.app.push_screen_wait(PickScreen("Which application?", rows, foot))
    return newest[picked] if picked is not None else None


def _submit(
    screen: MainScreen, verb: Callable[[Values], str]
) -> Callable[[Values], Awaitable[str]]:
    async def submit(values: Values) -> str:
        return await screen.app.in_order(lambda: verb(values))

    return submit


async def _ask(screen: MainScreen, form: FormScreen[str]) -> None:
    did = await screen.app.push_screen_wait(form)
    if did is not None:
        screen.app.tell(did, undo=True)
        screen.reload(keep=screen.contact_id, person=screen.contact_id)
