"""Verbs about the sources of scripts: which there are, a new one of one's own, what is wrong with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from followup_tui.core.words import Level, Purpose, spoken
from followup_tui.errors import FileError, FollowupError, NotFound, ScriptError, UsageError
from followup_tui.operations.identifiers import channel, identifier
from followup_tui.paths import Paths, bundled_templates, private_dir, private_writer
from followup_tui.scripts.library import Library
from followup_tui.scripts.template import SUFFIX, Template, join_name, split_name

_NEAR = ("email", "letter", "linkedin", "voicemail", "call")
"""Where a first wording is looked for when nobody wrote one for a channel: the written ones first."""

_SKELETON = """+++
title = "{title}"
{subject}needs = []
+++
Hi {{{{ contact.first_name }}}},

{{% if news %}}I read this: {{{{ news.text }}}}.{{% endif %}}

{{{{ me.name }}}}
"""


_SUBJECT = re.compile(r"^subject = .*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Listed:
    """A template in the list; `title` is empty when the file cannot be read."""

    name: str
    title: str
    wordings: int
    path: Path
    own: bool
    """It stands in the user's folder."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a template; `line` is 0 when the whole file is."""

    name: str
    line: int
    message: str
    level: Level = Level.ERROR
    """An error when no script should go out like that; else a remark."""


def listed(paths: Paths) -> tuple[Listed, ...]:
    """Every template there is, one's own in the place of those they shadow."""
    library = _library(paths)
    return tuple(_listed(library, paths, name) for name in library.names())


def source(paths: Paths, name: str) -> tuple[Path, str]:
    """The file of a template and its text. Raises NotFound."""
    path = _library(paths).path(name)
    if path is None:
        raise NotFound(f"There is no template {name}.", _alike(paths, name))
    try:
        return path, path.read_text("utf-8", errors="replace")
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror or error}.") from error


def new(paths: Paths, name: str, own_channels: tuple[str, ...] = ()) -> Path:
    """Begin a template of one's own: a copy of the nearest one that ships, else a first wording.

    A variant begins as the plain template, and a purpose that no one wrote for this channel as its
    e-mail. Raises FileError when there is one already: it is never written over.
    """
    parts = split_name(name)
    if parts is None:
        raise UsageError(
            f"“{name}” is no name for a template: CHANNEL/PURPOSE[.VARIANT], such as email/keep-warm."
        )
    channel(parts[0], own_channels)
    identifier(Purpose, parts[1], "purpose")
    path = paths.templates / f"{name}{SUFFIX}"
    if path.exists():
        raise FileError(f"{path} exists already; nothing was changed.")
    text = _copy(*parts) or _first_wording(*parts[:2])
    private_dir(path.parent)
    with private_writer(path) as file:
        file.write(text)
    return path


def flaws(paths: Paths) -> tuple[Flaw, ...]:
    """What is wrong with any template, tried out in every wording with full notes and with none."""
    library = _library(paths)
    return tuple(flaw for name in library.names() for flaw in _flaws(library, name))


def _flaws(library: Library, name: str) -> list[Flaw]:
    from followup_tui.scripts.rehearsal import objections  # brings Jinja2 along
    from followup_tui.scripts.render import faults

    try:
        template = library.load(name)
        wrong = faults(template)
        # What cannot be compiled cannot be tried out either.
        if wrong:
            return [Flaw(name, error.line, error.reason) for error in wrong]
        found = objections(template, _other_part(library, template))
        return [Flaw(name, flaw.line, flaw.message, flaw.level) for flaw in found]
    except ScriptError as error:
        return [Flaw(name, error.line, error.reason)]
    except FollowupError as error:
        return [Flaw(name, 0, str(error))]


def _other_part(library: Library, template: Template) -> Template | None:
    from followup_tui.scripts.rehearsal import counterpart
    from followup_tui.scripts.render import faults

    variant = counterpart(template.variant)
    other = join_name(template.channel, template.purpose, variant)
    # A flaw of the other part is told at the other part.
    found = _load(library, other) if variant else None
    return found if found is not None and not faults(found) else None


def _listed(library: Library, paths: Paths, name: str) -> Listed:
    template = _load(library, name)
    path = library.path(name) or paths.templates
    own = path.is_relative_to(paths.templates)
    if template is None:
        return Listed(name, "", 0, path, own)
    return Listed(name, template.title, len(template.wordings), path, own)


def _load(library: Library, name: str) -> Template | None:
    try:
        return library.load(name)
    except FollowupError:
        return None


def _library(paths: Paths) -> Library:
    return Library((paths.templates, bundled_templates()))


def _alike(paths: Paths, name: str) -> tuple[str, ...]:
    from difflib import get_close_matches  # only a name that nobody has needs it

    return tuple(get_close_matches(name, _library(paths).names(), 3, 0.5))


def _copy(channel_name: str, purpose: str, variant: str) -> str:
    """The text of the shipped template that comes nearest; empty when there is none."""
    shipped = Library((bundled_templates(),))
    near = [join_name(channel_name, purpose, variant), join_name(channel_name, purpose)]
    near += [join_name(other, purpose) for other in _NEAR]
    path = next(filter(None, map(shipped.path, near)), None)
    text = path.read_text("utf-8") if path else ""
    return text if channel_name == "email" else _SUBJECT.sub("", text, count=1)


def _first_wording(channel_name: str, purpose: str) -> str:
    subject = 'subject = "A short hello"\n' if channel_name == "email" else ""
    return _SKELETON.format(title=f"{spoken(channel_name)}: {spoken(purpose)}", subject=subject)
