"""Feeds of companies, and what they brought."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

import click

from followup_tui.cli import shapes
from followup_tui.cli.globals import open_here
from followup_tui.cli.group import Command, Group
from followup_tui.cli.keeping import MOST, tell_deed, tell_gone
from followup_tui.cli.options import Number, as_json
from followup_tui.cli.printing import Part, heading, line, show_json, table, tell
from followup_tui.cli.shapes import Shape, day
from followup_tui.core.news import Clipping, Feed
from followup_tui.core.phrases import count, short_date
from followup_tui.core.words import Tone
from followup_tui.errors import UsageError
from followup_tui.operations import feeds as feed_verbs
from followup_tui.operations import lookup
from followup_tui.operations import news as news_verbs
from followup_tui.operations.feed_memory import LastLook, last_looks

if TYPE_CHECKING:
    from followup_tui.operations.desk import Desk
    from followup_tui.operations.feeds import Result


@click.group(cls=Group, short_help="Follow companies' news and vacancies over RSS and Atom.")
def feeds() -> None:
    """Follow companies' news and vacancies over RSS, Atom and Google Alerts.

    Nothing is fetched before you add a feed; `followup news` shows what came.
    """


@feeds.command(cls=Command, short_help="Add a feed of a company.")
@click.argument("company")
@click.argument("url")
@click.option("--jobs", is_flag=True, help="It lists vacancies: they are proposed as openings.")
@as_json
def add(company: str, url: str, jobs: bool, as_json: bool) -> None:
    """Add a feed of a company; nothing is fetched yet."""
    kept = feed_verbs.add(open_here(), company, url, jobs=jobs)
    tell_deed(kept.did, {"feed": _feed(kept.record)}, kept.remarks, as_json, kept.record.id)
    if not as_json:
        tell("`followup feeds fetch` looks at it now; the open program does so every hour or so.")


@feeds.command("list", cls=Command)
@as_json
def list_(as_json: bool) -> None:
    """List the feeds, when they were looked at, and what became of it."""
    desk = open_here()
    looks = last_looks(desk)
    found = desk.store.feeds.all()
    if as_json:
        show_json([_feed(f) | _last(looks.get(f.url)) for f in found])
    elif found:
        table([_row(desk, f, looks.get(f.url)) for f in found], indent=0, whole=True)
    else:
        tell("No feed yet: `followup feeds add COMPANY URL` adds one.")


@feeds.command(cls=Command, short_help="Look whether there is anything new.")
@click.argument("feed", required=False, metavar="[COMPANY | URL | ID]")
@click.option("--due", is_flag=True, help="Only feeds that have rested long enough: for cron.")
@click.option("--now", is_flag=True, help="Also feeds that were asked within the last minutes.")
@as_json
def fetch(feed: str | None, due: bool, now: bool, as_json: bool) -> None:
    """Look whether there is anything new, in all feeds or in one.

    A server that asked us to wait is left alone until then.
    """
    if due and (now or feed is not None):
        raise UsageError(f"--due and {'--now' if now else 'a feed'} exclude each other.")
    desk = open_here()
    if feed is not None:
        wanted: tuple[Feed, ...] = (feed_verbs.feed_named(desk, feed),)
    else:
        wanted = feed_verbs.due(desk) if due else desk.store.feeds.all()
    results = feed_verbs.fetch(desk, wanted, now=now)
    if as_json:
        show_json([_result(r) for r in results])
    elif results:
        table([_found(r) for r in results], indent=0, whole=True)
    else:
        tell(
            "No feed is due." if due else "No feed yet: `followup feeds add COMPANY URL` adds one."
        )
    if results and all(r.status == "failed" for r in results):
        click.get_current_context().exit(1)


@feeds.command(cls=Command)
@click.argument("feed", metavar="COMPANY|URL|ID")
@as_json
def remove(feed: str, as_json: bool) -> None:
    """Remove a feed; news that you chose for scripts stays."""
    desk = open_here()
    tell_gone(feed_verbs.remove(desk, feed_verbs.feed_named(desk, feed)), as_json)


@click.command(cls=Command, short_help="See what feeds brought, and choose what scripts may say.")
@click.argument("company", required=False)
@click.option("--use", type=Number(1, MOST), metavar="ID", help="Let scripts say it, or no longer.")
@click.option(
    "--opening", type=Number(1, MOST), metavar="ID", help="It is a vacancy: plan to ask about it."
)
@click.option("--hide", type=Number(1, MOST), metavar="ID", help="Never show it again.")
@as_json
def news(
    company: str | None, use: int | None, opening: int | None, hide: int | None, as_json: bool
) -> None:
    """See what feeds brought, and choose what scripts may say.

    News enters a script only after --use; vacancies become openings by --opening.
    """
    asked = [number for number in (use, opening, hide) if number is not None]
    if len(asked) > 1 or (asked and company is not None):
        raise UsageError("One deed at a time: --use ID, --opening ID or --hide ID, and no company.")
    desk = open_here()
    if not asked:
        _list_news(desk, company, as_json)
        return
    piece = desk.store.feeds.clipping(asked[0])
    if use is not None:
        kept = news_verbs.use(desk, piece)
        tell_deed(kept.did, {"news": clipping(kept.record)}, kept.remarks, as_json, piece.id)
    elif hide is not None:
        tell_gone(news_verbs.hide(desk, piece), as_json)
    else:
        found = news_verbs.opening(desk, piece)
        tell_deed(found.did, shapes.opening_found(found), found.remarks, as_json, found.opening.id)


def clipping(record: Clipping) -> Shape:
    """One piece of news, or one vacancy."""
    return {
        "id": record.id,
        "company": record.company,
        "title": record.title,
        "url": record.url or None,
        "on": day(record.on),
        "kind": "opening" if record.jobs else "news",
        "marked": record.marked,
        "tone": str(record.tone),
        "expires": day(record.expires),
        "note_id": record.note_id,
        "used_on": day(record.used_on),
    }


def _list_news(desk: Desk, name: str | None, as_json: bool) -> None:
    company = lookup.company_named(desk, name) if name is not None else None
    found = news_verbs.clippings(desk, company)
    if as_json:
        show_json([clipping(c) for c in found])
        return
    if not found:
        hint = "" if desk.store.feeds.any() else ": `followup feeds add COMPANY URL` adds a feed"
        tell(f"No news{hint}.")
    shown, more = (found, {}) if company is not None else news_verbs.few(found)
    for place in dict.fromkeys(c.company for c in shown):
        heading(place)
        table([_news(desk, c) for c in shown if c.company == place], whole=True)
        if place in more:
            line((f"… {more[place]:,} more: `followup news COMPANY` shows them", "dim"), indent=2)


def _news(desk: Desk, record: Clipping) -> tuple[Part, ...]:
    signs = ["vacancy" if record.jobs else "", "for scripts" if record.in_scripts else ""]
    signs += ["hard" if record.tone is Tone.HARD else ""]
    signs += ["old" if record.stale(desk.today) else ""]
    when = short_date(record.on, desk.today) if record.on else ""
    said = ", ".join(filter(None, signs))
    return ((f"#{record.id}", "dim"), (when, "dim"), (said, "mine"), record.title)


def _feed(record: Feed) -> Shape:
    at = record.fetched_at
    return {
        "id": record.id,
        "company": record.company,
        "url": record.url,
        "jobs": record.jobs,
        "fetched_at": at.replace(tzinfo=UTC).isoformat() if at else None,
        "items": record.items,
    }


def _last(look: LastLook | None) -> Shape:
    if look is None:
        return {"last": None}
    until = look.waits_until
    return {
        "last": {
            "status": look.status,
            "message": look.said or None,
            "not_before": until.isoformat() if until else None,
        }
    }


def _row(desk: Desk, record: Feed, look: LastLook | None) -> tuple[Part, ...]:
    at = record.fetched_at
    local = at.replace(tzinfo=UTC).astimezone() if at else None
    looked = f"{short_date(local.date(), desk.today)} {local:%H:%M}" if local else "not looked yet"
    return (
        (f"#{record.id}", "dim"),
        (record.company, "name"),
        "vacancies" if record.jobs else "news",
        (looked, "dim"),
        (": ".join(filter(None, (look.status, look.said))) if look else "", "dim"),
        record.url,
    )


def _result(result: Result) -> Shape:
    return {
        "company": result.feed.company,
        "url": result.feed.url,
        "status": result.status,
        "news": result.news,
        "openings": result.openings,
        "message": result.message or None,
    }


def _found(result: Result) -> tuple[Part, ...]:
    parts = [count(result.news, "piece of news", "pieces of news")] if result.news else []
    parts += [count(result.openings, "vacancy", "vacancies")] if result.openings else []
    style = {"new": "good", "failed": "bad"}.get(result.status, "dim")
    said = "; ".join(filter(None, (" and ".join(parts), result.message))) or result.feed.url
    return ((result.feed.company, "name"), (result.status, style), said)
