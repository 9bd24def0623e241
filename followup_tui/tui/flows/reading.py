"""Keys that open something to read: why now, the company, all keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_tui.core.circle import remarks
from followup_tui.core.phrases import named_date
from followup_tui.core.words import spoken
from followup_tui.operations import views
from followup_tui.operations.company_facts import person_place
from followup_tui.operations.views import CompanyView
from followup_tui.tui.company_page import company_rows
from followup_tui.tui.empty import key_of
from followup_tui.tui.lines import Line, line
from followup_tui.tui.screens.pages import PageScreen, help_rows, paragraph

if TYPE_CHECKING:
    from followup_tui.tui.screens.main import MainScreen

_WIDTH = 64


async def why(screen: MainScreen) -> None:
    """Every rule that had a say, in one sentence each."""
    view = screen.view
    if view is None:
        return
    today = screen.desk.today
    rows: list[Line] = []
    if view.next is not None and view.next.due_on is not None:
        due = named_date(view.next.due_on, today)
        what = f"{spoken(view.next.channel)}, {spoken(view.next.purpose)}, {due}"
        rows += [line((what, "strong")), Line()]
    rows += paragraph(view.why, _WIDTH)
    for label, said in (
        ("Pace", f"every {view.distance}"),
        ("Company", view.courtesy.why),
        ("Standing", f"{spoken(view.standing.standing)}: {view.standing.why}"),
    ):
        rows += [Line(), line((label.upper(), "heading")), *paragraph(said, _WIDTH)]
    place = person_place(screen.desk, view.contact.id)
    rows += [Line(), line(("SO FAR", "heading"))]
    rows += [row for said in remarks(place, today) for row in paragraph(said, _WIDTH)]
    await screen.app.push_screen_wait(PageScreen(f"Why {view.contact.name}", rows))


async def company(screen: MainScreen) -> None:
    """Everything about their company."""
    view = screen.view
    if view is None or view.company is None:
        screen.app.tell("No company is known: e adds it.")
        return
    found = views.company(screen.desk, view.company.id)
    rows = company_rows(found, screen.desk.today, _wide(screen), screen.app.signs)
    key = key_of("material.show", screen.app.keys)
    keys = f"ert{key}" if len(key) == 1 else "ert"
    foot = f"e edit · r application · t light touch · {key} material · esc close"
    page = PageScreen(found.company.name, rows, wide=True, keys=keys, foot=foot)
    answer = await screen.app.push_screen_wait(page)
    if answer is not None:
        await _beyond(screen, found, answer)


async def _beyond(screen: MainScreen, found: CompanyView, answer: str) -> None:
    """What a key of the company page leads to."""
    from followup_tui.tui.flows import employer, vault  # only asked for from that page

    if answer == "e":
        await employer.edit(screen, found.company)
    elif answer == "r":
        await employer.edit_run(screen, found.company, found.applications)
    elif answer == "t":
        await employer.react(screen, found.company)
    else:
        await vault.show(screen)


async def stats(screen: MainScreen) -> None:
    """Answers and conversations of half a year."""
    from followup_tui.operations.figures import figures  # few look at them every day
    from followup_tui.tui.stats_page import FOOT, stats_rows

    found = await screen.app.in_order(lambda: figures(screen.desk))
    rows = stats_rows(found, _wide(screen), screen.app.signs)
    await screen.app.push_screen_wait(PageScreen("Statistics", rows, wide=True, foot=FOOT))


async def keys(screen: MainScreen) -> None:
    """All keys, as they really are."""
    rows = help_rows(screen.app.keys, _wide(screen))
    foot = "j k scroll · esc close"
    await screen.app.push_screen_wait(PageScreen("Keys", rows, wide=True, foot=foot))


def _wide(screen: MainScreen) -> int:
    """The cells of a row in a wide dialog, beside its frame and its scroll bar."""
    return min(86, int(screen.size.width * 0.94) - 7)


_WELCOME = (
    "They passed on you, and you would still like to be there. Most people vanish now. You stay in touch:"
    " a few friendly minutes, a few times a season, with the people who met you.",
    "followup remembers whom you met and what you share, says who is due today and why, drafts what you"
    " would say, and plans the next time, never too soon.",
    "Nothing leaves this computer unless you say so.",
)


async def welcome(screen: MainScreen) -> None:
    """The first start: what this is, and three ways to begin."""
    rows: list[Line] = []
    for text in _WELCOME:
        rows += [*paragraph(text, _WIDTH), Line()]
    for key, said in (
        ("i", "bring people in: a LinkedIn export or a vCard file"),
        ("a", "add the first person yourself"),
        (",", "say who you are: name, number, sign-off"),
    ):
        rows.append(line((f"  {key}  ", "key"), (said, "text")))
    page = PageScreen("Welcome", rows, keys="ia,", foot="esc look around first")
    answer = await screen.app.push_screen_wait(page)
    flows = {"i": "import_file", "a": "add", ",": "settings"}
    if answer in flows:
        screen.action_flow(flows[answer])
