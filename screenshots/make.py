"""Draws the pictures of the README: the real program on its demo people at a fixed date.

python screenshots/make.py          writes them
python screenshots/make.py --check  says which are out of date, and exits 1 if any is
"""

from __future__ import annotations

import asyncio
import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from followup_tui.operations.demo import discard, open_demo
from followup_tui.tui.app import FollowupApp

FOLDER = Path(__file__).parent
DAY = date(2026, 11, 23)

_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its file, the size of the terminal, the theme, and the keys pressed before."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...]
    theme: str = "followup-dark"


PICTURES = (
    Picture("main", (140, 38), ("j",)),
    Picture("light", (120, 34), ("j",), "followup-light"),
    Picture("narrow", (80, 24), ("j", "3")),
    Picture("outcome", (120, 34), ("j", "D")),
    Picture("why", (120, 34), ("j", "w")),
    Picture("review", (120, 34), ("v", "n")),
    Picture("aloud", (120, 34), ("j", "V")),
    Picture("stats", (120, 40), ("S",)),
)


async def draw(picture: Picture) -> str:
    """The picture as SVG, without fonts from elsewhere: looking at it asks nobody for anything."""
    desk = open_demo(DAY)
    try:
        app = FollowupApp(desk)
        async with app.run_test(size=picture.size) as pilot:
            app.theme = picture.theme
            await pilot.pause()
            for key in picture.keys:
                await pilot.press(key)
                await pilot.pause(0.6)
            svg = app.export_screenshot(title="followup")
    finally:
        discard(desk)
    rows = _FONT_FACE.sub("", svg).replace("Fira Code", "Fira Code, DejaVu Sans Mono, Menlo")
    return "\n".join(row.rstrip() for row in rows.splitlines()) + "\n"


def main() -> int:
    """Write the pictures, or compare them with what is there."""
    stale = []
    for picture in PICTURES:
        path = FOLDER / f"{picture.name}.svg"
        svg = asyncio.run(draw(picture))
        if "--check" not in sys.argv:
            path.write_text(svg, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != svg:
            stale.append(path.name)
    if stale:
        print(f"out of date: {', '.join(stale)}; run python screenshots/make.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
