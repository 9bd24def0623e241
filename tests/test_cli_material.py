"""Claims about notes, drafts and templates on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup_tui.operations import drafting
from followup_tui.operations.desk import Desk
from tests.builders import TODAY
from tests.cli_program import Program, add_ann


@pytest.fixture
def program(home: Path) -> Program:
    """The program with Ann, common ground and news, and with my own name and number."""
    found = Program(home)
    found("config", "set", "me.name", "Sam Reyes")
    found("config", "set", "me.phone", "+1 313 555 0199")
    add_ann(found)
    found("note", "Ann", "Parkview golf", "--kind", "common")
    found("note", "company:Acme", "the hybrid line moves up to spring", "--kind", "news")
    return found


def test_a_note_on_a_person_is_shown_with_them(program: Program) -> None:
    """The note stands on the person's page with its kind and day."""
    (note,) = [n for n in program.json("show", "Ann")["notes"] if n["kind"] == "common"]
    assert (note["text"], note["on"]) == ("Parkview golf", TODAY.isoformat())


def test_news_expires_by_itself(program: Program) -> None:
    """News without a date of its own has one all the same."""
    note = program.json("note", "Acme", "they opened a plant", "--kind", "news")["note"]
    assert note["expires"] == "2026-04-16"


def test_news_takes_a_day_tone_and_address(program: Program) -> None:
    """What the options say is kept."""
    note = program.json(
        "note",
        *("Acme", "twelve people laid off", "--kind", "news", "--expires", "2w"),
        *("--tone", "hard", "--url", "https://news.example/1"),
    )["note"]
    assert (note["expires"], note["tone"], note["url"]) == (
        "2026-03-16",
        "hard",
        "https://news.example/1",
    )


def test_a_person_comes_before_a_company(program: Program) -> None:
    """A name that both have means the person, unless a prefix decides."""
    program("add", "Bo Acme")
    assert "contact" in program.json("note", "acme", "tall")
    assert "contact" in program.json("note", "person:acme", "tall")
    assert "contact" not in program.json("note", "company: acme", "large")


def test_a_wish_moves_the_plan(program: Program) -> None:
    """A month they named is where the next touch goes."""
    result = program("note", "Ann", "please call me in May", "--kind", "wish")
    assert "as they asked" in result.stderr
    assert program.json("due")[0]["due_on"].startswith("2026-05")


def test_a_wish_to_stop_ends_it(program: Program) -> None:
    """Stop as a note is as final as the command."""
    program("note", "Ann", "do not contact me again", "--kind", "wish")
    assert program.json("show", "Ann")["contact"]["state"] == "stopped"


@pytest.mark.parametrize(
    "wrong", [("--kind", "gossip"), ("--tone", "loud"), ("--expires", "someday")]
)
def test_a_wrong_word_in_a_note_is_refused(program: Program, wrong: tuple[str, str]) -> None:
    """Kind, tone and date have to be ones."""
    program("note", "Ann", "text", *wrong, exits=2)


def test_an_empty_note_is_refused(program: Program) -> None:
    """A note needs some words."""
    program("note", "Ann", "  ", exits=2)


def test_a_planned_call_gives_the_voicemail_script(program: Program) -> None:
    """That is what mostly happens; --channel call gives the other."""
    assert program.json("draft", "Ann")["channel"] == "voicemail"
    assert program.json("draft", "Ann", "--channel", "call")["template"] == "call/keep-warm"


def test_a_draft_uses_what_is_known(program: Program) -> None:
    """Common ground, news, my name and number stand in the script."""
    script = program.json("draft", "Ann")
    for words in ("Parkview golf", "hybrid line", "Sam Reyes", "0199"):
        assert words in script["body"]
    assert {piece["kind"] for piece in script["used"]} == {"note"}
    assert script["missing"] == []


def test_the_script_alone_goes_to_stdout(program: Program) -> None:
    """What there is to say about it goes to stderr."""
    result = program("draft", "Ann", "--channel", "email")
    assert result.stdout.startswith("Subject: ")
    assert "words" not in result.stdout.splitlines()[-1]
    assert "e-mail · keep warm" in result.stderr


def test_a_missing_slot_is_a_finding(home: Path) -> None:
    """Without news and a name the script says what is missing."""
    program = Program(home)
    add_ann(program)
    script = program.json("draft", "Ann")
    assert set(script["missing"]) >= {"me", "news"}
    assert "L05" in {finding["rule"] for finding in script["findings"]}


def test_findings_are_told_on_stderr(home: Path) -> None:
    """Each remark names its rule, level and line."""
    program = Program(home)
    add_ann(program)
    assert "L05 error, line 1: " in program("draft", "Ann").stderr


def test_a_draft_says_how_to_set_my_name(home: Path) -> None:
    """As long as name or number are unknown, the way to set them is told."""
    program = Program(home)
    add_ann(program)
    told = program("draft", "Ann").stderr
    assert 'followup config set me.name "' in told
    assert 'followup config set me.phone "' in told


def test_wordings_differ(program: Program) -> None:
    """--wording picks one, counted from 0 and round."""
    first = program.json("draft", "Ann", "--wording", "0")
    second = program.json("draft", "Ann", "--wording", "1")
    assert (first["wording"], second["wording"]) == (0, 1)
    assert first["body"] != second["body"]


def test_done_records_the_draft(program: Program) -> None:
    """The words and what they were made of are kept with the touch."""
    body = program.json("draft", "Ann")["body"]
    touch = program.json("done", "Ann")["touch"]
    assert touch["text"] == body
    assert touch["used"]


def test_done_with_nothing_planned_records_the_draft_too(program: Program) -> None:
    """A draft for someone without a plan is what was sent, as well."""
    program("add", "Bo Ray", "--email", "bo@acme.example", "--company", "Acme")
    body = program.json("draft", "Bo", "--channel", "email")["body"]
    assert program.json("done", "Bo", "--channel", "email")["touch"]["text"] == body


def test_a_fresh_draft_is_kept_as_untouched(program: Program, home: Path, desk: Desk) -> None:
    """A script nobody changed may be rendered afresh."""
    program("draft", "Ann")
    kept = desk.store.drafts.draft(1)
    assert kept is not None
    assert not kept.edited


def _edited(desk: Desk, channel: str | None = None) -> None:
    """Ann's draft as a person changed it."""
    script = drafting.draft(desk, desk.store.people.contact(1), drafting.Wanted(channel))
    drafting.keep(desk, script, "My own words.")


def test_my_own_words_are_shown(program: Program, desk: Desk) -> None:
    """A draft that a person changed comes before a fresh one, and is not lost."""
    _edited(desk)
    assert program.json("draft", "Ann")["body"] == "My own words."
    assert program.json("done", "Ann")["touch"]["text"] == "My own words."


def test_my_own_words_for_another_channel_survive(program: Program, desk: Desk) -> None:
    """A script for another channel is shown without writing over them."""
    _edited(desk)
    result = program("draft", "Ann", "--channel", "email")
    assert "kept as it is" in result.stderr
    assert "My own words." not in result.stdout
    assert program.json("draft", "Ann")["body"] == "My own words."


def test_while_a_reply_is_owed_nothing_else_is_drafted(program: Program) -> None:
    """The reply is the script; another purpose is refused."""
    program("log", "Ann", "--channel", "email", "--in", "--said", "Can you call me?")
    assert program.json("draft", "Ann")["purpose"] == "reply"
    program("draft", "Ann", "--purpose", "keep-warm", exits=1)


def test_an_invitation_is_drafted_to_connect(program: Program) -> None:
    """The channel alone says what it is for."""
    assert program.json("draft", "Ann", "--channel", "invitation")["purpose"] == "connect"


def test_an_unknown_opening_is_not_found(program: Program) -> None:
    """A vacancy that nobody noted cannot be written about."""
    program("draft", "Ann", "--opening", "7", "--purpose", "keep-warm", exits=3)


def test_no_script_names_those_that_fit(program: Program) -> None:
    """A combination without a template says how to begin one."""
    program("config", "set", "rotation.channels", "fax")
    told = program("draft", "Ann", "--channel", "fax", "--purpose", "value", exits=3).stderr
    assert "followup templates new fax/value" in told
    assert "email/value" in told


def test_copy_puts_it_into_the_clipboard(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """The script is copied, and the touch remembers that it left the program."""
    copied: list[str] = []
    monkeypatch.setattr("pyperclip.copy", copied.append)
    body = program.json("draft", "Ann", "--copy")["body"]
    assert copied == [body]
    assert program.json("due")[0]["handed"] is True


def test_without_a_clipboard_the_script_is_printed(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine without one gets a sentence, not a traceback."""
    import pyperclip

    def refuse(text: str) -> None:
        raise pyperclip.PyperclipException

    monkeypatch.setattr("pyperclip.copy", refuse)
    result = program("draft", "Ann", "--copy", exits=1)
    assert "Sam Reyes" in result.stdout
    assert "no clipboard" in result.stderr


def test_templates_are_listed(home: Path) -> None:
    """Those that ship are there from the start."""
    names = [template["name"] for template in Program(home).json("templates", "list")]
    assert "email/keep-warm" in names


def test_a_template_of_my_own_shadows_the_shipped_one(home: Path) -> None:
    """new copies what ships, and the copy is then the one that counts."""
    program = Program(home)
    path = program.json("templates", "new", "email/keep-warm")["path"]
    assert Path(path).is_relative_to(home)
    assert program.json("templates", "show", "email/keep-warm")["path"] == path
    program("templates", "new", "email/keep-warm", exits=1)


def test_a_template_can_be_begun_where_none_ships(home: Path) -> None:
    """The e-mail of that purpose is where it starts, without its subject and without a flaw."""
    program = Program(home)
    program("config", "set", "rotation.channels", "fax")
    path = Path(program.json("templates", "new", "fax/feedback")["path"])
    begun, email = path.read_text(), program.json("templates", "show", "email/feedback")["source"]
    assert begun == "".join(x for x in email.splitlines(True) if not x.startswith("subject ="))
    found = program.json("templates", "check")
    assert [flaw for flaw in found if flaw["name"].startswith("fax")] == []


def test_a_variant_begins_as_the_plain_template(home: Path) -> None:
    """There is something to change from the first minute."""
    program = Program(home)
    path = Path(program.json("templates", "new", "email/keep-warm.short")["path"])
    assert path.read_text() == program.json("templates", "show", "email/keep-warm")["source"]


def test_a_template_for_what_is_never_written_has_a_first_wording(home: Path) -> None:
    """Even a purpose without any script can be begun."""
    program = Program(home)
    path = Path(program.json("templates", "new", "email/social")["path"])
    assert 'subject = "' in path.read_text()
    found = program.json("templates", "check")
    assert [flaw for flaw in found if flaw["name"] == "email/social"] == []


@pytest.mark.parametrize("name", ["email/../../x", "fax/keep-warm", "email/hello", "email", "/x/y"])
def test_a_template_needs_a_proper_name(home: Path, name: str) -> None:
    """Only channels and purposes name templates, and no name leaves the folder."""
    Program(home)("templates", "new", name, exits=2)


def test_a_flawed_template_is_named_with_its_line(home: Path) -> None:
    """check says which file and line, and fails."""
    program = Program(home)
    program("config", "set", "rotation.channels", "fax")
    path = program.json("templates", "new", "fax/feedback")["path"]
    with Path(path).open("a") as file:
        file.write('{% include "x" %}\n')
    found = program.json("templates", "check", exits=1)
    (flaw,) = [f for f in found if f["name"].startswith("fax")]
    assert (flaw["name"], flaw["level"]) == ("fax/feedback", "error")
    assert flaw["line"] == len(Path(path).read_text().splitlines())


def _own(program: Program, wording: str) -> None:
    """A reply of my own with one wording, on line 5."""
    path = Path(program.json("templates", "new", "email/reply")["path"])
    path.write_text(f'+++\ntitle = "Mine"\nsubject = "Hello"\n+++\n{wording}\n')


def test_a_template_that_makes_bad_scripts_is_named(home: Path) -> None:
    """check tries every wording out and lets the rules read it; an error makes it fail."""
    program = Program(home)
    _own(program, "Hi [First name], thanks.")
    told = program("templates", "check", exits=1).stdout
    assert "email/reply, line 5: wording 1, L05 error: " in told


def test_a_remark_on_a_template_is_no_failure(home: Path) -> None:
    """What could be better is told, and that is all."""
    program = Program(home)
    _own(program, "Hi {{ contact.first_name }}, thanks. Look: {{ gain.text }}.")
    told = program("templates", "check").stdout
    assert "leaves a gap where nothing is known" in told
    assert "1 remark, no errors" in told


def test_an_unknown_template_is_not_found(home: Path) -> None:
    """A near name is proposed."""
    assert "email/keep-warm" in Program(home)("templates", "show", "email/kep-warm", exits=3).stderr
