"""Claims about the options that every command takes, and about the help."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from followup_tui import __version__
from followup_tui.cli import followup
from followup_tui.cli.globals import OPTIONS
from tests.cli_program import Program, add_ann


def run(*args: str, **environment: str) -> Result:
    """The answer to a bare command line."""
    return CliRunner(env=environment).invoke(followup, args, catch_exceptions=False)


def _all_commands() -> list[tuple[str, ...]]:
    """Every command with its path, groups included."""
    found: list[tuple[str, ...]] = [()]
    context = click.Context(followup)
    for name in followup.list_commands(context):
        command = followup.get_command(context, name)
        assert command is not None
        found.append((name,))
        if isinstance(command, click.Group):
            found += [(name, inner) for inner in command.list_commands(context)]
    return found


COMMANDS = _all_commands()


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_help_names_the_global_options(path: tuple[str, ...]) -> None:
    """Whatever command is asked, the options for all of them are shown."""
    text = run(*path, "--help").stdout
    assert all(option.opts[0] in text for option in OPTIONS)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_help_begins_with_a_complete_sentence(path: tuple[str, ...]) -> None:
    """What a command does is said in a sentence, and so is what each of its options does."""
    command: click.Command = followup
    context = click.Context(followup)
    for name in path:
        assert isinstance(command, click.Group)
        inner = command.get_command(context, name)
        assert inner is not None
        command = inner
    options = [p for p in command.params if isinstance(p, click.Option)]
    texts = [command.help or "", *(p.help or "" for p in options if p.name != "help")]
    assert all(text.rstrip().endswith((".", "`.")) for text in texts), texts


def test_every_command_is_in_the_help() -> None:
    """The first help lists every command."""
    text = run("--help").stdout
    assert all(path[0] in text for path in COMMANDS if path)


@pytest.mark.parametrize("before", [True, False])
def test_a_home_before_or_after_the_command(tmp_path: Path, before: bool) -> None:
    """The home holds wherever it stands in the line."""
    home = ["--home", str(tmp_path / "other")]
    result = run(*home, "config", "path") if before else run("config", "path", *home)
    assert result.stdout == f"{tmp_path / 'other' / 'config.toml'}\n"


def test_a_home_between_a_group_and_its_command(tmp_path: Path) -> None:
    """A command in a group takes it in every place."""
    result = run("config", "--home", str(tmp_path / "other"), "path")
    assert str(tmp_path / "other") in result.stdout


def test_the_innermost_home_wins(tmp_path: Path) -> None:
    """What stands nearest to the command counts."""
    result = run("--home", str(tmp_path / "a"), "config", "path", "--home", str(tmp_path / "b"))
    assert result.stdout == f"{tmp_path / 'b' / 'config.toml'}\n"


def test_a_home_from_the_environment(tmp_path: Path) -> None:
    """FOLLOWUP_HOME is used where no option says otherwise."""
    named = str(tmp_path / "named")
    assert named in run("config", "path", FOLLOWUP_HOME=named).stdout
    option = str(tmp_path / "option")
    assert option in run("--home", option, "config", "path", FOLLOWUP_HOME=named).stdout


@pytest.mark.parametrize("before", [True, False])
def test_a_day_before_or_after_the_command(home: Path, before: bool) -> None:
    """The day takes the place of today everywhere."""
    add_ann(Program(home))
    day = ["--today", "2026-03-05"]
    result = run(*day, "due", "--json") if before else run("due", "--json", *day)
    assert json.loads(result.stdout)[0]["days_past"] == 3


def test_a_day_from_the_environment(home: Path) -> None:
    """FOLLOWUP_TODAY is a day as well."""
    add_ann(Program(home))
    result = run("due", "--json", FOLLOWUP_TODAY="2026-03-05")
    assert json.loads(result.stdout)[0]["days_past"] == 3


@pytest.mark.parametrize("day", ["2026-02-30", "gibberish", "9999-12-31", "0001-01-01"])
def test_a_wrong_day_is_a_usage_error(day: str) -> None:
    """A day that is none is refused, from option and environment."""
    assert run("due", "--today", day).exit_code == 2
    assert run("due", FOLLOWUP_TODAY=day).exit_code == 2


def test_a_database_of_its_own(home: Path, tmp_path: Path) -> None:
    """--database and FOLLOWUP_DATABASE choose the file, wherever they stand."""
    path = str(tmp_path / "client.db")
    run("--database", path, "add", "Bo Ray")
    assert run("show", "Bo", "--database", path).exit_code == 0
    assert run("show", "Bo", FOLLOWUP_DATABASE=path).exit_code == 0
    assert run("show", "Bo").exit_code == 3


def test_a_database_of_another_kind_is_not_supported() -> None:
    """A URL of another kind is refused with a sentence."""
    result = run("due", "--database", "mysql://localhost/x")
    assert result.exit_code == 2
    assert "mysql://" in result.stderr


@pytest.mark.parametrize("option", ["--home", "--database", "--today"])
def test_an_empty_value_is_refused(option: str) -> None:
    """An option that names nothing is a slip of the pen."""
    assert run("due", option, "").exit_code == 2


@pytest.mark.parametrize("line", [("--version",), ("due", "--version"), ("config", "--version")])
def test_the_version(line: tuple[str, ...]) -> None:
    """It is told before or after a command, and nothing else is done."""
    assert run(*line).stdout == f"followup {__version__}\n"


@pytest.mark.parametrize("before", [True, False])
def test_plain_letters(home: Path, before: bool) -> None:
    """--ascii leaves no sign outside ASCII, whatever the page draws."""
    add_ann(Program(home))
    result = run("--ascii", "due") if before else run("due", "--ascii")
    assert "Ann Lee" in result.output
    assert result.output.isascii()


def test_plain_letters_by_config(home: Path) -> None:
    """The setting does the same as the option."""
    program = Program(home)
    add_ann(program)
    program("config", "set", "screen.ascii", "true")
    assert program("show", "Ann").output.isascii()


def test_failures_are_told_in_plain_letters_too() -> None:
    """An error keeps to --ascii."""
    assert run("show", "nobody", "--ascii").stderr.isascii()


def _colored(*args: str, **environment: str) -> bool:
    """Whether a terminal would get colours."""
    result = CliRunner(env=environment).invoke(followup, args, color=True)
    return "\x1b[" in result.output


def test_colours_can_be_left_out(home: Path) -> None:
    """--no-color before or after the command, or NO_COLOR, leaves them all out."""
    add_ann(Program(home))
    assert _colored("due")
    assert not _colored("--no-color", "due")
    assert not _colored("due", "--no-color")
    assert not _colored("due", NO_COLOR="1")


def test_an_unknown_command_names_the_help() -> None:
    """A word that is no command ends with 2 and says where to look."""
    result = run("remove", "Ann")
    assert result.exit_code == 2
    assert "`followup --help`" in result.stderr


def test_a_slip_in_an_option_is_pointed_out() -> None:
    """The nearest option is proposed."""
    result = run("due", "--dyas", "3")
    assert result.exit_code == 2
    assert "--days" in result.stderr


def test_a_group_alone_shows_its_help() -> None:
    """A group needs one of its commands, and lists them."""
    result = run("config")
    assert result.exit_code == 2
    assert "Change a setting." in result.stderr
