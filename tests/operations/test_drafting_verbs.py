"""Claims about drafts: which script is meant, what it is made of, and what a person wrote stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup_tui.core.records import Contact
from followup_tui.core.words import Purpose, Role
from followup_tui.errors import NotFound, RuleError, ScriptError, UsageError
from followup_tui.operations import drafting, notes, people
from followup_tui.operations.desk import Desk
from followup_tui.operations.drafting import Wanted
from followup_tui.operations.notes import Remark
from tests.builders import in_days
from tests.cast import add, again, finish, hear, on, plan_of


def email_star(desk: Desk) -> Contact:
    """Somebody whose next touch is an e-mail."""
    return add(desk, phones=())


def template(home: Path, name: str, *wordings: str) -> None:
    """A template of the user's own."""
    path = home / "templates" / f"{name}.j2"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "\n=== wording ===\n".join(wordings)
    path.write_text(
        f'+++\ntitle = "Mine"\nsubject = "Hello {{{{ contact.first_name }}}}"\n+++\n{text}\n'
    )


def test_a_planned_call_drafts_the_voicemail(desk: Desk) -> None:
    """A planned call gives the voicemail script, for the touch that is planned."""
    ann = add(desk)
    script = drafting.draft(desk, ann)
    assert (script.channel, script.purpose, script.template) == (
        "voicemail",
        Purpose.KEEP_WARM,
        "voicemail/keep-warm",
    )
    assert (script.contact_id, script.touch_id) == (ann.id, plan_of(desk, ann).id)
    assert "Ann" in script.body
    assert "Sam Reyes" in script.body
    assert script.words > 10
    assert script.seconds > 3


def test_a_script_can_be_asked_for(desk: Desk) -> None:
    """Channel and purpose may be given, and need not be planned."""
    ann = add(desk)
    call = drafting.draft(desk, ann, Wanted(channel="call"))
    assert (call.channel, call.touch_id) == ("call", plan_of(desk, ann).id)
    status = drafting.draft(desk, ann, Wanted(channel="email", purpose="status"))
    assert (status.template, status.touch_id) == ("email/status", None)


def test_nothing_planned_can_be_drafted(desk: Desk) -> None:
    """Without a plan the next form and purpose by the rules are drafted."""
    ann = add(desk, star=False)
    script = drafting.draft(desk, ann)
    assert (script.channel, script.purpose, script.touch_id) == (
        "voicemail",
        Purpose.KEEP_WARM,
        None,
    )


def test_unknown_words_are_refused(desk: Desk) -> None:
    """A purpose that is none is refused by name, a script nobody wrote names how to begin one."""
    ann = add(desk)
    with pytest.raises(UsageError, match="did you mean keep-warm"):
        drafting.draft(desk, ann, Wanted(purpose="keepwarm"))
    with pytest.raises(NotFound, match="templates new letter/status"):
        drafting.draft(desk, ann, Wanted("letter", "status"))


def test_what_is_known_is_used(desk: Desk) -> None:
    """Fresh news of the company is in the script, and the script says that it used it."""
    ann = email_star(desk)
    acme = desk.store.people.company(ann.company_id or 0)
    note = notes.add(desk, acme, Remark("the hybrid line moves up to spring", "news")).note
    script = drafting.draft(desk, ann)
    assert "the hybrid line moves up to spring" in script.body
    assert [(u.kind, u.id) for u in script.used] == [("note", note.id)]


@pytest.mark.parametrize(
    "remark",
    [
        Remark("two hundred people were let go", "news", tone="hard"),
        Remark("a fair in Leeds", "news", expires=in_days(-1)),
        Remark("two sons at college", "wish"),
    ],
)
def test_what_may_not_be_said_is_not(desk: Desk, remark: Remark) -> None:
    """Hard news, old news and wishes never enter a script."""
    ann = email_star(desk)
    notes.add(desk, ann, remark)
    script = drafting.draft(desk, again(desk, ann))
    assert remark.text not in script.body
    assert script.used == ()


def test_others_stay_with_others(desk: Desk) -> None:
    """What is known of somebody else, or of another company, is not said here."""
    ann = email_star(desk)
    bob = add(desk, "Bob Roe", company="Beta")
    notes.add(desk, bob, Remark("you share the river holes", "common"))
    notes.add(desk, bob, Remark("Beta opens in Leeds", "news"))
    body = drafting.draft(desk, ann).body
    assert "river" not in body
    assert "Leeds" not in body


def test_wordings_take_turns(desk: Desk, home: Path) -> None:
    """The next script of a kind has other words than the last one."""
    template(home, "email/keep-warm", "First words.", "Second words.")
    ann = email_star(desk)
    first = drafting.draft(desk, ann)
    finish(desk, ann)
    second = drafting.draft(desk, again(desk, ann))
    assert (first.body, second.body) == ("First words.", "Second words.")
    assert (second.wording, second.wordings) == (1, 2)
    assert drafting.draft(desk, ann, Wanted(wording=2)).body == "First words."


def test_my_templates_come_first(desk: Desk, home: Path) -> None:
    """A template of my own shadows the one that ships, at once."""
    ann = email_star(desk)
    before = drafting.draft(desk, ann).body
    template(home, "email/keep-warm", "Dear {{ contact.first_name }}, my own words.")
    script = drafting.draft(desk, ann)
    assert script.body == "Dear Ann, my own words." != before
    assert script.subject == "Hello Ann"


def test_a_draft_of_mine_stays(desk: Desk) -> None:
    """What I wrote is shown again; what the program wrote is written afresh."""
    ann = email_star(desk)
    script = drafting.draft(desk, ann)
    drafting.keep(desk, script, "My own words.")
    current = drafting.current_script(desk, ann)
    assert (current.body, current.edited, current.touch_id) == (
        "My own words.",
        True,
        script.touch_id,
    )
    drafting.keep(desk, script, script.body, edited=False)
    notes.add(desk, again(desk, ann), Remark("a plant in Leeds", "news"))
    assert "Leeds" in drafting.current_script(desk, ann).body


def test_back_to_the_template(desk: Desk) -> None:
    """A dropped draft gives way to the template's words."""
    ann = email_star(desk)
    script = drafting.draft(desk, ann)
    drafting.keep(desk, script, "My own words.")
    drafting.forget(desk, ann.id)
    assert drafting.current_script(desk, ann) == script


def test_another_script_shows_another(desk: Desk) -> None:
    """Asking for another channel or wording shows that one, and keeps what I wrote."""
    ann = email_star(desk)
    drafting.keep(desk, drafting.draft(desk, ann), "My own words.")
    assert drafting.current_script(desk, ann, Wanted(channel="letter")).channel == "letter"
    assert drafting.current_script(desk, ann).body == "My own words."


def test_a_draft_belongs_to_its_touch(desk: Desk) -> None:
    """Once its touch is done, a draft is not shown for the next one."""
    ann = email_star(desk)
    drafting.keep(desk, drafting.draft(desk, ann), "My own words.")
    finish(desk, ann)
    assert drafting.current_script(desk, again(desk, ann)).body != "My own words."


def test_what_i_owe_goes_before_my_draft(desk: Desk) -> None:
    """While I owe a reply, it is shown even before a draft of mine for something else."""
    ann = email_star(desk)
    drafting.keep(desk, drafting.draft(desk, ann), "My own words.")
    hear(desk, ann, "Could you send me your numbers?")
    script = drafting.current_script(desk, again(desk, ann))
    assert script.purpose is Purpose.REPLY
    drafting.keep(desk, script, "Here they are.")
    assert drafting.current_script(desk, again(desk, ann)).body == "Here they are."


def test_nothing_is_drafted_for_who_stopped(desk: Desk) -> None:
    """For somebody who asked to be left alone there is no script, an old draft included."""
    ann = add(desk, star=False)
    drafting.keep(desk, drafting.draft(desk, ann), "My own words.")
    people.stop(desk, ann)
    for ask in (drafting.draft, drafting.current_script):
        with pytest.raises(RuleError, match="nothing to draft"):
            ask(desk, again(desk, ann))


def test_a_reply_to_being_sent_on(desk: Desk) -> None:
    """Somebody who sent me to the recruiter is thanked in words of its own, and the recruiter hears
    who sent me."""
    ann = add(desk, phones=())
    rita = add(desk, "Rita Roe", role=Role.RECRUITER, phones=(), star=False)
    finish(desk, ann, outcome="referred-on")
    assert drafting.draft(desk, again(desk, ann)).template == "email/reply.recruiter"
    later = on(desk, in_days(8))
    assert drafting.draft(later, again(desk, rita)).purpose is Purpose.KEEP_WARM


def test_a_draft_to_send_is_kept(desk: Desk) -> None:
    """A fresh script that is sent is kept as the draft, so that done records its words, but never over
    what I wrote."""
    ann = email_star(desk)
    script, said = drafting.draft_to_send(desk, ann, Wanted())
    assert said == ""
    # Without news the script has a hole: nobody sends it like that, so it is not kept as sent.
    assert "[news?]" in script.body
    assert finish(desk, ann).touch.text == ""
    bob = add(desk, "Bob Roe", company="Beta", phones=())
    drafting.keep(desk, drafting.draft(desk, bob), "My own words.")
    mine, said = drafting.draft_to_send(desk, bob, Wanted())
    assert (mine.body, said) == ("My own words.", "This is the draft as you changed it.")
    other, said = drafting.draft_to_send(desk, bob, Wanted(channel="letter"))
    assert other.channel == "letter"
    assert "is kept as it is" in said
    kept = desk.store.drafts.draft(bob.id)
    assert kept is not None
    assert kept.body == "My own words."


def test_limits_are_the_configs(desk: Desk) -> None:
    """How long a script may be is what the config says."""
    limits = drafting.limits_of(desk)
    assert {c: limit.amount for c, limit in limits.items()} == {
        "voicemail": 30,
        "call": 30,
        "email": 150,
        "letter": 120,
        "linkedin": 100,
        "invitation": 200,
    }


@pytest.mark.parametrize("broken", ["{% if news %}Hello", "{{ contact.first_name"])
def test_a_broken_template_of_ones_own_costs_a_remark(desk: Desk, home: Path, broken: str) -> None:
    """The words that ship are there, and what is wrong in which file is said (the day goes on)."""
    ann = email_star(desk)
    shipped = drafting.draft(desk, ann, Wanted(wording=0))
    template(home, "email/keep-warm", broken)
    script = drafting.draft(desk, ann, Wanted(wording=0))
    assert script.body == shipped.body
    (said, *_) = script.findings
    assert (said.level, said.line) == ("warning", 1)
    assert "Your own template email/keep-warm is broken" in said.message
    assert "line " in said.message


def test_a_broken_template_that_nothing_ships_for_is_refused(desk: Desk, home: Path) -> None:
    """There are no other words: the sentence names the file and the line."""
    ann = email_star(desk)
    template(home, "letter/feedback", "{% if news %}Hello")
    with pytest.raises(ScriptError, match="line "):
        drafting.draft(desk, ann, Wanted(channel="letter", purpose="feedback"))
