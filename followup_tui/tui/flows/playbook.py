"""What happens on the way to a job: after an interview, they decided, an opening, a job found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from followup_tui.core.courage import REFRAME
from followup_tui.core.phrases import count, named_date
from followup_tui.core.reasons import PassReason, sentence
from followup_tui.core.words import Decision, Rank, Stage, spoken
from followup_tui.errors import UsageError
from followup_tui.operations import hiring, interviews, openings, playbook
from followup_tui.operations.dates import read_date
from followup_tui.operations.feedback import before_interview
from followup_tui.operations.interview_end import Ending
from followup_tui.operations.interviews import InterviewHeld
from followup_tui.operations.openings import OpeningFound, Vacancy
from followup_tui.operations.playbook import DecisionMade, Opened
from followup_tui.operations.preview import what_if
from followup_tui.tui.screens.form import Field, FormScreen, Values

if TYPE_CHECKING:
    from followup_tui.tui.screens.main import MainScreen

_DECISIONS = (
    (Decision.PASSED, "they passed on me"),
    (Decision.SILENCE, "no word from them"),
    (Decision.DECLINED, "I declined"),
)
_STAGES = (("", "not said"), *((str(s), spoken(s)) for s in Stage))
_REASONS = (("", "not known"), *((str(r), sentence(r)) for r in PassReason))
_RANKS = tuple((str(r), spoken(r)) for r in (Rank.UNKNOWN, Rank.SECOND, Rank.THIRD, Rank.FINALIST))


async def passed(screen: MainScreen) -> None:
    """Not this job at this time: record it, and the plan opens (S0.2, S0.26, S4.1)."""
    desk = screen.desk

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
            values["reason"],
            read_date(values["successor"], desk.today) if values["successor"].strip() else None,
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

    form = FormScreen("They decided", _decision_fields(screen), submit, preview, REFRAME)
    opened = await screen.app.push_screen_wait(form)
    if opened is not None:
        parts = [opened.did, _plan_in_words(opened), *opened.remarks]
        screen.app.tell("\n".join(filter(None, parts)), undo=True)
        keep = opened.planned[0].contact_id if opened.planned else screen.contact_id
        screen.reload(keep=keep)


def _decision_fields(screen: MainScreen) -> tuple[Field, ...]:
    company, role = _where(screen)
    return (
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
        Field("reason", "Why", options=_REASONS),
        Field("successor", "Other one starts", hint="their first day, if you know it"),
    )


def _where(screen: MainScreen) -> tuple[str, str]:
    """The company that is shown, and the job of the newest run there."""
    view = screen.view
    company = view.company.name if view is not None and view.company is not None else ""
    role = view.applications[-1].role if view is not None and view.applications else ""
    return company, role


async def interview(screen: MainScreen) -> None:
    """After an interview: who was there, what was shared, what was not said (S4.5, S0.27)."""
    desk = screen.desk

    def held(values: Values) -> InterviewHeld:
        if not values["company"].strip():
            raise UsageError("The company and one person are all it needs.")
        return InterviewHeld(
            values["company"],
            values["role"],
            read_date(values["on"], desk.today) if values["on"].strip() else None,
            _names(values["met"]),
            _names(values["stars"]),
            values["stage"],
            read_date(values["decides"], desk.today) if values["decides"].strip() else None,
            _told_of(values["common"]),
            _told_of(values["noticed"]),
            tuple(filter(None, (row.strip() for row in values["reasons"].splitlines()))),
            {"yes": True, "no": False}.get(values["interest"]),
            values["ended"],
        )

    def verb(values: Values) -> Callable[[], Opened]:
        given = held(values)
        return lambda: interviews.interview(desk, given)

    await _open(screen, "After the interview", _interview_fields(screen), verb, _prepared(screen))


def _interview_fields(screen: MainScreen) -> tuple[Field, ...]:
    company, role = _where(screen)
    return (
        Field("company", "Company", company),
        Field("role", "Job", role, "the role you talked about"),
        Field("on", "When", "today", "today, yesterday, a date"),
        Field("met", "Who was there", hint="names with commas; “two engineers” will do"),
        Field("stars", "Who felt right", hint="who gets a star; one is enough"),
        Field("common", "In common", hint="Ann Lee: both from Porto; one a line", lines=2),
        Field("noticed", "You noticed", hint="Ann Lee: draws while she thinks", lines=2),
        Field(
            "reasons", "Not said", hint="what speaks for you and was not said; one a line", lines=2
        ),
        Field("interest", "You want the job", options=_SAID),
        Field("ended", "How it ended", options=_ENDED),
        Field("decides", "They decide by", hint="13 dec; leave it open if they did not say"),
        Field("stage", "How far it went", options=_STAGES),
    )


_ENDED = (
    ("", "not noted"),
    (str(Ending.GOOD), "on a good note"),
    (str(Ending.MIXED), "it could have been better"),
)
_SAID = (("", "not noted"), ("yes", "I said so"), ("no", "I did not say so"))


def _prepared(screen: MainScreen) -> str:
    """What I meant to change: looked at while the interview is still fresh (S2.14)."""
    found = before_interview(screen.desk)
    changes = "; ".join(v.feedback.change for v in found.open[:3])
    return (
        f"You meant to change: {changes}." if changes else "While it is fresh: a minute is enough."
    )


async def hired(screen: MainScreen) -> None:
    """A job: the stars are told, others are withdrawn from, plans slow down."""
    desk = screen.desk
    if desk.rules().employed:
        await _search_again(screen)
        return

    def verb(values: Values) -> Callable[[], Opened]:
        if not values["company"].strip():
            raise UsageError("The name of the company is all it needs.")
        on = read_date(values["on"], desk.today) if values["on"].strip() else None
        tell = _names(values["tell"])
        return lambda: hiring.hired(desk, values["company"], on, values["role"], tell)

    view = screen.view
    fields = (
        Field("company", "Company", view.company.name if view and view.company else ""),
        Field("role", "Job", hint="what you will do there"),
        Field("on", "When", "today", "the day it was settled"),
        Field("tell", "Who hears of it", _stars(screen), "names with commas; strike whom you like"),
    )
    said = "Congratulations. Whom you tell hears of it once, each in their own message."
    await _open(screen, "You have a job", fields, verb, said)


def _stars(screen: MainScreen) -> str:
    """The stars elsewhere: proposed, to be struck one by one."""
    view = screen.view
    home = view.company.id if view is not None and view.company is not None else None
    stars = screen.desk.store.people.stars()
    return ", ".join(p.name for p in stars if p.company_id != home)


async def _search_again(screen: MainScreen) -> None:
    """With a job already: the same key takes the search up again."""

    async def submit(values: Values) -> str:
        if values["again"] != "yes":
            raise UsageError("esc leaves everything as it is.")
        found = await screen.app.in_order(lambda: hiring.searching(screen.desk))
        return f"{found.did}: {count(found.replanned, 'plan')} moved"

    options = (("no", "no, I still have it"), ("yes", "yes, I am looking again"))
    fields = (Field("again", "Looking again", options=options),)
    said = "You have a job: contacts are kept at a slow pace."
    done = await screen.app.push_screen_wait(FormScreen("Your job", fields, submit, said=said))
    if done is not None:
        screen.app.tell(done, undo=True)
        screen.reload(keep=screen.contact_id)


async def opening(screen: MainScreen) -> None:
    """A vacancy: whom to ask about it, one person at a time (S4.23)."""
    desk = screen.desk
    view = screen.view

    def verb(values: Values) -> Callable[[], OpeningFound]:
        vacancy = Vacancy(values["company"], values["title"], values["department"], values["url"])
        return lambda: openings.opening(desk, vacancy)

    async def submit(values: Values) -> OpeningFound:
        return await screen.app.in_order(verb(values))

    async def preview(values: Values) -> str:
        if not (values["company"].strip() and values["title"].strip()):
            return "company and title are enough"
        would = await screen.app.in_order(lambda: what_if(desk, verb(values)))
        return asked_in_words(would)

    fields = (
        Field("company", "Company", view.company.name if view and view.company else ""),
        Field("title", "The job", hint="as they call it"),
        Field("department", "Department", hint="where in the company"),
        Field("url", "Link", hint="where you found it"),
    )
    found = await screen.app.push_screen_wait(FormScreen("An opening", fields, submit, preview))
    if found is not None:
        said = [found.did, asked_in_words(found), *found.remarks]
        screen.app.tell("\n".join(filter(None, said)), undo=True)
        keep = found.planned[0].contact_id if found.planned else screen.contact_id
        screen.reload(keep=keep)


async def reopen(screen: MainScreen) -> None:
    """They took their decision back."""
    view = screen.view
    if view is None or view.company is None:
        screen.app.tell("Choose somebody of that company first.")
        return
    company = view.company.name
    opened = await screen.perform(lambda: interviews.reopen(screen.desk, company))
    if opened is not None:
        screen.app.tell(f"{opened.did}: in progress again", undo=True)
        screen.reload(keep=screen.contact_id)


async def _open(
    screen: MainScreen,
    title: str,
    fields: tuple[Field, ...],
    verb: Callable[[Values], Callable[[], Opened]],
    said: str,
) -> None:
    """A form whose verb opens a plan: previewed as one types, told afterwards."""

    async def submit(values: Values) -> Opened:
        return await screen.app.in_order(verb(values))

    async def preview(values: Values) -> str:
        would = await screen.app.in_order(lambda: what_if(screen.desk, verb(values)))
        return _plan_in_words(would)

    form = FormScreen(title, fields, submit, preview, said)
    opened = await screen.app.push_screen_wait(form)
    if opened is not None:
        parts = [opened.did, _plan_in_words(opened), *opened.remarks]
        screen.app.tell("\n".join(filter(None, parts)), undo=True)
        keep = opened.planned[0].contact_id if opened.planned else screen.contact_id
        screen.reload(keep=keep)


def asked_in_words(found: OpeningFound) -> str:
    """ "ask Ann Lee on Tue 3 Mar", or why nobody is asked."""
    first = next(iter(found.planned), None)
    if first is not None and first.due_on is not None:
        return f"ask {first.contact} on {named_date(first.due_on)}"
    return "nobody is asked by plan: " + (found.remarks[0] if found.remarks else "nobody is known")


def _told_of(text: str) -> tuple[tuple[str, str], ...]:
    """ "Ann Lee: both from Porto", one a line."""
    found = []
    for row in filter(None, (r.strip() for r in text.splitlines())):
        name, separator, words = row.partition(":")
        if not separator or not name.strip() or not words.strip():
            raise UsageError(f"“{row[:40]}” needs a name and a colon: Ann Lee: both from Porto")
        found.append((name.strip(), words.strip()))
    return tuple(found)


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


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
