"""Every promise about reliability and security has tests that try it (RELIABILITY section 4)."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent

PROMISES: dict[str, tuple[str, ...]] = {
    "P1 what was acknowledged survives kill -9 and a power cut": (
        "store/test_kills_of_the_day.py::test_five_hundred_kills",
        "powercut/test_power_cuts.py::test_four_hundred_cuts",
        "powercut/test_failing_disk.py::test_a_disk_that_fails_at_any_write",
    ),
    "P2 done and its follow-on happen together, once": (
        "store/test_store_kills.py::test_two_programs_mark_the_same_touches",
        "store/test_kills_of_the_day.py::test_a_dozen_kills_in_a_day",
    ),
    "P3 two programs never lose each other's edits": (
        "store/test_store_kills.py::test_two_programs_edit_the_same_person",
        "store/test_store_faults.py::test_an_edit_of_an_older_state_is_a_conflict",
        "tui/test_other_process.py::test_a_touch_done_elsewhere_leaves_its_place",
    ),
    "P4 a newer database is never written": (
        "test_hostile40.py::test_38_a_newer_database",
        "store/test_store_opening.py::test_a_newer_program_takes_over_while_open",
        "store/test_store_samples.py::test_an_earlier_file_opens_and_goes_on",
        "store/test_store_samples.py::test_a_killed_update_is_no_update",
    ),
    "P5 a failed import changes nothing": (
        "store/test_store_kills.py::test_a_killed_import_is_whole_or_absent",
        "store/test_store_faults.py::test_a_full_disk_changes_nothing",
    ),
    "P6 no text from outside drives the terminal": (
        "test_hostile40.py::test_1_to_14_on_the_screen",
        "test_hostile40.py::test_1_to_14_on_the_command_line",
        "test_cli_hostile.py::test_no_name_reaches_the_terminal_as_an_order",
        "tui/test_hostile_text.py::test_every_place_shows_it_as_plain_text",
        "tui/test_control_filter.py::test_no_widget_lets_a_hostile_name_through",
    ),
    "P7 no template hangs, grows, reads or changes": (
        "test_hostile40.py::test_15_to_20_templates",
        "scripts/test_script_bounds.py::test_hostile_template_is_refused_with_its_line",
        "scripts/test_script_bounds.py::test_random_template_renders_or_is_refused",
    ),
    "P8 no file hangs or ends an import": (
        "test_hostile40.py::test_21_to_28_cards",
        "exchange/test_exchange_fuzz.py::test_mutated_cards",
        "exchange/test_exchange_fuzz.py::test_arbitrary_bytes",
    ),
    "P9 what is kept is readable by its owner alone": (
        "operations/test_upkeep_verbs.py::test_a_careless_umask_opens_no_door",
        "operations/test_upkeep_verbs.py::test_a_home_that_was_open_is_closed",
    ),
    "P10 every step can be taken back": (
        "store/test_store_journal_property.py::test_all_back_is_the_start_and_all_again_the_end",
        "store/test_store_kills.py::test_undo_after_a_kill",
    ),
    "P11 nothing is mailed without a yes to exactly this": (
        "operations/test_mailing.py::test_what_was_confirmed_is_what_is_sent",
        "operations/test_mailing.py::test_an_edit_after_the_yes_is_not_sent",
        "operations/test_mailing.py::test_a_kill_while_sending_never_sends_twice",
        "operations/test_upkeep_verbs.py::test_an_email_in_doubt_is_found",
    ),
    "P12 a crash gives back the terminal and the draft": (
        "tui/test_terminal_guard.py::test_a_signal_gives_the_terminal_back",
        "tui/test_real_terminal.py::test_a_kill_while_editing_loses_only_the_last_moment",
        "tui/test_real_terminal.py::test_a_signal_while_editing_keeps_the_draft",
    ),
    "P13 a crash report holds no private data": (
        "tui/test_crash_report.py::test_a_report_holds_no_private_data",
        "tui/test_real_terminal.py::test_a_crash_tells_nobody_and_keeps_the_draft",
    ),
    "P14 no byte of a terminal ends the program": (
        "test_hostile40.py::test_40_bytes_that_are_no_keys",
        "tui/test_input_hardening.py::test_random_sequences_raise_nothing",
    ),
    "P15 a file in a bad state is one sentence": (
        "test_hostile40.py::test_39_files_that_are_none",
        "test_read_only_home.py::test_a_read_only_home",
        "store/test_store_opening.py::test_damage_anywhere_ends_in_a_typed_error",
        "store/test_store_faults.py::test_a_lock_that_lasts_is_told",
        "operations/test_upkeep_verbs.py::test_damage_is_found",
    ),
    "P16 there is always a way back": (
        "operations/test_backups_daily.py::test_old_ones_go_and_every_kept_one_restores",
        "operations/test_upkeep_verbs.py::test_there_is_a_way_back",
        "operations/test_upkeep_verbs.py::test_a_sealed_backup_comes_back",
        "store/test_store_kills.py::test_a_killed_backup_leaves_no_bad_file",
    ),
    "P17 files that go out harm nobody and come back": (
        "test_hostile40.py::test_1_to_14_in_files_that_go_out",
        "test_hostile40.py::test_30_a_formula_in_a_cell",
        "test_hostile40.py::test_36_an_alarm_in_a_title",
        "operations/test_json_round_trip.py::test_it_comes_back_the_same",
    ),
    "P18 nothing leaves unasked": (
        "test_nothing_leaves.py::test_a_day_on_the_command_line",
        "test_nothing_leaves.py::test_a_day_on_the_screen",
        "operations/test_forgetting.py::test_no_byte_is_left",
    ),
}


@cache
def names_in(file: str) -> frozenset[str]:
    """The names of the tests of a file."""
    tree = ast.parse((HERE / file).read_text("utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in tree.body if isinstance(node, kinds))


@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_is_tried(promise: str) -> None:
    """The tests that are said to try it are there."""
    for place in PROMISES[promise]:
        file, name = place.split("::")
        assert name in names_in(file), place


def test_no_promise_is_left_out() -> None:
    """All eighteen, in their order."""
    assert [promise.split()[0] for promise in PROMISES] == [f"P{n}" for n in range(1, 19)]
