"""Verbs about feeds: add, remove, look, and keep what a look brought (S1.24, S3.27, S4.19)."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from followup_tui.core.news import Feed, tone_of
from followup_tui.core.phrases import count
from followup_tui.core.text import clean_line
from followup_tui.core.words import NoteKind
from followup_tui.errors import FeedError, NotFound, RuleError, UsageError
from followup_tui.operations.companies import company_for
from followup_tui.operations.desk import Desk
from followup_tui.operations.feed_memory import LastLook, last_looks, remember
from followup_tui.operations.keeping import Kept
from followup_tui.operations.lookup import company_if_known
from followup_tui.store.journal import Action

if TYPE_CHECKING:
    from followup_tui.exchange.feed_reader import FeedReader, Look
    from followup_tui.exchange.feeds import Item

_AT_ONCE = 4
"""Feeds looked at side by side."""
_REST = timedelta(minutes=5)
"""Between two questions to one feed, also when a person asks."""
_ALWAYS = 10
"""The newest items of a feed are kept whatever their age: a quiet feed has something to show."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one feed."""

    feed: Feed
    status: str
    """new, unchanged, failed, or resting: it was not asked."""
    news: int = 0
    openings: int = 0
    """Vacancies that may become openings."""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """A feed, and what a look at it found."""

    feed: Feed
    look: Look


def add(desk: Desk, company: str, url: str, *, jobs: bool = False) -> Kept[Feed]:
    """Keep the address of a feed; nothing is fetched yet. Raises UsageError for no web address."""
    from followup_tui.exchange.fetching import web_address  # the agenda does without it

    try:
        address = web_address(url)
    except FeedError as exc:
        raise UsageError(str(exc)) from exc
    remarks: list[str] = []
    with desk.store.action("feed") as action:
        company_id = company_for(desk, action, company, remarks)
        if company_id is None:
            raise UsageError("A feed needs the name of the company.")
        for known in desk.store.feeds.all():
            if (known.company_id, known.url) == (company_id, address):
                raise RuleError(f"That feed of {known.company} is there already: #{known.id}.")
        feed_id = action.insert("feed", company_id=company_id, url=address, jobs=jobs)
        place = desk.store.people.company(company_id).name
        action.did = did = f"{'vacancies' if jobs else 'news'} of {place} from a feed"
    return Kept(desk.store.feeds.feed(feed_id), did, tuple(remarks))


def remove(desk: Desk, feed: Feed) -> str:
    """Forget a feed and what nobody chose of it; news that may enter scripts stays. Returns the deed."""
    did = f"no feed of {feed.company} any more"
    with desk.store.action(did) as action:
        unchosen = desk.store.feeds.unchosen(feed.id)
        for item_id, _ in desk.store.feeds.items_of(feed.id):
            action.delete("feed_item", item_id)
        for note_id in unchosen:
            action.delete("note", note_id)
        action.delete("feed", feed.id)
    remember(desk, {})
    return did


def feed_named(desk: Desk, text: str) -> Feed:
    """The one feed meant: by number, address or company. Raises NotFound."""
    number = text.strip().removeprefix("#")
    if number.isascii() and number.isdigit() and len(number) < 16:
        return desk.store.feeds.feed(int(number))
    everything = desk.store.feeds.all()
    found = [f for f in everything if f.url == text.strip()]
    if not found and "://" not in text:
        company = company_if_known(desk, text)
        found = [f for f in everything if company is not None and f.company_id == company.id]
    if not found:
        raise NotFound(f"There is no feed of “{clean_line(text, 80)}”: `followup feeds list`.")
    if len(found) > 1:
        listed = tuple(f"#{f.id} {f.url}" for f in found)
        raise NotFound(f"Several feeds are meant: {'; '.join(listed)}. Give the number.", listed)
    return found[0]


def due(desk: Desk) -> tuple[Feed, ...]:
    """Feeds whose polite interval has passed since the last look."""
    looks = last_looks(desk)
    found = desk.store.feeds.due(desk.config.feeds.interval)
    return tuple(feed for feed in found if not _server_waits(looks.get(feed.url)))


def rested(
    desk: Desk, feeds: Sequence[Feed], *, now: bool = False
) -> tuple[tuple[Feed, ...], tuple[Result, ...]]:
    """Those that may be asked, and what is said of the others.

    A feed is asked once in a few minutes at most, unless `now`; never before the hour its server named.
    """
    looks = last_looks(desk)
    ready: list[Feed] = []
    resting: list[Result] = []
    for feed in feeds:
        told = looks.get(feed.url)
        asked = feed.fetched_at.replace(tzinfo=UTC) if feed.fetched_at else None
        if told is not None and (until := told.waits_until):
            message = f"not before {_hour(until)}: its server asks us to wait"
        elif asked and not now and timedelta(0) <= datetime.now(UTC) - asked < _REST:
            message = f"not before {_hour(asked + _REST)}: it was just asked"
        else:
            ready.append(feed)
            continue
        resting.append(Result(feed, "resting", message=message))
    return tuple(ready), tuple(resting)


def look(feeds: Sequence[Feed], reader: FeedReader | None = None) -> tuple[Looked, ...]:
    """Ask the servers, a few at a time; reads and writes nothing of ours, and never raises."""
    from followup_tui.exchange.feed_reader import FeedReader

    eyes = reader or FeedReader()
    waiting, found = list(enumerate(feeds)), dict[int, Looked]()

    def work() -> None:
        while True:
            try:
                place, feed = waiting.pop()
            except IndexError:
                return
            found[place] = Looked(feed, eyes.look(feed.url, feed.etag, feed.modified))

    # Threads of a pool are waited for when the program ends; a server may take its time.
    hands = [threading.Thread(target=work, daemon=True) for _ in feeds[:_AT_ONCE]]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    return tuple(found[place] for place in sorted(found))


def keep(desk: Desk, looked: Sequence[Looked]) -> tuple[Result, ...]:
    """Write what is new as one act that undo takes back; that a look happened is not journalled.

    A feed that was removed meanwhile is left out.
    """
    with desk.store.action("news") as action:
        known = {feed.id for feed in desk.store.feeds.all()}
        there = [one for one in looked if one.feed.id in known]
        results = tuple(_keep(desk, action, one) for one in there)
        companies = list(dict.fromkeys(r.feed.company for r in results if r.status == "new"))
        place = (
            companies[0] if len(companies) == 1 else count(len(companies), "company", "companies")
        )
        action.did = f"news of {place}"
    for one in there:
        read = not (one.look.trouble or one.look.unchanged)
        kept = (one.look.etag, one.look.modified) if read else (None, None)
        desk.store.feeds.looked(one.feed.id, *kept)
    remember(desk, {one.feed.url: _last(one, r) for one, r in zip(there, results, strict=True)})
    return results


def fetch(
    desk: Desk, feeds: Sequence[Feed], reader: FeedReader | None = None, *, now: bool = False
) -> tuple[Result, ...]:
    """Look at the feeds that have rested and keep what is new; `now` looks also at those just asked."""
    ready, resting = rested(desk, feeds, now=now)
    told = {result.feed.id: result for result in (*keep(desk, look(ready, reader)), *resting)}
    return tuple(told[feed.id] for feed in feeds if feed.id in told)


def told(results: Sequence[Result]) -> str:
    """ "3 news and 1 vacancy: Acme, Beta"; empty when nothing is new."""
    news, vacancies = sum(r.news for r in results), sum(r.openings for r in results)
    parts = [count(news, "piece of news", "pieces of news")] if news else []
    parts += [count(vacancies, "vacancy", "vacancies")] if vacancies else []
    names = dict.fromkeys(r.feed.company for r in results if r.status == "new")
    return f"{' and '.join(parts)}: {', '.join(names)}" if parts else ""


def _keep(desk: Desk, action: Action, looked: Looked) -> Result:
    feed, found = looked.feed, looked.look
    if found.trouble:
        return Result(feed, "failed", message=found.trouble)
    seen = set(desk.store.feeds.seen_before(feed.company_id))
    fresh = 0
    for place, item in enumerate(_newest_first(found.items)):
        on = min(item.on or desk.today, desk.today)
        until = on + timedelta(days=desk.config.scripts.news_expiry_days)
        if item.key in seen or (item.url and item.url in seen):
            continue
        if not feed.jobs and place >= _ALWAYS and until < desk.today:
            continue
        seen |= {item.key, item.url}
        note_id = None if feed.jobs else _note(action, feed, item, on, until)
        action.insert(
            "feed_item",
            feed_id=feed.id,
            key=item.key,
            title=item.title,
            url=item.url,
            on=on,
            note_id=note_id,
        )
        fresh += 1
    status, said = "new" if fresh else "unchanged", _left_out(found)
    return Result(feed, status, 0 if feed.jobs else fresh, fresh if feed.jobs else 0, said)


def _left_out(found: Look) -> str:
    from followup_tui.exchange.feeds import MOST

    parts = [f"the first {MOST:,} of {found.listed:,} kept"] if found.listed > MOST else []
    parts += [f"{found.wordless:,} without a word left out"] if found.wordless else []
    return "; ".join(parts)


def _last(looked: Looked, result: Result) -> LastLook:
    wait = looked.look.wait
    until = datetime.now(UTC) + timedelta(seconds=wait) if wait else None
    return LastLook(result.status, result.message, until)


def _server_waits(told: LastLook | None) -> bool:
    return told is not None and told.waits_until is not None


def _hour(at: datetime) -> str:
    local = at.astimezone()
    far = local.date() != datetime.now().astimezone().date()
    return f"{local:%Y-%m-%d %H:%M}" if far else f"{local:%H:%M}"


def _note(action: Action, feed: Feed, item: Item, on: date, until: date) -> int:
    """News that enters no script before somebody chose it (S0.33)."""
    return action.insert(
        "note",
        company_id=feed.company_id,
        kind=NoteKind.NEWS,
        text=item.title,
        on=on,
        expires=until,
        tone=tone_of(item.title),
        url=item.url,
        marked=False,
    )


def _newest_first(items: Sequence[Item]) -> list[Item]:
    """What carries no date is taken for new: feeds list their newest first."""
    return sorted(items, key=lambda item: item.on or date.max, reverse=True)
