"""Turns a template into a script, inside bounds that no template can leave (RELIABILITY 3b, P7).

Source, lists and values are bounded, loops are short, run over given lists and never inside each other,
and there are no calls, assignments, arithmetic or includes. So the work is bounded too, and a script can
be rendered on every key press, in this process and without a clock that watches it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import TracebackType
from typing import Any

from jinja2 import Template as Compiled
from jinja2 import TemplateError, TemplateSyntaxError, Undefined, nodes, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from followup_tui.core.records import Used
from followup_tui.core.text import clean_line, clean_text
from followup_tui.errors import ScriptError
from followup_tui.scripts import filters
from followup_tui.scripts.slots import SLOTS
from followup_tui.scripts.template import Template
from followup_tui.scripts.values import Mark, Said, Slot, Values, marks_of, slot_of, text_of

MAX_SOURCE = 16_000
MAX_OUTPUT = 50_000
MAX_DEPTH = 40
MAX_PARTS = 2_000
MAX_LOOPED = 200
"""Parts of a template that stand in loops: the only ones that are worked through many times."""

_ALLOWED = frozenset(
    {
        nodes.Template,
        nodes.Output,
        nodes.TemplateData,
        nodes.Name,
        nodes.Getattr,
        nodes.Const,
        nodes.If,
        nodes.CondExpr,
        nodes.For,
        nodes.Filter,
        nodes.Test,
        nodes.And,
        nodes.Or,
        nodes.Not,
        nodes.Compare,
        nodes.Operand,
        nodes.Tuple,
    }
)
# Jinja gives these a meaning of its own.
_RESERVED = frozenset({"self", "super", "caller", "varargs", "kwargs", "loop"})
_TESTS = ("defined", "undefined")
# With a blank, so that no template can name it.
_GIVEN_LIST = "given list"
_BLANK_LINES = re.compile(r"\n{3,}")
_INNER_BLANKS = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A script as it could be sent, and what went into it."""

    subject: str
    body: str
    missing: tuple[str, ...]
    """Slots that were printed although nothing is known; they stand as `[news?]` in the text."""
    used: tuple[Used, ...]
    """The stored material whose words are in the text, in the order of the context."""


def render(template: Template, wording_index: int, context: Mapping[str, object]) -> Rendered:
    """One wording with the values of a context; the index counts round, so it may just go up.

    Raises ScriptError with the line in the template's file.
    """
    index = wording_index % len(template.wordings)
    values = Values(context)
    with _placed(template, template.subject_line):
        subject, head = _run(template.subject, values.slots)
    with _placed(template, template.lines[index]):
        body, main = _run(template.wordings[index], values.slots)
    marks = head.marks | main.marks
    return Rendered(
        subject=clean_line(subject),
        body=_tidy(body),
        missing=tuple(head.missing | main.missing),
        used=tuple(Used(*mark, words) for mark, words in values.words.items() if mark in marks),
    )


def faults(template: Template) -> tuple[ScriptError, ...]:
    """What is wrong with a template whatever the person: refused parts, and names that no slot has."""
    found: list[ScriptError] = []
    sources = (template.subject, *template.wordings)
    for source, first in zip(sources, (template.subject_line, *template.lines), strict=True):
        try:
            with _placed(template, first):
                _compiled(source)
                for line, name in _unknown_names(_parsed(source)):
                    raise ScriptError(f"there is no '{name}' that a template could name", line)
        except ScriptError as error:
            found.append(error)
    return tuple(found)


@contextmanager
def _placed(template: Template, first_line: int) -> Iterator[None]:
    """Turns a line within a wording into the line of the file, and names the file."""
    try:
        yield
    except ScriptError as error:
        line = first_line + max(error.line, 1) - 1
        raise ScriptError(f"{error.reason} (in {template.path})", line) from None


class _Absent(Undefined):
    """Nothing is known: false, empty, equal to nothing, and so is every attribute of it."""

    __slots__ = ()

    @property
    def slot(self) -> str:
        """The name at the beginning of the expression; empty for an `if` without an `else`."""
        return self._undefined_name or ""

    def __str__(self) -> str:
        return f"[{self.slot}?]" if self.slot else ""

    # Jinja's own would raise instead of answering.
    def _no(self, *_: object, **__: object) -> Any:
        return False

    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = _no

    def __ne__(self, other: object) -> bool:
        return True

    __hash__ = Undefined.__hash__


class _Printing(Context):
    """One rendering, with a record of what it printed."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.missing: dict[str, None] = {}
        self.marks: set[Mark] = set()


@pass_context
def _printed(printing: Context, value: object) -> str:
    """What stands in the script for a value; every printed value passes here."""
    assert isinstance(printing, _Printing)
    if isinstance(value, _Absent):
        if value.slot:
            printing.missing[value.slot] = None
        return str(value)
    printing.marks |= marks_of(value)
    return text_of(value)


def _on_text(function: Callable[..., str]) -> Callable[..., object]:
    """A text function as a filter: what is absent stays absent, what is said keeps its origin."""

    def apply(value: object, *args: Any) -> object:
        if isinstance(value, _Absent):
            return value
        return Said(function(text_of(value), *args), slot_of(value), marks_of(value))

    return apply


def _date(value: object, *args: Any) -> object:
    return filters.date(value, *args) if isinstance(value, date) else value


def _default(value: object, other: object = "", *_: object) -> object:
    return other if isinstance(value, _Absent) or value in (None, "") else value


def _first(value: object) -> object:
    if isinstance(value, list):
        return value[0] if value else None
    return _on_text(filters.first_word)(value)


def _join(value: object, separator: object = ", ") -> object:
    if not isinstance(value, list):
        return value
    text = text_of(separator)[:20].join(map(text_of, value))
    return Said(text, slot_of(value[0]) if value else "", marks_of(value))


def _given_list(value: object) -> list[object]:
    if isinstance(value, _Absent):
        return []
    if isinstance(value, list):
        return value
    raise TypeError("a loop runs over a given list, like others.news")


_FILTERS: dict[str, Callable[..., object]] = {
    "a_or_an": _on_text(filters.a_or_an),
    "date": _date,
    "default": _default,
    "first": _first,
    "join": _join,
    "phone_groups": _on_text(filters.phone_groups),
    "truncate": _on_text(filters.truncate),
}


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja without anything that reaches Python: attributes are keys of given values, nothing else."""

    context_class = _Printing

    def __init__(self) -> None:
        # Working out constants while compiling takes the square of an expression's depth.
        super().__init__(
            undefined=_Absent,
            finalize=_printed,
            optimized=False,
            keep_trailing_newline=True,
            cache_size=0,
        )
        self.filters = {**_FILTERS, _GIVEN_LIST: _given_list}
        self.tests = {name: self.tests[name] for name in _TESTS}
        self.globals = {}

    def getattr(self, obj: object, attribute: str) -> object:
        """A key of a slot; what is missing keeps the slot's name, which a note can fill."""
        if isinstance(obj, _Absent):
            return obj
        if isinstance(obj, Slot):
            if attribute in obj:
                return obj[attribute]
            return _Absent(name=attribute if obj.name == "others" else obj.name)
        return _Absent(name=slot_of(obj) or attribute)


_ENVIRONMENT = _Environment()


def _run(source: str, slots: dict[str, object]) -> tuple[str, _Printing]:
    compiled = _compiled(source)
    printing = compiled.new_context(slots)
    assert isinstance(printing, _Printing)
    chunks: list[str] = []
    length = 0
    try:
        for chunk in compiled.root_render_func(printing):
            length += len(chunk)
            if length > MAX_OUTPUT:
                raise OverflowError(f"the script grows longer than {MAX_OUTPUT:,} characters")
            chunks.append(chunk)
    # The border of the sandbox: whatever a template brings about is that template's error.
    except Exception as error:
        raise ScriptError(_reason(error), _line(error.__traceback__, compiled)) from None
    return "".join(chunks), printing


@lru_cache(maxsize=256)
def _compiled(source: str) -> Compiled:
    tree = _parsed(source)
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, _GIVEN_LIST, [], [], None, None, lineno=loop.lineno)
    try:
        return _ENVIRONMENT.from_string(tree)
    # Jinja turns the template into Python here, which has limits of its own.
    except Exception as error:
        line = error.lineno if isinstance(error, TemplateSyntaxError) else 1
        raise ScriptError(_reason(error), line) from None


def _parsed(source: str) -> nodes.Template:
    """The tree of a template in which everything is allowed."""
    if len(source) > MAX_SOURCE:
        raise ScriptError(f"the wording is longer than {MAX_SOURCE:,} characters", 1)
    try:
        tree = _ENVIRONMENT.parse(source)
    except TemplateSyntaxError as error:
        raise ScriptError(_reason(error), error.lineno) from None
    except (TemplateError, RecursionError) as error:
        raise ScriptError(_reason(error), 1) from None
    except ValueError:
        raise ScriptError("a number in the wording has too many digits", 1) from None
    _refuse_strangers(tree)
    return tree


def _refuse_strangers(tree: nodes.Template) -> None:
    pending: list[tuple[nodes.Node, int, int, bool]] = [(tree, 1, 0, False)]
    parts = looped = 0
    while pending:
        node, line, depth, in_loop = pending.pop()
        line = getattr(node, "lineno", None) or line
        parts += 1
        looped += in_loop
        if reason := _objection(node, depth, in_loop):
            raise ScriptError(reason, line)
        if parts > MAX_PARTS or looped > MAX_LOOPED:
            raise ScriptError("the wording has too many parts", line)
        in_loop = in_loop or isinstance(node, nodes.For)
        pending.extend((child, line, depth + 1, in_loop) for child in node.iter_child_nodes())


def _objection(node: nodes.Node, depth: int, in_loop: bool) -> str:
    """Why this part of a template is refused; empty when it is fine."""
    if type(node) not in _ALLOWED:
        return f"a template may not use {_in_words(node)}"
    if depth > MAX_DEPTH:
        return "the template is nested too deeply"
    match node:
        case nodes.For():
            return _loop_objection(node, in_loop)
        case nodes.Name(name=name) if name in _RESERVED or name.startswith("_"):
            return f"'{name}' is not for templates"
        case nodes.Getattr(attr=name) if name.startswith("_"):
            return f"'{name}' is not for templates"
        case nodes.Filter(name=name) if name not in _FILTERS:
            return f"there is no filter '{name}'; there is {', '.join(_FILTERS)}"
        case nodes.Test(name=name) if name not in _TESTS:
            return f"there is no test '{name}'; there is {', '.join(_TESTS)}"
    return ""


def _loop_objection(loop: nodes.For, in_loop: bool) -> str:
    if in_loop or loop.recursive:
        return "a loop may not stand inside a loop"
    if not isinstance(loop.iter, nodes.Name | nodes.Getattr):
        return "a loop runs over a given list, like others.news"
    if not isinstance(loop.target, nodes.Name):
        return "a loop has one name, like `for item in others.news`"
    return ""


def _in_words(node: nodes.Node) -> str:
    """The name of a node type: `CallBlock` is "call block"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(node).__name__).lower()


def _unknown_names(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """Names and attributes that never have a value, with their lines."""
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    for name in tree.find_all(nodes.Name):
        if name.name not in SLOTS and name.name not in own:
            yield name.lineno, name.name
    for part in tree.find_all(nodes.Getattr):
        match part.node:
            case nodes.Name(name=slot) if slot in SLOTS and part.attr not in SLOTS[slot]:
                yield part.lineno, f"{slot}.{part.attr}"


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "the template is nested too deeply"
    return clean_line(str(error), 200).rstrip(".") or type(error).__name__


def _line(traceback: TracebackType | None, compiled: Compiled) -> int:
    """The template line in which an error arose: Jinja keeps the lines of the code it made."""
    line = 1
    while traceback is not None:
        if traceback.tb_frame.f_globals is compiled.root_render_func.__globals__:
            line = compiled.get_corresponding_lineno(traceback.tb_lineno)
        traceback = traceback.tb_next
    return line


def _tidy(text: str) -> str:
    """What a dropped sentence leaves behind is tidied away: blanks in a row and empty lines in a row."""
    text = _INNER_BLANKS.sub(" ", clean_text(text))
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", text).strip("\n")
