"""The settings, each with its default and the sentence that explains it to the user."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import TYPE_CHECKING, NamedTuple

# What a setting may be is asked when a file gives it a value.
if TYPE_CHECKING:
    from followup_tui.config.kinds import (
        Characters,
        Clock,
        Columns,
        Command,
        Count,
        CountOrNone,
        Country,
        Dates,
        Days,
        DaysOrNone,
        Email,
        Factor,
        FileName,
        Host,
        Lines,
        Minutes,
        Order,
        OwnChannels,
        Port,
        Share,
        Shares,
        Switch,
        Text,
        Way,
        Weekdays,
        Words,
        Zone,
    )


class Me(NamedTuple):
    """Who writes and calls."""

    name: Text = ""
    """My name, as scripts say it."""
    phone: Text = ""
    """My number, as a voicemail leaves it."""
    email: Email = ""
    """My address."""
    emails: Words = ()
    """My other addresses, by which mail of my own is known in an archive."""
    sign_off: Lines = "Best regards"
    """What stands above my name at the end of e-mails and letters."""
    timezone: Zone = ""
    """My time zone, such as "Europe/Berlin"; empty: this computer's."""
    country: Country = ""
    """Two letters, such as "US": where phone numbers written without "+" belong."""
    never: Words = ()
    """Forms that are never planned: phone, email, linkedin, letter, in-person or a channel of my own."""


class Cadence(NamedTuple):
    """How often; days, unless said otherwise."""

    first_gap: Days = 21
    """From one touch to the next in the first phase."""
    first_min: Days = 14
    """The shortest gap of the first phase."""
    first_max: Days = 28
    """The longest gap of the first phase."""
    first_phase_days: DaysOrNone = 90
    """How long the first phase lasts after the newest decision at the company."""
    second_gap: Days = 60
    """From one touch to the next in the second phase."""
    second_min: Days = 45
    """The shortest gap of the second phase."""
    second_max: Days = 75
    """The longest gap of the second phase."""
    employed_gap: Days = 180
    """The gap while I have a job."""
    spread: DaysOrNone = 2
    """How far the date of a contact moves either way, so that not everyone falls due on one day."""
    only_form_factor: Factor = 1.5
    """How much longer the gap is for someone reached by one form only."""
    not_now_days: Days = 90
    """How long to wait after "not now" when no date was named."""
    silence_slow: Count = 3
    """Touches without any answer after which the gap of the second phase holds."""
    silence_light: Count = 5
    """Touches without any answer after which only light touches are planned."""
    retries: CountOrNone = 2
    """How often a call that nobody answered is tried again before another form has its turn."""
    no_show_days: Days = 3
    """Working days until the same touch again when they did not show."""
    recent_decision_days: DaysOrNone = 14
    """How old a decision may be for a thank-you still to be planned."""


class Courtesy(NamedTuple):
    """How much a company can bear, all its people together, and how much a day."""

    floor_days: Days = 8
    """The fewest days between two touches at one company."""
    window_days: Days = 30
    """The length of the window that `per_window` counts in."""
    per_window: Count = 2
    """The most touches planned at one company in any window."""
    too_many: Count = 4
    """Touches within one window that look too close from the other side."""
    standing_days: Days = 90
    """How far back the standing looks."""
    daily_cap: Count = 5
    """The most touches planned for one day; thank-yous, replies and promised dates come on top."""
    notes_a_month: CountOrNone = 5
    """LinkedIn invitations with a note that are planned in one month."""


class Calendar(NamedTuple):
    """On which days the program plans, and what a calendar shows."""

    days_off: Dates = ()
    """Days without touches, such as [2026-12-24, 2026-12-31]."""
    weekend: Weekdays = ("saturday", "sunday")
    """Weekdays without touches."""
    no_call_days: Weekdays = ()
    """Weekdays without calls."""
    country: Country = ""
    """Two letters, such as "US": its public holidays are days off (needs followup-tui[holidays])."""
    call_time: Clock = time(10, 0)
    """When a call stands in an exported calendar."""
    detail: Switch = False
    """Whether exported calendar titles say more than "Follow-up call"."""
    file: FileName = ""
    """A calendar file that is written anew after every change, such as "~/followup.ics"; empty: none."""


class Rotation(NamedTuple):
    """Which form comes next."""

    order: Order = ("phone", "email", "linkedin")
    """The forms that take turns, the preferred first; letter, in-person and channels of my own may join."""
    channels: OwnChannels = ()
    """Channels of my own, such as ["fax"]."""


class Scripts(NamedTuple):
    """What the checks of a script measure against."""

    voicemail_seconds: Count = 30
    """The longest voicemail, and the longest greeting of a call."""
    email_words: Count = 150
    """The longest e-mail."""
    letter_words: Count = 120
    """The longest letter."""
    linkedin_words: Count = 100
    """The longest LinkedIn message."""
    invitation_characters: Characters = 200
    """The longest note of a LinkedIn invitation: 200, or 300 with a paid account."""
    news_expiry_days: Days = 45
    """How long news stays news when it carries no date of its own."""
    likeness: Share = 0.2
    """The share of word triples in common above which two scripts are too alike."""


class Seat(NamedTuple):
    """The survey behind the seat clock: when those left who left within six months."""

    shares: Shares = (16.45, 33.87, 50.64, 68.06, 79.03, 84.51, 98.99)
    """The running shares in per cent on day 7, 30, 60, 90, 120, 150 and 180."""
    source: Text = "survey of over 1,000 people"
    """Where they come from, as the screens name it."""


class Screen(NamedTuple):
    """How the program looks."""

    theme: Text = "followup-dark"
    """The name of the theme."""
    ascii: Switch = False
    """Whether plain letters stand in for all signs."""
    mouse: Switch = True
    """Whether the mouse is listened to; off leaves selecting text to the terminal."""
    list_width: Columns = 0
    """Columns of the list; 0 fits it to the window."""


class Editor(NamedTuple):
    """Where a long text is written."""

    command: Command = ""
    """The editor with its options, such as "vim -n"; empty: $VISUAL or $EDITOR."""


class Mail(NamedTuple):
    """Where an e-mail goes; a password is never kept here."""

    way: Way = "mailto"
    """How it leaves: mailto, in my mail program; eml, a file; imap, to my drafts; smtp, sent after asking."""
    command: Command = ""
    """The program that opens an e-mail draft; empty: the one this computer opens mail with."""
    host: Host = ""
    """The server for imap and smtp; the connection is always encrypted."""
    port: Port = 0
    """Its port; 0: 993 for imap, 465 for smtp. Any other smtp port begins plain and must offer STARTTLS."""
    user: Text = ""
    """The name to log in with; empty: no login."""
    sender: Email = ""
    """The address that e-mails come from; empty: me.email."""
    drafts: Text = ""
    """The mailbox for drafts; empty: the one the server names as such."""
    password_command: Command = ""
    """Prints the password, such as "pass show mail"; else FOLLOWUP_MAIL_PASSWORD or the system's keyring."""


class Feeds(NamedTuple):
    """News and vacancies of companies; nothing is fetched before a feed is added."""

    enabled: Switch = True
    """Whether the open program looks at the feeds by itself; `followup feeds fetch` looks when asked."""
    interval: Minutes = 60
    """The fewest minutes between two such looks at one feed. A proxy is taken from the environment."""


@dataclass(frozen=True, slots=True)
class Config:
    """All settings; what no file says has its default."""

    me: Me = Me()
    cadence: Cadence = Cadence()
    courtesy: Courtesy = Courtesy()
    calendar: Calendar = Calendar()
    rotation: Rotation = Rotation()
    scripts: Scripts = Scripts()
    seat: Seat = Seat()
    screen: Screen = Screen()
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Other keys for actions, by the action's id: "contact.star" = "ctrl+s", or a list of keys."""
    editor: Editor = Editor()
    mail: Mail = Mail()
    feeds: Feeds = Feeds()
