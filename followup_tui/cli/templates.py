"""The sources of scripts, seen and begun from the command line."""

from __future__ import annotations

import click

from followup_tui.cli import script_shapes
from followup_tui.cli.globals import paths, tell_faults
from followup_tui.cli.group import Command, Group
from followup_tui.cli.options import as_json
from followup_tui.cli.printing import line, show_json, table, verbatim
from followup_tui.config import load_config
from followup_tui.core.phrases import count
from followup_tui.core.words import Level
from followup_tui.operations import templates as sources
from followup_tui.operations.templates import Flaw


@click.group(cls=Group, short_help="See and write what scripts are made from.")
def templates() -> None:
    """See and write the templates that scripts are made from."""


@templates.command("list", cls=Command, short_help="List every template.")
@as_json
def list_(as_json: bool) -> None:
    """List every template; your own take the place of those that ship."""
    found = sources.listed(paths())
    if as_json:
        show_json([script_shapes.template(t) for t in found])
        return
    table(
        [
            (
                (t.name, "name"),
                t.title or "cannot be read: `followup templates check` says why",
                ("your own" if t.own else "", "mine"),
            )
            for t in found
        ],
        indent=0,
    )


@templates.command(cls=Command)
@click.argument("name", metavar="CHANNEL/PURPOSE[.VARIANT]")
@as_json
def show(name: str, as_json: bool) -> None:
    """Print the source of a template."""
    path, text = sources.source(paths(), name)
    if as_json:
        show_json({"name": name, "path": str(path), "source": text})
    else:
        verbatim(text.removesuffix("\n"))


@templates.command(cls=Command, short_help="Begin a template of your own.")
@click.argument("name", metavar="CHANNEL/PURPOSE[.VARIANT]")
@as_json
def new(name: str, as_json: bool) -> None:
    """Begin a template of your own, from the one that ships where there is one."""
    places = paths()
    config, faults = load_config(places.config_file)
    tell_faults(tuple(map(str, faults)), config)
    path = sources.new(places, name, config.rotation.channels)
    show_json({"name": name, "path": str(path)}) if as_json else line(str(path))


@templates.command(cls=Command, short_help="Say what is wrong with any template.")
@as_json
def check(as_json: bool) -> None:
    """Say what is wrong with any template, with its line.

    Every wording is tried out twice, with every note there could be and with a bare name, and the
    checks read it. Remarks are only told; errors make the command fail.
    """
    places = paths()
    flaws = sources.flaws(places)
    if as_json:
        show_json([script_shapes.flaw(f) for f in flaws])
    else:
        for flaw in flaws:
            line(_sentence(flaw))
    if any(flaw.level is Level.ERROR for flaw in flaws):
        click.get_current_context().exit(1)
    if not as_json:
        line(_summary(len(sources.listed(places)), len(flaws)))


def _summary(templates: int, remarks: int) -> str:
    if remarks:
        return f"{count(templates, 'template')}, {count(remarks, 'remark')}, no errors"
    return f"{count(templates, 'template')}, all of them fine"


def _sentence(flaw: Flaw) -> str:
    place = f"{flaw.name}, line {flaw.line}" if flaw.line else flaw.name
    return f"{place}: {flaw.message}"
