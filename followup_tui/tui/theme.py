"""Our two themes, the styles that panes draw with, and the signs with their plain-letter twins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.theme import Theme

DARK = Theme(
    name="followup-dark",
    primary="#7cc5a0",
    secondary="#7d9ec4",
    accent="#7cc5a0",
    warning="#e8b15f",
    error="#e0717c",
    success="#8ccf88",
    foreground="#dfe3e6",
    background="#14181b",
    surface="#14181b",
    panel="#1d2327",
    dark=True,
    variables={
        "border": "#3c4449",
        "border-blurred": "#3c4449",
        "input-selection-background": "#7cc5a0 30%",
        "footer-key-foreground": "#e8b15f",
    },
)

LIGHT = Theme(
    name="followup-light",
    primary="#24704c",
    secondary="#2f5c8f",
    accent="#24704c",
    warning="#92590a",
    error="#b3303f",
    success="#2c7430",
    foreground="#23282b",
    background="#fbfaf7",
    surface="#fbfaf7",
    panel="#efeee9",
    dark=False,
    variables={
        "border": "#c3c4bf",
        "border-blurred": "#c3c4bf",
        "input-selection-background": "#24704c 22%",
        "footer-key-foreground": "#92590a",
    },
)

_QUIET = 0.52
"""How far dim text stands off the background."""


Inks = Mapping[str, Style]
"""Styles by the names of the palette."""


class Palette:
    """Named styles for line-drawn panes, taken from the theme that is on."""

    def __init__(self, app: App[object]) -> None:
        named = app.theme_variables
        front = Color.parse(named["foreground"])
        back = Color.parse(named["background"])
        dim = back.blend(front, _QUIET)
        tinted = back.blend(Color.parse(named["accent"]), 0.2)
        bar = back.blend(front, 0.25)

        def ink(color: Color, bold: bool = False) -> Style:
            return Style(color=color.hex6, bold=bold)

        def named_ink(name: str, bold: bool = False) -> Style:
            return ink(Color.parse(named[name]), bold)

        self._styles: dict[str, Style] = {
            "": Style(),
            "text": ink(front),
            "strong": ink(front, bold=True),
            "dim": ink(dim),
            "heading": ink(dim),
            "accent": named_ink("accent", bold=True),
            "need": named_ink("warning"),
            "need-strong": named_ink("warning", bold=True),
            "past": named_ink("error"),
            "fine": named_ink("success"),
            "channel": named_ink("secondary"),
            "gap": named_ink("warning", bold=True),
            "key": named_ink("warning", bold=True),
            "rail": ink(bar),
            "bar": named_ink("success"),
            "bar-rest": ink(bar),
            "selected": Style(bgcolor=tinted.hex6),
            "rested": Style(bgcolor=back.blend(front, 0.07).hex6),
        }

    def __getitem__(self, name: str) -> Style:
        return self._styles[name]

    def on(self, base: Style, ground: str = "") -> Inks:
        """The same styles on a ground, which covers the base."""
        under = base + self._styles[ground]
        return {name: under + style for name, style in self._styles.items()}


@dataclass(frozen=True, slots=True)
class Signs:
    """Every state has a sign as well as a colour."""

    star: str = "★"
    done: str = "✓"
    planned: str = "●"
    lost: str = "×"
    met: str = "◇"
    inbound: str = "◂"
    warning: str = "▲"
    note: str = "·"
    rail: str = "│"
    thumb: str = "▐"
    rule: str = "─"
    full: str = "━"
    empty: str = "─"
    more: str = "…"
    standing: str = "◆"
    separator: str = "·"
    left: str = "‹"
    right: str = "›"


PLAIN_SIGNS = Signs(
    star="*",
    done="+",
    planned="o",
    lost="x",
    met="-",
    inbound="<",
    warning="!",
    note="-",
    rail="|",
    thumb="|",
    rule="-",
    full="#",
    empty=".",
    more="...",
    standing="*",
    separator="-",
    left="<",
    right=">",
)


def signs_of(app: App[object]) -> Signs:
    """The signs an app draws with; the usual ones for an app that names none."""
    signs = getattr(app, "signs", None)
    return signs if isinstance(signs, Signs) else Signs()
