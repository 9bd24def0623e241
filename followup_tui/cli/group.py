"""The commands by name: each is loaded when it is asked for, and takes the global options."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

import click

from followup_tui.cli.failures import guarded, reporting
from followup_tui.cli.globals import OPTIONS, settings

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

COMMANDS: dict[str, dict[str, str]] = {
    "Every day": {
        "due": "due",
        "review": "program",
        "show": "reading",
        "company": "reading",
        "find": "reading",
        "stats": "stats",
        "draft": "material",
        "mail": "mail",
        "check": "checking",
        "done": "daily",
        "log": "daily",
        "skip": "daily",
        "snooze": "daily",
        "undo": "daily",
        "redo": "daily",
        "history": "daily",
        "task": "tasks",
        "news": "feeds",
    },
    "People and companies": {
        "add": "people",
        "edit": "people",
        "delete": "people",
        "forget": "forgetting",
        "star": "people",
        "tag": "merging",
        "duplicates": "merging",
        "merge": "merging",
        "note": "material",
        "interview": "playbook",
        "passed": "playbook",
        "reopen": "playbook",
        "application": "applications",
        "opening": "playbook",
        "refer": "playbook",
        "hired": "playbook",
        "searching": "playbook",
        "pause": "people",
        "stop": "people",
        "wanted": "people",
        "event": "tasks",
        "alert": "alerts",
        "away": "timing",
        "spread": "timing",
        "silence": "timing",
    },
    "What scripts are made of": {
        "insight": "vault",
        "story": "vault",
        "gain": "learned",
        "feedback": "learned",
    },
    "Files and upkeep": {
        "import": "exchange",
        "export": "exporting",
        "feeds": "feeds",
        "templates": "templates",
        "backup": "upkeep",
        "restore": "upkeep",
        "doctor": "upkeep",
        "migrate-to": "migrating",
        "config": "config",
        "completions": "upkeep",
        "serve": "serve",
        "demo": "program",
    },
}
"""Heading of the help, name of the command, module of this package that holds it."""

_HOMES = {name: module for part in COMMANDS.values() for name, module in part.items()}


class Command(click.Command):
    """One command, with the global options behind its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(OPTIONS)
        self.context_settings = {**CONTEXT, **self.context_settings}

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its own options first, those of every command under a heading of their own."""
        _write_options(self.get_params(ctx), ctx, formatter)


class Group(Command, click.Group):
    """A command with commands of its own."""

    command_class = Command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands before all options: they are what is looked for."""
        self.format_commands(ctx, formatter)
        _write_options(self.get_params(ctx), ctx, formatter)


class Root(Group):
    """`followup` itself, which tells failures in one sentence."""

    def main(self, args: Sequence[str] | None = None, **extra: Any) -> Any:  # type: ignore[override]
        """Run a command line; with `standalone_mode`, the default, the process ends here."""
        standalone = extra.pop("standalone_mode", True)
        extra["prog_name"] = "followup"
        run = super().main
        code = guarded(lambda: run(args, standalone_mode=False, **extra))
        if standalone:
            sys.exit(code)
        return code

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what nobody expected becomes a report in the chosen home."""
        with reporting(lambda: settings().home_path):
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the help."""
        return list(_HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded with nothing but what it shares a module with."""
        if cmd_name not in _HOMES:
            return None
        module = import_module(f"followup_tui.cli.{_HOMES[cmd_name]}")
        _look_for_garbage()
        # `import` cannot be the name of a function.
        name = cmd_name.replace("-", "_")
        found = getattr(module, name, None) or getattr(module, f"{name}_")
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Under the headings by which a person would look for them."""
        for heading, names in COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl(list(self._short_helps(ctx, names)))

    def _short_helps(self, ctx: click.Context, names: dict[str, str]) -> Iterator[tuple[str, str]]:
        for name in names:
            command = self.get_command(ctx, name)
            yield name, command.get_short_help_str(80) if command else ""


def _look_for_garbage() -> None:
    """From here on, where `cli.main` turned that off: what was loaded so far is none."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _write_options(
    params: list[click.Parameter], ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    for heading, everywhere in (("Options", False), ("For every command", True)):
        # Arguments stand in the usage line already.
        chosen = [p for p in params if isinstance(p, click.Option)]
        records = [p.get_help_record(ctx) for p in chosen if (p in OPTIONS) is everywhere]
        if told := [record for record in records if record is not None]:
            with formatter.section(heading):
                formatter.write_dl(told)


@click.group(cls=Root, invoke_without_command=True, no_args_is_help=False)
@click.pass_context
def followup(ctx: click.Context) -> None:
    """Stay pleasantly persistent with the people who passed on you.

    Without a command it opens the full-screen program.
    """
    if ctx.invoked_subcommand is None:
        # Only this needs the full-screen program.
        from followup_tui.cli.program import open_program

        open_program()
