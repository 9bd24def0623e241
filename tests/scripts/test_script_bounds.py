"""The bounds of rendering: no template can hang, grow, read or change anything (P7)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.errors import ScriptError
from followup_tui.scripts.render import MAX_SOURCE, render
from followup_tui.scripts.template import Template, parse

CONTEXT: dict[str, Any] = {
    "me": {"name": "Sam Reyes", "phone": "3135550199"},
    "contact": {"name": "Maya Okafor", "first_name": "Maya"},
    "news": {"text": "a new plant " * 400, "_used": ("note", 1)},
    "others": {"news": [{"text": "more " * 900, "_used": ("note", n)} for n in range(60)]},
}

HOSTILE = {
    "15 nested loops": "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
    "16 a long string": "{{ 'a'*10**9 }}",
    "17 the way to os": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "18 a method": "{{ contact.delete_instance() }}",
    "19 include and macro": "{% include '/etc/passwd' %}{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "20 a million tags": "x{{ 1 }}" * 10_000,
    "class": "{{ ''.__class__ }}",
    "mro": "{{ contact.__class__.__mro__ }}",
    "subclasses": "{{ ().__class__.__base__.__subclasses__() }}",
    "attr filter": "{{ contact | attr('__class__') }}",
    "map filter": "{{ others.news | map(attribute='__class__') | list }}",
    "format filter": "{{ '%s' | format(contact) }}",
    "format method": "{{ '{0.__class__}'.format(contact) }}",
    "indirect format": "{% set f = '{0.__class__}'.format %}{{ f(contact) }}",
    "xmlattr": "{{ {'a': 1} | xmlattr }}",
    "subscript": "{{ contact['name'] }}",
    "subscript class": "{{ contact['__class__'] }}",
    "slice": "{{ 'abc' | slice(10**9) }}",
    "lipsum": "{{ lipsum(n=99999) }}",
    "range": "{{ range(10**9) }}",
    "dict": "{{ dict(a=1) }}",
    "namespace": "{% set ns = namespace(x=1) %}",
    "self": "{{ self }}",
    "self blocks": "{{ self._TemplateReference__context }}",
    "super": "{% block b %}{{ super() }}{% endblock %}",
    "caller": "{{ caller }}",
    "varargs": "{{ varargs }}",
    "loop": "{% for n in others.news %}{{ loop.index }}{% endfor %}",
    "recursive loop": "{% for n in others.news recursive %}{{ n }}{% endfor %}",
    "loop in a loop": "{% for a in others.news %}{% for b in others.news %}x{% endfor %}{% endfor %}",
    "loop in an else": "{% for a in news %}x{% else %}{% for b in others.news %}x{% endfor %}{% endfor %}",
    "loop over a text": "{% for c in news.text %}x{% endfor %}",
    "loop over a slot": "{% for c in contact %}x{% endfor %}",
    "loop over a literal": "{% for c in ('a', 'b') %}x{% endfor %}",
    "loop over a filter": "{% for c in others.news | first %}x{% endfor %}",
    "loop unpacking": "{% for a, b in others.news %}x{% endfor %}",
    "the inner filter": "{{ others.news | given list }}",
    "set": "{% set x = 1 %}",
    "set block": "{% set x %}a{% endset %}",
    "doubling": "{% set x = 'ab' %}{% for n in others.news %}{% set x = x ~ x %}{% endfor %}",
    "concatenation": "{{ news.text ~ news.text }}",
    "addition": "{{ 1 + 1 }}",
    "power": "{{ 9**9**9 }}",
    "modulo": "{{ '%999999999d' % 1 }}",
    "negation": "{{ -1 }}",
    "a list": "{{ [1, 2] }}",
    "a mapping": "{{ {'a': 1} }}",
    "import": "{% import 'x' as x %}",
    "from": "{% from 'x' import y %}",
    "extends": "{% extends 'base' %}",
    "call block": "{% call f() %}{% endcall %}",
    "filter block": "{% filter truncate(3) %}abcdef{% endfilter %}",
    "with": "{% with x = 1 %}{{ x }}{% endwith %}",
    "autoescape": "{% autoescape true %}{{ 1 }}{% endautoescape %}",
    "do": "{% do contact.clear() %}",
    "debug": "{% debug %}",
    "keyword argument": "{{ news.text | truncate(length=5) }}",
    "a printed tuple": "{{ (news, contact) }}",
    "a joined tuple": "{{ (news, contact) | join }}",
    "unknown filter": "{{ news.text | upper }}",
    "unknown test": "{{ 'x' if news is callable }}",
    "wrong argument": "{{ news.text | truncate('x') }}",
    "too many arguments": "{{ news.text | truncate(1, 2, 3, 4) }}",
    "a date with a width": "{{ today_ | date }}{{ _x }}",
    "an endless number": "{{ " + "9" * 5_000 + " }}",
    "deep brackets": "{{ " + "(" * 3_000 + "1" + ")" * 3_000 + " }}",
    "deep conditions": "{% if news %}" * 60 + "{% endif %}" * 60,
    "a long chain": "{{ " + " and ".join(["news"] * 1_000) + " }}",
    "endless tuple": "{% if (" + "news," * 3_000 + ") %}{% endif %}",
    "a huge script": "{% for n in others.news %}" + "{{ n.text }}" * 20 + "{% endfor %}",
    "a crowded loop": "{% for n in others.news %}" + "{% if n %}{% endif %}" * 120 + "{% endfor %}",
    "crowded loops": "{% for n in others.news %}{% if n %}{% endif %}{% endfor %}" * 120,
    "open tag": "{{ news",
    "open block": "{% if news %}",
    "open comment": "{# news",
    "stray end": "{% endif %}",
    "nonsense": "{% %}",
}


@pytest.mark.parametrize("wording", HOSTILE.values(), ids=HOSTILE)
def test_hostile_template_is_refused_with_its_line(
    make_template: Callable[[str], Template], wording: str
) -> None:
    """Whatever goes beyond text, conditions and one loop is refused, and the line is named."""
    with pytest.raises(ScriptError) as caught:
        render(make_template(f"Hi.\n{wording}"), 0, CONTEXT)
    assert caught.value.line in (4, 5)


def test_refusal_says_what_is_not_allowed(make_template: Callable[[str], Template]) -> None:
    """The reason is a word that the author of a template knows."""
    with pytest.raises(ScriptError, match="a template may not use call"):
        render(make_template("{{ contact.clear() }}"), 0, CONTEXT)


def test_source_of_the_full_length_is_taken(make_template: Callable[[str], Template]) -> None:
    """The bound is where it says it is."""
    assert render(make_template("x" * MAX_SOURCE), 0, {}).body == "x" * MAX_SOURCE


def test_no_list_is_longer_than_its_bound(make_template: Callable[[str], Template]) -> None:
    """Of sixty pieces of news a loop sees fifty."""
    template = make_template("{% for n in others.news %}x{% endfor %}")
    assert render(template, 0, CONTEXT).body == "x" * 50


def test_no_value_is_longer_than_its_bound(make_template: Callable[[str], Template]) -> None:
    """A list cannot be joined into one endless text."""
    assert len(render(make_template("{{ others.news | join }}"), 0, CONTEXT).body) <= 2_000


PIECES = st.sampled_from(
    [
        *(
            "{{ ",
            " }}",
            "{% ",
            " %}",
            "{#",
            "#}",
            "{%- ",
            " -%}",
            "\n",
            " ",
            "if ",
            "else",
            "elif ",
        ),
        *("endif", "for ", "in ", "endfor", "not ", "and ", "or ", "is ", "defined", "(", ")", ","),
        *(".", "|", "==", "<", "~", "*", "**", "[", "]", "{", "}", ":", "'", '"', "1", "99", "''"),
        *("news", "news.text", "others", "others.news", "contact", "me.phone", "x", "loop", "self"),
        *(
            "first",
            "join",
            "truncate(3)",
            "date",
            "a_or_an",
            "default('x')",
            "phone_groups",
            "set ",
        ),
        *("{{ news.text }}", "{% if news %}", "{% endif %}", "{% for n in others.news %}"),
        *("{% endfor %}", "{{ n.text | truncate(9) }}", "\x1b[2J", "__class__", "é", "\u202e"),
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=80))
def test_random_template_renders_or_is_refused(wording: str) -> None:
    """There is no third way out, and no control character comes out of it."""
    body = ""
    with suppress(ScriptError):
        source = f'+++\ntitle = "x"\n+++\n{wording}'.encode("utf-8", "surrogatepass")
        body = render(parse(source, Path("x.j2"), "email", "value"), 0, CONTEXT).body
    assert not any(ord(char) < 32 and char not in "\n\t" for char in body)
