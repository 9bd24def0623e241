"""What a script may say of a person: the values a template sees, chosen from what is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from followup_tui.core.records import (
    Application,
    Company,
    Contact,
    Gain,
    Insight,
    Note,
    Opening,
    Story,
    Touch,
)
from followup_tui.core.text import fold
from followup_tui.core.words import Decision, InsightKind, NoteKind, Origin, Tone
from followup_tui.scripts.phrasing import eased, headline, job_title, phrase

SLOTS: Mapping[str, tuple[str, ...]] = {
    "me": ("name", "phone", "email", "sign_off", "employer", "settled"),
    "contact": (
        *("first_name", "last_name", "name", "title", "department", "role"),
        *("met", "knows_interest"),
    ),
    "company": ("name", "interest"),
    "application": ("role", "decided_on", "stage"),
    "common": ("text", "on", "fresh"),
    "observation": ("text", "on"),
    "news": ("text", "on"),
    "reason": ("text", "on"),
    "insight": ("teaser", "kind"),
    "story": ("situation", "task", "action", "result"),
    "gain": ("text", "on"),
    "opening": ("title", "url"),
    "last": ("on", "channel", "ago", "outcome", "long_ago"),
    "referrer": ("name",),
    "answer": ("text",),
    "today": (),
    "others": ("common", "observation", "news", "reason", "insight", "story", "gain"),
}
"""Every name that a template may use, with its attributes."""

USED = "_used"
"""The key under which a slot carries what it is made of, for the told-them ledger."""

LONG_AGO = timedelta(weeks=5)
"""From then on it has been a while (S3.19): longer than any gap of the first phase."""

COMMON_REST = timedelta(days=180)
"""For so long common ground that they heard is left out of a script that has other things to say."""

_INSIGHT_ORDER = tuple(InsightKind)
_ENDED_BY_ME = (Decision.DECLINED, Decision.WITHDRAWN)
_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven"),
    *("eight", "nine", "ten", "eleven", "twelve", "thirteen"),
)


@dataclass(frozen=True, slots=True)
class Me:
    """The job seeker, as the config knows them."""

    name: str = ""
    phone: str = ""
    email: str = ""
    sign_off: str = ""
    """The words above my name at the end of a letter: "Best wishes"."""
    employer: str = ""
    """Where I started, once I found a job."""


@dataclass(frozen=True, slots=True)
class Material:
    """All that may go into one script: one person, their company, and what I have to say."""

    me: Me
    contact: Contact
    today: date
    company: Company | None = None
    application: Application | None = None
    notes: tuple[Note, ...] = ()
    """Of the contact and of the company; those that belong to anybody else are passed over."""
    insights: tuple[Insight, ...] = ()
    stories: tuple[Story, ...] = ()
    gains: tuple[Gain, ...] = ()
    opening: Opening | None = None
    last: Touch | None = None
    """The newest touch that happened."""
    referrer: str = ""
    met: bool = False
    """We sat in an interview together, so there is a talk to look back on."""
    interest_stated: bool = False
    """I told them before that I would like to work there (S0.28, S3.20)."""
    employed: bool = False
    """I have found work."""
    answer: str = ""
    """What I say to their question: known of invented people alone, everybody else waits for me."""


def context(material: Material) -> dict[str, object]:
    """The names of a template with their values; what is not known is not there.

    A slot that is made of stored material carries `(kind, id)` under `_used`. Of an insight only the
    teaser and the kind are there: what is kept back cannot be printed, whatever a template asks for.
    """
    slots: dict[str, object] = {"today": material.today}
    for name, slot in _single(material).items():
        if slot := _known(slot):
            slots[name] = slot
    others: dict[str, object] = {}
    for name, found in _lists(material).items():
        if found:
            slots[name] = found[0]
        if found[1:]:
            others[name] = found[1:]
    if others:
        slots["others"] = others
    return slots


def ago(on: date, today: date) -> str:
    """How long ago, in words that can be said aloud: "three weeks ago"."""
    days = (today - on).days
    if days < 2:
        return "yesterday" if days == 1 else "today"
    if days < 14:
        return f"{_NUMBERS[days]} days ago"
    if days < 60:
        return f"{_NUMBERS[days // 7]} weeks ago"
    if days < 350:
        return f"{_NUMBERS[round(days / 30.44)]} months ago"
    years = round(days / 365.25)
    if years == 1:
        return "a year ago"
    return f"{_NUMBERS[years] if years < len(_NUMBERS) else years} years ago"


def _single(material: Material) -> dict[str, dict[str, object]]:
    """The slots there is only one of; empty values are still in them."""
    me, contact, company = material.me, material.contact, material.company
    application, opening, last = material.application, material.opening, material.last
    return {
        "me": {
            "name": me.name,
            "phone": me.phone,
            "email": me.email,
            "sign_off": me.sign_off.rstrip(" ,.\n"),
            "employer": phrase(me.employer),
            "settled": _is_settled(material) or None,
        },
        "contact": _contact(contact)
        | {"met": material.met or None, "knows_interest": material.interest_stated or None},
        "company": {
            "name": company.name if company else contact.company,
            "interest": phrase(company.interest) if company else "",
        },
        "application": {
            "role": job_title(application.role),
            "decided_on": application.decided_on,
            "stage": application.stage,
        }
        if application
        else {},
        "opening": {"title": job_title(opening.title), "url": opening.url} if opening else {},
        "last": _last(last, material.today) if last else {},
        "referrer": {"name": material.referrer},
        "answer": {"text": phrase(material.answer)},
    }


def _is_settled(material: Material) -> bool:
    """No script wishes for a job: I have one, or the run there ended because I said no."""
    run = material.application
    return material.employed or (run is not None and run.decision in _ENDED_BY_ME)


def _contact(contact: Contact) -> dict[str, object]:
    # A placeholder ("two engineers") has no first name to greet, whatever its words look like.
    first, last = ("", "") if contact.placeholder else (contact.first_name, contact.last_name)
    words = contact.name.split()
    if not contact.placeholder and not first and words and not words[0].endswith((".", ",")):
        first = words[0]
    return {
        "first_name": first,
        "last_name": last,
        "name": contact.name,
        "title": contact.title,
        "department": contact.department,
        "role": contact.role,
    }


def _last(touch: Touch, today: date) -> dict[str, object]:
    on = touch.done_on or touch.due_on
    return {
        "on": on,
        "channel": touch.channel,
        "ago": ago(on, today) if on else "",
        "outcome": touch.outcome,
        "long_ago": (on is not None and today - on >= LONG_AGO) or None,
    }


def _lists(material: Material) -> dict[str, list[dict[str, object]]]:
    """The slots there may be several of, the best first."""
    notes = [note for note in material.notes if phrase(note.text) and _is_theirs(note, material)]
    return {
        "common": [
            slot | _freshness(note, material.today)
            for note in _fresh_first(n for n in notes if n.kind == NoteKind.COMMON)
            for slot in _notes([note])
        ],
        "observation": _notes(_fresh_first(n for n in notes if n.kind == NoteKind.OBSERVATION)),
        "news": _notes(_fresh_first(n for n in notes if _is_sayable_news(n, material.today))),
        "reason": _notes(_reasons(notes)),
        "insight": [
            {
                "teaser": eased(phrase(insight.teaser)),
                "kind": str(insight.kind),
                USED: ("insight", insight.id),
            }
            for insight in _insights(material)
        ],
        "story": [
            {
                "situation": eased(phrase(story.situation)),
                "task": eased(phrase(story.task)),
                "action": eased(phrase(story.action)),
                "result": eased(phrase(story.result)),
                USED: ("story", story.id),
            }
            for story in _stories(material)
        ],
        "gain": [
            {"text": eased(phrase(gain.text)), "on": gain.on, USED: ("gain", gain.id)}
            for gain in _gains(material)
        ],
    }


def _notes(notes: Iterable[Note]) -> list[dict[str, object]]:
    return [
        _known(
            {
                "text": (headline if note.kind == NoteKind.NEWS else eased)(phrase(note.text)),
                "on": note.on,
                USED: ("note", note.id),
            }
        )
        for note in notes
    ]


def _freshness(note: Note, today: date) -> dict[str, object]:
    is_fresh = note.used_on is None or today - note.used_on >= COMMON_REST
    return {"fresh": True} if is_fresh else {}


def _is_theirs(note: Note, material: Material) -> bool:
    if note.contact_id is not None:
        return note.contact_id == material.contact.id
    home = material.company.id if material.company else material.contact.company_id
    return note.company_id is None or note.company_id == home


def _fresh_first(notes: Iterable[Note]) -> list[Note]:
    """Unused before used, newest first."""
    newest = sorted(notes, key=lambda note: (note.on or date.min, note.id), reverse=True)
    return sorted(newest, key=lambda note: note.used_on or date.min)


def _is_sayable_news(note: Note, today: date) -> bool:
    """News that was told already is no news, at that company to anybody."""
    is_stale = note.expires is not None and note.expires < today
    told = note.used_on is not None
    fit = note.marked and note.tone != Tone.HARD
    return note.kind == NoteKind.NEWS and fit and not is_stale and not told


def _reasons(notes: Iterable[Note]) -> list[Note]:
    """Reasons I did not give yet (S0.21), in the order they were thought of."""
    open_reasons = [n for n in notes if n.kind == NoteKind.REASON and not n.mentioned]
    return sorted(open_reasons, key=lambda note: (note.used_on or date.min, note.id))


def _insights(material: Material) -> list[Insight]:
    """Insights that may be teased here, the most valuable kind first (S1.26)."""
    home = material.company.id if material.company else material.contact.company_id

    def may_be_teased(insight: Insight) -> bool:
        # What was heard in an interview stays with the company it was heard at.
        is_elsewhere = insight.origin == Origin.INTERVIEW and insight.company_id != home
        is_secret = insight.origin == Origin.CONFIDENCE or is_elsewhere
        return insight.prepared and insight.used_on is None and not is_secret

    newest = sorted(material.insights, key=lambda i: (i.on or date.min, i.id), reverse=True)
    kept = [insight for insight in newest if may_be_teased(insight)]
    return sorted(kept, key=lambda insight: _INSIGHT_ORDER.index(insight.kind))


def _stories(material: Material) -> list[Story]:
    """Whole stories with a tag that fits the job, then untagged ones; others do not belong (S0.23)."""
    job = material.application.role if material.application else ""
    company = material.company.name if material.company else material.contact.company
    opening = material.opening.title if material.opening else ""
    place = " " + fold(f"{job} {company} {opening} {material.contact.department}")

    def fits(story: Story) -> bool:
        # From the beginning of a word: "design" fits a designer, "art" does not fit a smart one.
        return any(f" {fold(tag)}" in place for tag in story.tags if tag.strip())

    whole = [s for s in material.stories if all(map(phrase, _parts(s)))]
    return [s for s in whole if fits(s)] + [s for s in whole if not s.tags]


def _parts(story: Story) -> tuple[str, str, str, str]:
    return story.situation, story.task, story.action, story.result


def _gains(material: Material) -> list[Gain]:
    """What I learned since we were last in touch, newest first (S4.25)."""
    since = material.last.done_on if material.last else None
    new = [
        gain
        for gain in material.gains
        if gain.on <= material.today and (since is None or gain.on > since) and phrase(gain.text)
    ]
    return sorted(new, key=lambda gain: (gain.on, gain.id), reverse=True)


def _known(slot: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in slot.items() if value not in (None, "")}
