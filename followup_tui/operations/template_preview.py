"""Templates while they are chosen and written: what each would say to one person, and what is wrong in it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from followup_tui.core.dossier import Dossier
from followup_tui.core.owed import owed
from followup_tui.core.purpose import applies_now
from followup_tui.core.records import Contact
from followup_tui.core.rotation import possible_forms
from followup_tui.core.words import Channel, Purpose, form_of
from followup_tui.errors import FileError, ScriptError
from followup_tui.operations.background import background_for, material_for
from followup_tui.operations.desk import Desk
from followup_tui.operations.drafting import limits_of
from followup_tui.operations.identifiers import identifier
from followup_tui.operations.templates import listed, source
from followup_tui.paths import Paths, private_dir, private_writer
from followup_tui.scripts.template import MAX_BYTES, SUFFIX, Template, parse, split_name

if TYPE_CHECKING:
    from followup_tui.scripts.checking import Finding

_UNNAMED = Path("template")


@dataclass(frozen=True, slots=True)
class Choice:
    """A template that could be used for somebody."""

    name: str
    channel: str
    purpose: str
    variant: str
    title: str
    """Empty when the file cannot be read."""
    own: bool
    """It stands in the user's folder."""
    applies: bool = True
    """There is an occasion for it now."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a source, at its line from 1."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a source says to somebody; without a body where it cannot be rendered."""

    subject: str = ""
    body: str = ""
    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    wording: int = 0
    wordings: int = 0
    words: int = 0
    seconds: int = 0
    flaws: tuple[Flaw, ...] = ()

    @property
    def error_line(self) -> int | None:
        """The line of the first thing that is wrong, from 1."""
        return self.flaws[0].line if self.flaws else None

    @property
    def error(self) -> str:
        """The first thing that is wrong; empty when nothing is."""
        return self.flaws[0].message if self.flaws else ""


def choices(desk: Desk, contact: Contact, purpose: str = "") -> tuple[Choice, ...]:
    """The templates that fit somebody, those of the purpose first, those without an occasion last.

    Left out are forms that the data, their wishes or I rule out, and all but replies while one is owed.
    """
    dossier = desk.store.people.dossier(contact.id, desk.today)
    rules, company_id = desk.rules(), contact.company_id
    opening = bool(company_id and desk.store.material.openings(company_id))
    every: list[Choice] = []
    for entry in listed(desk.paths):
        parts = split_name(entry.name)
        if parts is not None:
            now = parts[1] == purpose or applies_now(parts[1], dossier, rules, has_opening=opening)
            every.append(Choice(entry.name, *parts, entry.title, entry.own, now))
    if owed(dossier.planned):
        every = [choice for choice in every if choice.purpose == Purpose.REPLY]
    fitting = [choice for choice in every if _fits(desk, dossier, choice.channel)]
    order = sorted(
        fitting or every, key=lambda c: (not c.applies, c.purpose != purpose, c.purpose, c.name)
    )
    return tuple(order)


def preview(
    desk: Desk,
    contact: Contact,
    source: str,
    channel: str,
    purpose: str,
    variant: str = "",
    wording: int = 0,
) -> Preview:
    """What one wording of a source would say to somebody, checked; what is wrong stands in `flaws`.

    The wording counts round. Nothing is written, and the work is bounded as that of every rendering.
    """
    from followup_tui.scripts.render import faults  # brings Jinja2 along

    try:
        template = parse(source.encode("utf-8", "replace"), _UNNAMED, channel, purpose, variant)
    except ScriptError as error:
        return Preview(flaws=(_flaw(error),))
    wording %= len(template.wordings)
    wordings = len(template.wordings)
    flaws = tuple(sorted(map(_flaw, faults(template)), key=lambda flaw: flaw.line))
    try:
        return _rendered(desk, contact, template, wording, flaws)
    except ScriptError as error:
        return Preview(wording=wording, wordings=wordings, flaws=flaws or (_flaw(error),))


def save(paths: Paths, name: str, text: str) -> Path:
    """Put a source into one's own folder, where it goes before the one that ships.

    Raises ScriptError, having written nothing, while the source has a fault.
    """
    from followup_tui.scripts.render import faults  # as in `preview`

    channel, purpose, variant = _parts(name)
    template = parse(text.encode("utf-8", "replace"), _UNNAMED, channel, purpose, variant)
    for fault in faults(template):
        raise ScriptError(_flaw(fault).message, fault.line)
    path = paths.templates / f"{name}{SUFFIX}"
    _write(path, text)
    drop_unsaved(paths, name)
    return path


def current_source(paths: Paths, name: str) -> str:
    """The text of a template as it is used now. Raises NotFound."""
    return source(paths, name)[1]


def is_own(paths: Paths, name: str) -> bool:
    """Whether the user's folder has it."""
    return source(paths, name)[0].is_relative_to(paths.templates)


def unsaved(paths: Paths, name: str) -> str | None:
    """What was typed and never saved, of a template that was left or a program that was killed."""
    try:
        with _unsaved_path(paths, name).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError:
        return None
    return data.decode("utf-8", "replace") if len(data) <= MAX_BYTES else None


def keep_unsaved(paths: Paths, name: str, text: str) -> None:
    """Keep what is being typed, beside the templates, not among them."""
    _write(_unsaved_path(paths, name), text)


def drop_unsaved(paths: Paths, name: str) -> None:
    """It was saved, or is not wanted any more."""
    with suppress(OSError):
        _unsaved_path(paths, name).unlink(missing_ok=True)


def _rendered(
    desk: Desk, contact: Contact, template: Template, wording: int, flaws: tuple[Flaw, ...]
) -> Preview:
    from followup_tui.scripts.checker import check  # as in `preview`
    from followup_tui.scripts.checking import part_of
    from followup_tui.scripts.meter import measure
    from followup_tui.scripts.render import render
    from followup_tui.scripts.slots import context

    reading = desk.store.readings.latest(contact.id, desk.today)
    dossier = reading.dossier
    purpose = identifier(Purpose, template.purpose, "purpose")
    touch = next((t for t in dossier.planned if t.purpose == purpose), None)
    opening = touch.opening_id if touch is not None else None
    rendered = render(template, wording, context(material_for(desk, reading, opening)))
    limits = limits_of(desk)
    size = measure(rendered.body, template.channel, limits)
    known = background_for(
        desk, reading, f"{rendered.subject}\n{rendered.body}", rendered.used, opening
    )
    findings = check(
        rendered.body,
        template.channel,
        purpose,
        subject=rendered.subject,
        known=known,
        limits=limits,
        part=part_of(template.variant),
    )
    return Preview(
        rendered.subject,
        rendered.body,
        rendered.missing,
        findings,
        wording,
        len(template.wordings),
        size.words,
        size.seconds,
        flaws,
    )


def _fits(desk: Desk, dossier: Dossier, channel: str) -> bool:
    if channel == Channel.INVITATION:
        return not dossier.contact.connected
    rules, form = desk.rules(), form_of(channel) or channel
    if form in rules.form_order:
        return form in possible_forms(dossier, rules)
    return form not in rules.never


def _flaw(error: ScriptError) -> Flaw:
    return Flaw(max(error.line, 1), error.reason.removesuffix(f" (in {_UNNAMED})"))


def _parts(name: str) -> tuple[str, str, str]:
    parts = split_name(name)
    if parts is None:
        raise FileError(f"“{name}” is no name for a template: CHANNEL/PURPOSE[.VARIANT].")
    return parts


def _unsaved_path(paths: Paths, name: str) -> Path:
    _parts(name)
    return paths.state_dir / "templates" / f"{name}{SUFFIX}"


def _write(path: Path, text: str) -> None:
    private_dir(path.parent)
    with private_writer(path) as file:
        file.write(text)
