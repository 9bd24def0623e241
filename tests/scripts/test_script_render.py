"""Rendering: what stands in the script, what was missing, and what it used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from followup_tui.core.records import Company, Used
from followup_tui.errors import ScriptError
from followup_tui.scripts.render import faults, render
from followup_tui.scripts.slots import Material, context
from followup_tui.scripts.template import Template, parse
from followup_tui.scripts.values import Values

Make = Callable[..., Template]

NEWS = {"text": "a new plant", "on": date(2026, 11, 2), "_used": ("note", 3)}
OLDER = {"text": "an old plant", "on": date(2026, 1, 2), "_used": ("note", 4)}


def body(template: Template, **slots: Any) -> str:
    """The rendered text of the only wording."""
    return render(template, 0, slots).body


def test_values_stand_in_the_text(make_template: Make) -> None:
    """A slot gives its words."""
    assert body(make_template("I saw {{ news.text }}."), news=NEWS) == "I saw a new plant."


def test_slot_printed_whole_says_its_first_value(make_template: Make) -> None:
    """Forgetting `.text` does no harm."""
    assert body(make_template("I saw {{ news }}."), news=NEWS) == "I saw a new plant."


@pytest.mark.parametrize("name", ["news", "news.text", "news.text.anything", "news.on.year"])
def test_missing_prints_its_slot(make_template: Make, name: str) -> None:
    """What is not known shows, by the name of the slot that would fill it."""
    assert body(make_template(f"I saw {{{{ {name} }}}}.")) == "I saw [news?]."


def test_missing_attribute_of_a_known_slot_prints_the_slot(make_template: Make) -> None:
    """The name that shows is always that of the slot."""
    assert body(make_template("{{ contact.title }}"), contact={"name": "Maya"}) == "[contact?]"


def test_attribute_of_a_text_is_missing(make_template: Make) -> None:
    """A text has no insides."""
    assert body(make_template("{{ contact.name.upper }}"), contact={"name": "M"}) == "[contact?]"


def test_missing_rest_of_a_list_is_named_by_its_slot(make_template: Make) -> None:
    """A second reason that is not there is a missing reason."""
    template = make_template("{{ others.reason }}")
    assert render(template, 0, {"others": {"news": [NEWS]}}).missing == ("reason",)


@pytest.mark.parametrize(
    "condition",
    [
        "news",
        "news.text",
        'news.text == "x"',
        "news.on < today",
        "today > news.on",
        '"x" in news.text',
    ],
)
def test_missing_is_false(make_template: Make, condition: str) -> None:
    """A condition about something unknown does not hold, and is no error."""
    template = make_template(f"{{% if {condition} %}}yes{{% else %}}no{{% endif %}}")
    assert body(template, today=date(2026, 11, 23)) == "no"


def test_missing_list_has_no_items(make_template: Make) -> None:
    """A loop over something unknown runs no time."""
    assert body(make_template("a{% for n in others.news %}b{% endfor %}c")) == "ac"


def test_missing_is_listed_once_in_the_order_of_the_text(make_template: Make) -> None:
    """The list names slots, not places."""
    template = make_template("{{ news }} {{ common }} {{ news.text }}")
    assert render(template, 0, {}).missing == ("news", "common")


def test_missing_counts_only_where_it_is_printed(make_template: Make) -> None:
    """A condition or a default is how a template lives without something."""
    template = make_template('{% if news %}{{ news }}{% endif %}{{ common | default("x") }}')
    assert render(template, 0, {}).missing == ()


def test_text_of_a_note_is_not_taken_for_a_gap(make_template: Make) -> None:
    """A person may write `[news?]` in a note."""
    template = make_template("{{ common.text }}")
    assert render(template, 0, {"common": {"text": "[news?]"}}).missing == ()


def test_missing_in_the_subject_counts(make_template: Make) -> None:
    """The subject is part of the script."""
    template = make_template("Hi.", subject="{{ company.name }}")
    assert render(template, 0, {}).missing == ("company",)


def test_missing_is_a_shape_every_filter_keeps(make_template: Make) -> None:
    """A filter does not hide that something is missing."""
    chain = "{{ news.text | truncate(5) | a_or_an | phone_groups | first | join | date }}"
    assert body(make_template(chain)) == "[news?]"


def test_inline_if_without_else_prints_nothing(make_template: Make) -> None:
    """Nothing was meant to stand there."""
    assert body(make_template('a{{ "b" if news }}c')) == "ac"


def test_used_is_what_was_printed(make_template: Make) -> None:
    """The ledger holds the words of a slot that stands in the text."""
    rendered = render(make_template("I saw {{ news.text }}."), 0, {"news": NEWS})
    assert rendered.used == (Used("note", 3, "a new plant"),)


def test_used_knows_what_a_condition_only_asked(make_template: Make) -> None:
    """Asking whether there is news does not tell it."""
    template = make_template('{% if news.text and news.text != "x" %}I saw.{% endif %}')
    assert render(template, 0, {"news": NEWS}).used == ()


def test_used_knows_the_branch_that_was_taken(make_template: Make) -> None:
    """What stands in the other branch was not said."""
    template = make_template("{% if common %}{{ common }}{% else %}{{ news }}{% endif %}")
    slots = {"news": NEWS, "common": {"text": "golf", "_used": ("note", 9)}}
    assert [used.id for used in render(template, 0, slots).used] == [9]


@pytest.mark.parametrize(
    "expression",
    [
        "news.text | truncate(5)",
        "news.text | a_or_an",
        "news.text | first",
        'news.text | default("x")',
        "common | default(news.text)",
        "news if news else 1",
    ],
)
def test_used_survives_filters(make_template: Make, expression: str) -> None:
    """However it is shaped, what was said was said."""
    rendered = render(make_template(f"{{{{ {expression} }}}}"), 0, {"news": NEWS})
    assert [used.id for used in rendered.used] == [3]


def test_used_sees_a_joined_list(make_template: Make) -> None:
    """A list that is printed tells all of its items."""
    template = make_template('{{ others.news | join(" and ") }}')
    rendered = render(template, 0, {"others": {"news": [NEWS, OLDER]}})
    assert (rendered.body, [used.id for used in rendered.used]) == (
        "a new plant and an old plant",
        [3, 4],
    )


def test_used_sees_each_turn_of_a_loop(make_template: Make) -> None:
    """An item that a loop left out was not told."""
    template = make_template(
        '{% for n in others.news if n.text == "an old plant" %}{{ n }}{% endfor %}'
    )
    rendered = render(template, 0, {"others": {"news": [NEWS, OLDER]}})
    assert [used.id for used in rendered.used] == [4]


def test_used_in_the_subject_counts(make_template: Make) -> None:
    """News in the subject line is told."""
    rendered = render(make_template("Hi.", subject="{{ news.text }}"), 0, {"news": NEWS})
    assert [used.id for used in rendered.used] == [3]


def test_ledger_key_cannot_be_printed(make_template: Make) -> None:
    """How a slot is tracked is no business of a template."""
    with pytest.raises(ScriptError, match="'_used' is not for templates"):
        body(make_template("{{ news._used }}"), news=NEWS)


@pytest.mark.parametrize("name", ["insight.body", "insight.analysis", "insight", "insight.kind"])
def test_body_of_an_insight_cannot_be_reached(
    make_template: Make, full: Material, name: str
) -> None:
    """No name leads to what is kept back (S1.30)."""
    assert "Kestrel" not in body(make_template(f"{{{{ {name} }}}}"), **context(full))


def test_dropped_sentence_leaves_no_gap(make_template: Make) -> None:
    """Blanks and empty lines around a sentence that fell away are tidied."""
    template = make_template("Hi.  {{ '' }}  You.   \n\n{% if news %}\nx\n{% endif %}\n\nBye.\n\n")
    assert body(template) == "Hi. You.\n\nBye."


def test_control_characters_do_not_pass(make_template: Make) -> None:
    """Neither a template nor a note moves the cursor (P6)."""
    template = make_template("a\x1b[2J{{ '\\x1b' }}{{ common.text }}")
    assert body(template, common={"text": "b\x9b2J\u202e"}) == "a[2Jb2J"


def test_subject_is_one_line(make_template: Make) -> None:
    """A note of two lines cannot add a header to a mail."""
    rendered = render(
        make_template("Hi.", subject="About {{ common.text }}"),
        0,
        {"common": {"text": "a\r\nBcc: x@example.org"}},
    )
    assert rendered.subject == "About a Bcc: x@example.org"


def test_wording_counts_round() -> None:
    """Reword may be pressed for ever."""
    text = b'+++\ntitle = "x"\n+++\none\n=== wording ===\ntwo\n'
    template = parse(text, Path("x.j2"), "email", "value")
    bodies = [render(template, index, {}).body for index in range(4)]
    assert bodies == ["one", "two", "one", "two"]


def test_error_has_the_line_of_the_file() -> None:
    """In the second wording, on its second line: that line of the file."""
    text = b'+++\ntitle = "x"\n+++\none\n=== wording ===\ntwo\n{{ 1 | nosuch }}\n'
    template = parse(text, Path("x.j2"), "email", "value")
    with pytest.raises(ScriptError, match=r"no filter 'nosuch'.*in x\.j2") as caught:
        render(template, 1, {})
    assert caught.value.line == 7


def test_error_while_rendering_has_its_line(make_template: Make) -> None:
    """What only shows with values is placed as well."""
    template = make_template("one\n\n{% if today < 'x' %}a{% endif %}")
    with pytest.raises(ScriptError) as caught:
        body(template, today=date(2026, 11, 23))
    assert caught.value.line == 6


def test_error_in_the_subject_has_its_line(make_template: Make) -> None:
    """The header is part of the file."""
    with pytest.raises(ScriptError) as caught:
        body(make_template("Hi.", subject="{{ x"))
    assert caught.value.line == 3


def test_ledger_key_does_not_reach_a_template() -> None:
    """Even unnamed it is not among the values."""
    slots: dict[str, Any] = Values({"others": {"news": [NEWS]}}).slots
    assert set(slots["others"]["news"][0]) == {"text", "on"}


def test_comparing_with_several_values(make_template: Make) -> None:
    """A condition may name alternatives."""
    template = make_template('{% if insight.kind in ("customer", "prospect") %}yes{% endif %}')
    assert body(template, insight={"kind": "prospect"}) == "yes"


def test_record_never_reaches_a_template(make_template: Make) -> None:
    """Handing over anything but plain values is a mistake of the program."""
    with pytest.raises(TypeError, match="Company may not reach a template"):
        body(make_template("{{ company }}"), company=Company(1, "Powell Motors"))


def test_rendering_changes_no_value(make_template: Make) -> None:
    """The context can be used for the next wording."""
    slots = {"news": dict(NEWS)}
    body(make_template("{{ news.text }}"), **slots)
    assert slots == {"news": NEWS}


def test_date_filter(make_template: Make) -> None:
    """Days are written out."""
    template = make_template('{{ news.on | date("%e %B") }}, {{ today }}')
    assert body(template, news=NEWS, today=date(2026, 11, 23)) == "2 November, 23 November 2026"


def test_faults_name_slots_that_do_not_exist(make_template: Make) -> None:
    """A misspelt name would be missing for ever: it is told before it is used."""
    template = make_template("{{ me.name }}\n{{ contact.frist_name }}", subject="{{ comapny }}")
    assert [(fault.line, fault.reason.split("'")[1]) for fault in faults(template)] == [
        (3, "comapny"),
        (6, "contact.frist_name"),
    ]


def test_faults_know_the_names_of_loops(make_template: Make) -> None:
    """What a loop introduces is a name."""
    assert faults(make_template("{% for n in others.news %}{{ n.text }}{% endfor %}")) == ()
