"""The checker: each rule finds what it is about, and nothing next to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup_tui.core.records import Contact, Insight
from followup_tui.core.words import Channel, Level
from followup_tui.scripts.checker import RULES, check, damage
from followup_tui.scripts.checking import Background, Finding
from followup_tui.scripts.meter import LIMITS, Limit, Unit
from followup_tui.scripts.rules import concepts, kept_back, weighing
from followup_tui.scripts.slots import SLOTS, Me

MAYA = Contact(1, "Maya Okafor", "Maya", "Okafor")
SAM = Me("Sam Reyes", "+1 313 555 0199")
MET = "Hi Maya, I enjoyed our talk. "


def found(
    text: str, rule: str, channel: str = "email", contact: Contact | None = MAYA, subject: str = ""
) -> list[Finding]:
    """What one rule says of a text."""
    findings = check(
        text, channel, "keep-warm", known=Background(me=SAM, contact=contact), subject=subject
    )
    return [finding for finding in findings if finding.rule == rule]


def test_nothing_is_said_of_a_fine_script() -> None:
    """No finding means fit to send."""
    text = (
        "Hi Maya, this is Sam Reyes on 313 555 0199 with a quick hello. I'd still love to work with"
        " you. How is the new plant?"
    )
    assert check(text, "voicemail", "keep-warm", known=Background(me=SAM, contact=MAYA)) == ()


@pytest.mark.parametrize(
    ("part", "missing"),
    [
        ("greeting", set()),
        ("closing", set()),
        ("", {"L06", "L07", "L08", "L09", "L10", "L19", "L20"}),
    ],
)
def test_a_part_is_asked_for_no_more_than_a_part(part: str, missing: set[str]) -> None:
    """A greeting needs no closing, and neither needs the four parts of a whole script (S3.29)."""
    text = "Good morning Maya." if part != "closing" else "Thank you, Maya. Until then."
    known = Background(me=SAM, contact=MAYA)
    rules = {f.rule for f in check(text, "call", "value", known=known, part=part)}
    assert rules & {"L06", "L07", "L08", "L09", "L10", "L19", "L20"} == missing


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("weights.json", '{"L01": {"bias": 0.1, "eno'),
        ("weights.json", '{"L01": {"bias": 1}, "L02": [], "L03": {}}'),
        ("weights.json", "[]"),
        ("meaning.toml", "[lists]\nday = "),
        ("meaning.toml", ""),
        ("classes.toml", "\x00"),
        ("kept_back.toml", "same = 1"),
    ],
)
def test_a_damaged_file_costs_its_rules_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, content: str
) -> None:
    """The other rules go on, and the damage can be told (RELIABILITY)."""
    module, constant = {
        "weights.json": (weighing, "FILE"),
        "meaning.toml": (concepts, "_LEXICON"),
        "classes.toml": (weighing, "_CLASSES"),
        "kept_back.toml": (kept_back, "_WORDS"),
    }[name]
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    forget_all()
    with monkeypatch.context() as patched:
        patched.setattr(module, constant, path)
        known = Background(contact=MAYA, insights=(Insight(1, 1, "vans", "forty vans a day"),))
        text = "Hi Dana, are you hiring? If she falls through I stand by. Forty vans a day, I say."
        said = {f.rule for f in check(text, "email", "status", known=known)}
        assert "L05" in said
        assert name in [broken for broken, _ in damage()]
    forget_all()
    assert damage() == ()


def forget_all() -> None:
    """Nothing that was read stays in memory."""
    weighing.forget()
    weighing._lists.cache_clear()
    weighing._classes_of.cache_clear()
    concepts._lexicon.cache_clear()
    concepts.read.cache_clear()
    concepts._matches.cache_clear()
    for cached in (kept_back._lists, kept_back.key_of, kept_back._keys, kept_back.secret_of):
        cached.cache_clear()
    kept_back.forget_weights()


def test_findings_come_in_the_order_of_the_text() -> None:
    """They can be read beside the script."""
    text = "Hi Dana,\n\nhow are you? And [news?]? Or [common?]\n"
    places = [
        (finding.line, finding.column)
        for finding in check(text, "email", "keep-warm", known=Background(contact=MAYA))
    ]
    assert places == sorted(places)


def test_same_text_gives_the_same_findings() -> None:
    """Nothing depends on the order in which the rules run."""
    text = "Hi Dana, [news?] [common?] [gain?] a? b? c?"
    assert (
        len(
            {
                check(text, "voicemail", "value", known=Background(me=SAM, contact=MAYA))
                for _ in range(5)
            }
        )
        == 1
    )


def test_every_rule_has_help() -> None:
    """The help screen has a sentence for each."""
    assert all(rule.help.strip() for rule in RULES)


def test_rules_have_one_number_each() -> None:
    """A number names one rule."""
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_unknown_channel_is_checked_all_the_same() -> None:
    """A channel of my own has words, too."""
    assert found("Hi Maya, [news?]", "L05", "whatsapp")


def test_l05_names_the_place_of_a_gap() -> None:
    """Line and column count from one."""
    finding = found("Hi Maya,\n\nI saw [news?].", "L05")[0]
    assert (finding.level, finding.line, finding.column) == (Level.ERROR, 3, 7)


def test_l05_says_what_is_missing_and_which_key_adds_it() -> None:
    """The message is about news and about the key, not about templates."""
    message = found("I saw [news?].", "L05")[0].message
    assert message == "Missing here: fresh news of the company. Press n to add it."


@pytest.mark.parametrize("slot", sorted(set(SLOTS) - {"today", "others"}))
def test_l05_has_words_for_every_slot(slot: str) -> None:
    """No slot is told only by its name."""
    assert "Press" in found(f"[{slot}?]", "L05")[0].message


def test_l05_tells_an_unknown_slot() -> None:
    """A misspelt name in a template cannot be filled by any note."""
    assert "is no slot" in found("[nwes?]", "L05")[0].message


@pytest.mark.parametrize(
    "gap",
    [
        *("Dear [Name],", "[Hiring Manager's name]", "at {company}", "{{ contact.name }}"),
        *("{% if news %}", "see you on ____", "<your name>", "at [COMPANY NAME]"),
    ],
)
def test_l05_finds_what_others_leave_to_fill_in(gap: str) -> None:
    """A script from elsewhere has gaps of its own kinds."""
    assert found(gap, "L05", contact=None)


@pytest.mark.parametrize(
    "text",
    [
        *("as noted [1]", "see [the page](https://example.org)", "a_b", "<maya@example.org>"),
        *("<https://example.org>", "2 < 3 and 4 > 3", "no gap? None at all?", "a - b"),
    ],
)
def test_l05_leaves_other_brackets_alone(text: str) -> None:
    """A bracket is not yet a gap."""
    assert found(text, "L05", contact=None) == []


def test_l05_reads_the_subject() -> None:
    """A gap in the subject is as bad."""
    finding = found("Hi Maya.", "L05", subject="News of [company?]")[0]
    assert (finding.line, finding.message[:15]) == (1, "In the subject:")


@pytest.mark.parametrize(
    "greeting",
    [
        *("Hi Dana,", "Hello Dana, this is Sam.", "Dear Dana Okafor,", "Hey Dana!", "hi Dana -"),
        *("Good morning Dana,", "Hi, Dana, it's Sam.", "Dear Ms. Whitfield,", "\n\nHi Dana,"),
        *("Hi again Dana,", "Hello Mayas,", "Hi Sam,"),
    ],
)
def test_l05_finds_a_wrong_name(greeting: str) -> None:
    """A script meant for somebody else is stopped."""
    assert found(f"{greeting}\n\nhow are you?", "L05")


@pytest.mark.parametrize(
    "greeting",
    [
        *("Hi Maya,", "hello MAYA", "Dear Maya Okafor:", "Dear Ms. Okafor,", "Dear Ms Okafor,"),
        *("Dear Dr. Maya Okafor,", "Hi, Maya,", "Hi there,", "Hi, this is Sam Reyes.", "Hi,"),
        *("Hi, Sam Reyes here.", "Hello again Maya,", "Good evening", "Hi, I saw the news.", "Hi"),
        *("Dear team,", "Dear Hiring Manager,", "Maya, good to catch you.", "Dana told me so."),
    ],
)
def test_l05_accepts_the_right_name_and_none(greeting: str) -> None:
    """The right name in any form, and greetings without a name, are fine."""
    assert found(f"{greeting}\n\nhow are you?", "L05") == []


@pytest.mark.parametrize(
    ("name", "greeting"),
    [("José Núñez", "Hi Jose,"), ("Jean-Luc Picard", "Dear Jean-Luc,"), ("Zoë O'Hara", "Hi Zoë,")],
)
def test_l05_knows_names_with_accents(name: str, greeting: str) -> None:
    """Accents and hyphens are part of a name, not a difference."""
    assert found(greeting, "L05", contact=Contact(1, name)) == []


def test_l05_does_not_judge_names_of_people_unknown() -> None:
    """A placeholder has no name that could be wrong."""
    engineers = Contact(1, "two engineers", placeholder=True)
    assert found("Hi Maya,", "L05", contact=engineers) == []


def test_l11_finds_the_character_too_many() -> None:
    """The message says how much to cut."""
    finding = found(MET.ljust(207, "x"), "L11", "invitation")[0]
    assert (finding.level, finding.column, finding.message) == (
        Level.ERROR,
        201,
        "207 characters where 200 fit: cut 7 of them.",
    )


def test_l11_lets_the_limit_pass() -> None:
    """Exactly two hundred fit."""
    assert found(MET.ljust(200, "x"), "L11", "invitation") == []


def test_l11_follows_the_config() -> None:
    """With room for three hundred, two hundred and seven fit."""
    limits = {**LIMITS, Channel.INVITATION: Limit(300, Unit.CHARACTERS)}
    assert check(MET.ljust(207, "x"), "invitation", "connect", limits=limits) == ()


def test_l11_is_about_invitations_only() -> None:
    """What is too long elsewhere is told by its own rule."""
    assert found("word " * 101, "L11", "linkedin") == []


@pytest.mark.parametrize(
    ("channel", "most", "message"),
    [
        ("voicemail", 75, "31 s, and a voicemail is at its best within 30 s"),
        ("call", 75, "31 s, and a greeting is at its best within 30 s"),
        ("email", 150, "151 words, and an e-mail is at its best within 150"),
        ("letter", 120, "121 words, and a note is at its best within 120"),
        ("linkedin", 100, "101 words, and a LinkedIn message is at its best within 100"),
    ],
)
def test_l15_finds_the_word_too_many(channel: str, most: int, message: str) -> None:
    """The first word beyond the limit is the place."""
    finding = found("word\n" * (most + 1), "L15", channel)[0]
    assert (finding.level, finding.line, message in finding.message) == (
        Level.WARNING,
        most + 1,
        True,
    )


@pytest.mark.parametrize(
    ("channel", "most"),
    [("voicemail", 75), ("call", 75), ("email", 150), ("letter", 120), ("linkedin", 100)],
)
def test_l15_lets_the_limit_pass(channel: str, most: int) -> None:
    """The limit itself fits."""
    assert found("word\n" * most, "L15", channel) == []


def test_l15_leaves_invitations_to_l11() -> None:
    """One remark about length is enough."""
    assert found("x" * 300, "L15", "invitation") == []


def test_l20_finds_the_second_question() -> None:
    """The first question stands, the second is remarked."""
    finding = found("How are you? And the plant?", "L20")[0]
    assert (finding.level, finding.column) == (Level.INFO, 27)


@pytest.mark.parametrize(
    "text", ["How are you?", "Really?!", "I saw [news?]. How is it?", "How is https://e.org/?a=1 ?"]
)
def test_l20_lets_one_question_pass(text: str) -> None:
    """Marks in gaps and addresses ask nothing."""
    assert found(text, "L20") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Hi Maya, it's me on 313 555 0199.", "Say who calls: Sam Reyes."),
        ("Hi Maya, this is Sam Reyes.", "Say your number, so that they can call back."),
        ("Hi Maya, Sam Reyes, 313 556 0199.", "Say your number, so that they can call back."),
    ],
    ids=["no name", "no number", "wrong number"],
)
def test_l20_wants_name_and_number_on_a_voicemail(text: str, message: str) -> None:
    """Without them nobody can call back."""
    assert [finding.message for finding in found(text, "L20", "voicemail")] == [message]


@pytest.mark.parametrize(
    "number", ["313 555 0199", "+1 (313) 555-0199", "3135550199", "313.555.0199"]
)
def test_l20_knows_my_number_in_any_form(number: str) -> None:
    """It is the digits that count."""
    assert found(f"Hi Maya, Sam here, {number}.", "L20", "voicemail") == []


def test_l20_wants_no_number_in_writing() -> None:
    """An e-mail can be answered as it is."""
    assert found("Hi Maya, hello from me.", "L20") == []


def test_l20_leaves_a_missing_number_to_l05() -> None:
    """One remark about the number is enough."""
    assert found("Hi Maya, Sam Reyes, [me?].", "L20", "voicemail") == []


def test_l20_wants_a_closing_in_a_live_call() -> None:
    """A call that ends in a question has no way out."""
    text = "Hi Maya, thank you for your time.\n\nHow is the plant?"
    assert [finding.line for finding in found(text, "L20", "call")] == [3]


@pytest.mark.parametrize(
    "closing", ["Thank you, Maya.", "Take care.", "I'll let you go.", "Let's talk again soon."]
)
def test_l20_hears_a_closing(closing: str) -> None:
    """There are many ways to say goodbye."""
    assert found(f"Hi Maya.\n\nHow is the plant?\n\n{closing}", "L20", "call") == []
