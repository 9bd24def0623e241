"""Numbers three rows high, to be read from the distance of a telephone."""

from __future__ import annotations

_FIGURES = {
    "0": ("╭─╮", "│ │", "╰─╯"),
    "1": ("╶╮ ", " │ ", "╶┴╴"),
    "2": ("╶─╮", "╭─╯", "╰─╴"),
    "3": ("╶─╮", " ─┤", "╶─╯"),
    "4": ("╷ ╷", "╰─┤", "  ╵"),
    "5": ("╭─╴", "╰─╮", "╶─╯"),
    "6": ("╭─╴", "├─╮", "╰─╯"),
    "7": ("╶─╮", "  │", "  ╵"),
    "8": ("╭─╮", "├─┤", "╰─╯"),
    "9": ("╭─╮", "╰─┤", "╶─╯"),
    "+": ("   ", "╶┼╴", "   "),
    "-": ("   ", "╶─╴", "   "),
    ":": ("╷", " ", "╵"),
    " ": (" ", " ", " "),
}


def large(text: str, *, plain: bool = False) -> tuple[str, str, str]:
    """A number or a time in three rows; what has no large figure stands small in the middle one.

    With `plain` all of it does: the figures are made of lines that not every terminal has.
    """
    if plain:
        return " " * len(text), text, " " * len(text)
    figures = [_FIGURES.get(c, (" ", c, " ")) for c in text]
    top, middle, bottom = (" ".join(figure[row] for figure in figures) for row in range(3))
    return top, middle, bottom
