"""Every command is declared once, has a key of its own, and can be given another."""

from __future__ import annotations

import inspect
import re
import string
from dataclasses import replace

import pytest
from textual.binding import Binding
from textual.keys import _character_to_key

from followup_tui.config import load_config
from followup_tui.operations.desk import Desk
from followup_tui.tui.commands import COMMANDS, MOVES, STEPS, Command, key_shown, keymap
from followup_tui.tui.flows import FLOWS, flow_named
from followup_tui.tui.screens.main import MainScreen
from tests.tui import stage
from tests.tui.stage import chosen, dialog, flat, opened, press, toasts
from tests.tui.town import newest, planned

ALL: tuple[Command, ...] = (*COMMANDS, *MOVES, *STEPS)
_NAMES = re.compile(r"(\w+)(?:\('?([^')]*)'?\))?")


def with_keys(desk: Desk, **keys: str | tuple[str, ...]) -> Desk:
    """The desk with these keys in its config, `touch_done` for `touch.done`."""
    wanted = {
        name.replace("_", ".", 1): (given,) if isinstance(given, str) else given
        for name, given in keys.items()
    }
    return replace(desk, config=replace(desk.config, keys=wanted))


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.id)
def test_every_command_has_an_action_that_exists(command: Command) -> None:
    """A method of the main screen, and a flow of that name where it is one."""
    found = _NAMES.fullmatch(command.action)
    assert found is not None
    name, argument = found.groups()
    assert callable(getattr(MainScreen, f"action_{name}"))
    if name == "flow":
        assert argument in FLOWS
        assert inspect.iscoroutinefunction(flow_named(argument))


def test_no_two_commands_share_a_key_or_an_id() -> None:
    """As they ship, every key means one thing."""
    keys = [key for command in ALL for key in command.key.split(",")]
    assert len(keys) == len(set(keys))
    assert len({command.id for command in ALL}) == len(ALL)


def test_every_binding_of_the_main_screen_has_an_id() -> None:
    """So that each of them can be given another key."""
    bound = {b.id for b in MainScreen.BINDINGS if isinstance(b, Binding)}
    assert bound == {command.id for command in ALL}


def test_every_command_says_what_it_does() -> None:
    """A short label for the footer, a sentence for help and palette."""
    for command in ALL:
        assert 0 < len(command.label) <= 14
        assert command.help[0].isupper()
        assert not command.help.endswith(".")


def test_every_flow_belongs_to_a_key_or_to_the_start() -> None:
    """No flow that nobody can reach."""
    reached = {m[2] for c in COMMANDS if (m := _NAMES.fullmatch(c.action)) and m[1] == "flow"}
    assert set(FLOWS) - reached == {"welcome"}


def test_typed_signs_are_the_keys_that_the_terminal_sends() -> None:
    """Every sign of a keyboard can be written as it looks, and is shown as it was written."""
    for sign in string.punctuation:
        accepted, faults = keymap({"touch.why": (sign,)})
        if not faults:
            assert accepted == {"touch.why": _character_to_key(sign)}
        assert key_shown(_character_to_key(sign)) == sign


def test_an_unknown_id_is_told_with_the_nearest_right_one() -> None:
    """The rest of the keys hold."""
    accepted, faults = keymap({"touch.don": ("f2",), "touch.snooze": ("f3",)})
    assert accepted == {"touch.snooze": "f3"}
    assert faults == ("[keys] touch.don: there is no such command; did you mean touch.done?",)


def test_an_id_like_no_other_is_told_without_a_guess() -> None:
    """Nothing is near."""
    _, faults = keymap({"zzzz": ("f2",)})
    assert faults == ("[keys] zzzz: there is no such command",)


def test_a_key_that_is_taken_stays_where_it_was() -> None:
    """The command that wanted it keeps its own, and both are named."""
    accepted, faults = keymap({"touch.done": ("s",)})
    assert accepted == {}
    assert faults == (
        "[keys] touch.done: the key s belongs to contact.star as well; it was left out",
    )


def test_the_keys_that_move_are_taken_as_well() -> None:
    """j is nobody else's unless moving has another key."""
    accepted, faults = keymap({"touch.done": ("j",)})
    assert accepted == {}
    assert "belongs to line.down as well" in faults[0]
    assert keymap({"touch.done": ("j",), "line.down": ("n", "down")})[1] != ()
    assert keymap({"touch.done": ("j",), "line.down": ("f2", "down")})[1] == ()


def test_two_commands_can_change_places() -> None:
    """A swap is no clash."""
    accepted, faults = keymap({"touch.done": ("z",), "touch.snooze": ("d",)})
    assert accepted == {"touch.done": "z", "touch.snooze": "d"}
    assert faults == ()


def test_a_refused_wish_is_no_gap_for_another() -> None:
    """Snooze may not have s, so it keeps z, so done may not have z: no command is without a key."""
    accepted, faults = keymap({"touch.done": ("z",), "touch.snooze": ("s",)})
    assert accepted == {}
    assert [fault.split(":")[0] for fault in faults] == ["[keys] touch.snooze", "[keys] touch.done"]


async def test_another_key_works_and_the_old_one_is_free(town: Desk) -> None:
    """Done by f2; d does nothing any more."""
    async with opened(with_keys(town, touch_done="f2")) as pilot:
        before = planned(town, "Nora Lind")
        await press(pilot, "d")
        assert planned(town, "Nora Lind") == before
        await press(pilot, "f2")
        assert newest(town, "Nora Lind").done_on == town.today


async def test_several_keys_work_each_once(town: Desk) -> None:
    """Two keys for moving down: either moves by one."""
    async with opened(with_keys(town, line_down=("ctrl+b", "f2"))) as pilot:
        await press(pilot, "ctrl+b", "f2")
        assert chosen(pilot) == "Ann Lee"
        await press(pilot, "j")
        assert chosen(pilot) == "Ann Lee"


async def test_a_key_from_the_config_file_works(town: Desk) -> None:
    """Written as it looks, in a list or alone."""
    path = town.paths.config_file
    path.write_text('[keys]\n"touch.why" = [";"]\n"line.end" = ">"\n', encoding="utf-8")
    config, faults = load_config(path)
    assert faults == ()
    async with opened(replace(town, config=config)) as pilot:
        await press(pilot, "semicolon")
        assert "Why Nora Lind" in dialog(pilot)
        await press(pilot, "escape", "greater_than_sign")
        assert chosen(pilot) == "Pia Roe"


async def test_footer_help_palette_and_toast_show_the_real_key(town: Desk) -> None:
    """Wherever a key is named, it is the one that works."""
    desk = with_keys(town, touch_done="f2", history_undo="f3", note_add="f4")
    async with opened(desk, (140, 70)) as pilot:
        assert "f2 Done" in stage.seen(pilot)
        await press(pilot, "question_mark")
        assert "f2 Mark it done" in flat(dialog(pilot))
        await press(pilot, "escape")
        assert "f4 notes what you share" in flat(stage.notes(pilot))
        titles = [c.title for c in stage.app_of(pilot).get_system_commands(stage.main(pilot))]
        assert "Done  (f2)" in titles
        await press(pilot, "f2")
        assert toasts(pilot)[-1].endswith("f3 undo")


async def test_every_fault_is_told_at_the_start(town: Desk) -> None:
    """Unknown ids, clashes and faults of the config in one toast."""
    desk = replace(with_keys(town, touch_don="f2", touch_done="s"), faults=("screen.x: no such",))
    async with opened(desk) as pilot:
        (toast,) = toasts(pilot)
        assert toast.split("\n") == [
            "screen.x: no such",
            "[keys] touch.don: there is no such command; did you mean touch.done?",
            "[keys] touch.done: the key s belongs to contact.star as well; it was left out",
        ]


async def test_keys_of_the_mouse_less_all_move(town: Desk) -> None:
    """tab, h, l and the numbers go round the panes."""
    async with opened(town) as pilot:
        visited = []
        for key in ("tab", "l", "tab", "l", "h", "shift+tab", "2", "1"):
            await press(pilot, key)
            visited.append(stage.focus(pilot))
        names = ["timeline", "script-text", "notes", "stars"]
        assert visited == [*names, "notes", "script-text", "timeline", "stars"]
