"""The first line of the screen, the day at a glance, and the last one, the keys."""

from __future__ import annotations

from datetime import date

from textual.strip import Strip
from textual.widget import Widget

from followup_tui.core.phrases import MONTHS, weekday
from followup_tui.operations.views import Day
from followup_tui.tui.commands import COMMANDS, Command, key_shown
from followup_tui.tui.lines import Line, Span, draw
from followup_tui.tui.theme import Palette, Signs, signs_of

_BAR = 10


class Bar(Widget):
    """One row drawn by hand."""

    palette: Palette

    @property
    def signs(self) -> Signs:
        """The signs to draw with."""
        return signs_of(self.app)

    def on_mount(self) -> None:
        self._take_palette()
        self.app.theme_changed_signal.subscribe(self, lambda _: self._take_palette())

    def _take_palette(self) -> None:
        self.palette = Palette(self.app)
        self.refresh()

    def content(self) -> Line:
        """The row, for the width there is."""
        return Line()

    def render_line(self, y: int) -> Strip:
        """The only row."""
        inks = self.palette.on(self.rich_style)
        return draw(self.content(), self.size.width, inks, self.signs.more)


class TopBar(Bar):
    """Name and date at the left; how the day stands at the right."""

    def __init__(self) -> None:
        super().__init__(id="top")
        self._today: date | None = None
        self._day: Day | None = None
        self._filter = ""
        self._away = ""

    def show(self, today: date, day: Day | None, filtered: str = "") -> None:
        """Show the date, the counts and the filter that is on."""
        self._today, self._day, self._filter = today, day, filtered
        self.refresh()

    def content(self) -> Line:
        left: list[Span] = [("followup", "accent")]
        if self._today is not None:
            day = self._today
            month = MONTHS[day.month - 1][:3]
            left.append((f"  {weekday(day)} {day.day} {month} {day.year}", "dim"))
        if self._filter:
            left.append((f"   / {self._filter}", "need"))
        return Line(tuple(left), tuple(self._counts()))

    def _counts(self) -> list[Span]:
        day = self._day
        if day is None:
            return []
        parts: list[list[Span]] = []
        if day.owed:
            parts.append([(f"{day.owed} owed", "need-strong")])
        if day.waiting:
            parts.append([(f"{day.waiting} waiting", "past")])
        if day.today:
            parts.append([(f"{day.today} today", "need")])
        if day.total:
            parts.append(self._progress(day))
        else:
            parts.append([("nothing due today", "dim")])
        separator: Span = (f" {self.signs.separator} ", "dim")
        return [span for n, part in enumerate(parts) for span in ([separator] if n else []) + part]

    def _progress(self, day: Day) -> list[Span]:
        counted = (f"{day.done} of {day.total} done", "dim")
        if self.size.width < 100:
            return [counted]
        full = round(_BAR * day.done / day.total)
        return [
            (self.signs.full * full, "bar"),
            (self.signs.full * (_BAR - full), "bar-rest"),
            (f" {counted[0]}", "dim"),
        ]


class KeyBar(Bar):
    """The keys that matter most, as many as fit; from the live keymap."""

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._keys: dict[str, str] = {}

    def show(self, keys: dict[str, str]) -> None:
        """Show commands under the keys they really have: command id to key."""
        self._keys = keys
        self.refresh()

    def content(self) -> Line:
        spans: list[Span] = []
        room = self.size.width
        last = [c for c in COMMANDS if c.id in ("app.help", "app.palette")]
        for command in [c for c in COMMANDS if c.footer and c not in last] + last:
            part = self._part(command)
            width = sum(len(text) for text, _ in part)
            needed = (
                sum(len(t) for c in last for t, _ in self._part(c)) if command not in last else 0
            )
            if width + needed > room:
                continue
            spans += part
            room -= width
        return Line(tuple(spans))

    def _part(self, command: Command) -> list[Span]:
        key = key_shown(self._keys.get(command.id, command.key).split(",")[0])
        return [(f" {key}", "key"), (f" {command.label} ", "text")]
