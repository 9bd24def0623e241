"""Scripts that were written elsewhere, checked from the command line, an editor or a hook."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from followup_tui.cli import script_shapes
from followup_tui.cli.globals import open_here
from followup_tui.cli.group import Command
from followup_tui.cli.options import Number, as_json
from followup_tui.cli.printing import line, paragraph, show_json, tell
from followup_tui.cli.words import ChannelWord, Word, one_of
from followup_tui.core.phrases import count
from followup_tui.core.words import Channel, Purpose, spoken
from followup_tui.errors import UsageError
from followup_tui.operations import checking_files, lookup
from followup_tui.operations.checking_files import Checked, Explained, Kind
from followup_tui.operations.identifiers import channel as known_channel

_STDIN = "-"
_MOST = 999_999_999


@click.command(cls=Command, short_help="Check scripts that were written elsewhere.")
@click.argument("files", metavar="FILE|-...", nargs=-1)
@click.option(
    "--channel", type=ChannelWord(), help=f"The way it goes: {one_of(Channel)}; email unless given."
)
@click.option(
    "--purpose", type=Word(Purpose, "purpose"), help=f"What it is for: {one_of(Purpose)}."
)
@click.option(
    "--contact", metavar="NAME", help="Whom it is for; their planned touch says the rest."
)
@click.option("--opening", type=Number(1, _MOST), metavar="ID", help="The vacancy it is about.")
@click.option("--rules", "all_rules", is_flag=True, help="Say what every rule is about.")
@click.option("--explain", metavar="RULE", help="Say what one rule is about, such as L05.")
@as_json
def check(
    files: tuple[str, ...],
    channel: str | None,
    purpose: str | None,
    contact: str | None,
    opening: int | None,
    all_rules: bool,
    explain: str | None,
    as_json: bool,
) -> None:
    """Check scripts that were written elsewhere, from files or from stdin.

    Every finding is a line FILE:LINE:COLUMN RULE LEVEL MESSAGE, as editors and hooks read it. The
    command ends with 1 when there is an error among them. Without --contact the words alone are
    judged; a first line "Subject: ..." is the subject.
    """
    if all_rules or explain is not None:
        found = (checking_files.explained(explain),) if explain else checking_files.rules()
        _tell_rules(found, as_json)
        return
    if not files:
        raise UsageError("Name the file to check, or - for what comes in by a pipe.")
    if files.count(_STDIN) > 1:
        raise UsageError("What comes in by a pipe can be read once: name - once.")
    texts = [_text_of(file) for file in files]
    desk = open_here()
    if channel is not None:
        channel = known_channel(channel, desk.config.rotation.channels)
    person = lookup.contact_named(desk, contact) if contact is not None else None
    kind = Kind(channel, purpose, opening)
    results = [checking_files.check_text(desk, text, kind, person) for text in texts]
    if as_json:
        _show_as_json(files, results)
    else:
        for file, result in zip(files, results, strict=True):
            _tell_findings(file, result, f"{file}: " if len(files) > 1 else "")
    if not all(result.fit for result in results):
        click.get_current_context().exit(1)


def _show_as_json(files: Sequence[str], results: Sequence[Checked]) -> None:
    """One file as itself; of several, a list that names each."""
    if len(results) == 1:
        show_json(script_shapes.checked(results[0]))
        return
    pairs = zip(files, results, strict=True)
    show_json([{"file": file, **script_shapes.checked(result)} for file, result in pairs])


def _text_of(file: str) -> str:
    if file != _STDIN:
        return checking_files.read_script(Path(file))
    return checking_files.as_script(sys.stdin.buffer.read(checking_files.MAX_BYTES + 1), "The text")


def _tell_findings(file: str, result: Checked, lead: str) -> None:
    for found in result.findings:
        place = f"{file}:{found.line}:{found.column}"
        line(f"{place} {found.rule} {found.level} {found.message}")
    size = f"{count(result.words, 'word')}, {result.seconds} s"
    tell(
        f"{lead}{size}: {count(len(result.findings), 'finding') if result.findings else 'fit to send'}"
    )


def _tell_rules(found: tuple[Explained, ...], as_json: bool) -> None:
    if as_json:
        show_json([script_shapes.explained(rule) for rule in found])
    else:
        for rule in found:
            line((rule.rule, "name"), f" {rule.level}", (_where(rule), "dim"))
            paragraph(rule.text)
    for damage in checking_files.damaged_rules():
        tell(damage)


def _where(rule: Explained) -> str:
    named = [spoken(word) for word in (*rule.channels, *rule.purposes)]
    return f" · {', '.join(named)}" if named else ""
