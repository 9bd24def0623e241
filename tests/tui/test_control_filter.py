"""Nothing that a name contains reaches the terminal as anything but text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from rich.cells import cell_len
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.app import App, ComposeResult
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter
from textual.pilot import Pilot
from textual.widgets import (
    Button,
    Checkbox,
    Collapsible,
    DataTable,
    Footer,
    Header,
    Input,
    Label,
    Log,
    Markdown,
    OptionList,
    RichLog,
    Select,
    SelectionList,
    Static,
    Tab,
    Tabs,
    TextArea,
    Tree,
)

from followup_tui.core.text import blank_unsafe, is_safe_line
from followup_tui.tui.control_filter import ControlFilter
from tests.tui.capture import leaks, links, record

HOSTILE = [
    "a\x1b[2J\x1b[Hb",
    "a\x1b]52;c;ZXZpbA==\x1b\\b",
    "a\x1b]0;title\x07b",
    "a\x9b2J\x9d0;PWN\x9cb",
    "ok\rHIRED \x08\x08\x7f\x0e\x00\x07",
    "Ann \u202egnp.exe\u2066x\u200f",
    "A\u200bnn\ufeff\u2060\u00ad",
    "tag\U000e0041\U000e007f fill\u3164\u115f\uffa0\u1160",
    "line\u2028para\u2029next\x85feed\x0b\x0c",
    "lone \ud800 surrogate",
    "two\nlines\tand a tab",
    "\x1b",
    "long " * 30 + "\x1b[31m",
    "\U0001f469\u200b\u200d\U0001f469 zw",
]
HARMLESS = [
    "Ann O'Neil [/b] {{x}}",
    "李小龍 Jürgen Ça",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 é",
]
BACKGROUND = Color(0, 0, 0)


class Everything(App[None]):
    """The usual widgets, each showing one name in its safest way; the filter alone stands behind them."""

    CSS = """
    Screen { layout: grid; grid-size: 3; grid-rows: 6; }
    .titled { border: solid red; }
    """
    filters: Sequence[LineFilter] = (ControlFilter(),)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.shown = name
        self.content = Content(name, strip_control_codes=False)
        self.title = self.sub_title = name
        self.bind("f5", "nothing", description=name)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), *self.filters]

    def compose(self) -> ComposeResult:
        name, content = self.shown, self.content
        yield Header()
        yield Label(content)
        yield Static(name, markup=False)
        yield Static(Text(name))
        yield Button(content)
        yield Checkbox(content)
        yield Collapsible(Label(name, markup=False), title="x", collapsed=False)
        yield Tabs(Tab(content), Tab("x"))
        yield OptionList(content, content)
        yield Select([(content, 1)], value=1)
        yield SelectionList[int]((content, 1))
        yield Input(name, placeholder=name)
        yield Input(placeholder=name)
        yield TextArea(name)
        yield Markdown(name)
        yield Log()
        yield RichLog()
        yield DataTable[Text]()
        yield Tree(Text(name))
        yield Footer()

    def on_mount(self) -> None:
        titled = self.query_one(OptionList)
        titled.add_class("titled")
        titled.border_title = titled.border_subtitle = self.content
        self.query_one(Log).write_line(self.shown)
        self.query_one(RichLog).write(Text(self.shown))
        table: DataTable[Text] = self.query_one(DataTable)
        table.add_column(Text(self.shown))
        table.add_row(Text(self.shown))
        self.query_one(Tree).root.add_leaf(Text(self.shown))
        self.query_one(Tree).root.expand()


class Unfiltered(Everything):
    filters = ()


async def play(pilot: Pilot[Any]) -> None:
    """A toast, a list that opens and the focus on its way through everything."""
    pilot.app.notify(getattr(pilot.app, "shown", ""), title="x", markup=False)
    pilot.app.query_one(Select).expanded = True
    await pilot.press("tab", "tab", "down")


@pytest.mark.parametrize("name", HOSTILE)
async def test_no_widget_lets_a_hostile_name_through(name: str) -> None:
    """Not one control, bidi or invisible character of it is written to the terminal."""
    output = await record(Everything(name), play, (120, 50))
    assert leaks(output) == []
    assert links(output) == []


async def test_without_the_filter_it_would_be_seen() -> None:
    """The same screen without the filter leaks, so the test above can fail."""
    assert "\x1b" in leaks(await record(Unfiltered(HOSTILE[0]), play, (120, 50)))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_segment_keeps_its_width(text: str) -> None:
    """Columns stay where they were, since blanks take the place of what is not shown."""
    [segment] = ControlFilter().apply([Segment(text)], BACKGROUND)
    assert is_safe_line(segment.text)
    assert cell_len(segment.text) == cell_len(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_a_harmless_line_is_passed_on_as_it_is(text: str) -> None:
    """The very same list comes back, so that nothing is drawn anew."""
    segments = [Segment(text), Segment("│ ", Style(bold=True, link="https://example.org"))]
    assert ControlFilter().apply(segments, BACKGROUND) is segments


def test_a_link_cannot_carry_a_sequence() -> None:
    """An address with a control character in it is no link any more; the text stays."""
    style = Style(bold=True, link="https://x\x1b]52;c;ZXZpbA==\x07")
    [segment] = ControlFilter().apply([Segment("here", style)], BACKGROUND)
    assert segment.style == Style(bold=True)


def test_a_widget_cannot_send_control_segments() -> None:
    """Moving the cursor is for Textual alone, not for what a widget draws."""
    control = Control.home().segment
    assert ControlFilter().apply([Segment("a"), control], BACKGROUND) == [Segment("a")]


def test_the_quick_way_lets_nothing_through() -> None:
    """Every unsafe character of Unicode is blanked, however it was found to be unsafe."""
    unsafe = [char for char in map(chr, range(0x110000)) if not is_safe_line(char)]
    assert all(is_safe_line(blank_unsafe(f"é{char}", cell_len)) for char in unsafe)
    assert len(unsafe) > 2000
