"""Import of vCards, written into a fresh database, beside what vobject takes to read them only."""

from __future__ import annotations

import importlib.util
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.figures import Absent, Figure, Found, amount
from benchmarks.processes import environment, output_of
from benchmarks.run import Run
from benchmarks.timing import alternately, ratio
from benchmarks.vocabulary import names
from followup_tui.exchange.vcard import MAX_CARDS

_LIMIT = 600.0
_FEW, _MANY = 100, 10_000


@dataclass(frozen=True, slots=True)
class Done:
    """What one child process needed."""

    ms: float
    kb: float


def measure(run: Run) -> Iterator[Found]:
    """From ten thousand cards on: below that the start of an import weighs more than its cards.

    No file holds more than MAX_CARDS.
    """
    if importlib.util.find_spec("vobject") is None:
        yield Absent("import-speed", "vobject is not installed here")
        return
    sizes = [size for size in run.sizes if _MANY <= size <= MAX_CARDS]
    sizes = sizes or [min(max(run.sizes), MAX_CARDS)]
    with tempfile.TemporaryDirectory(prefix="followup-cards-") as folder:
        place = Path(folder)
        few = once("one_import", cards(place, _FEW), place)
        for size in sizes:
            file = cards(place, size)
            times = max(run.pairs // 7, 1) if size <= _MANY else 1
            pairs = alternately(
                times,
                partial(once, "one_import", file, place),
                partial(once, "floors.vobject_reading", file, place),
            )
            speed = ratio([(floor.ms, ours.ms) for ours, floor in pairs])
            yield Figure("import-speed", size, speed, amount(median(a.ms for a, _ in pairs)))
            memory = median(ours.kb for ours, _ in pairs)
            yield Figure("import-memory", size, memory / few.kb, f"{memory / 1024:.0f} MB")


def once(module: str, file: Path, place: Path) -> Done:
    """Let a fresh process do it, which tells what it needed."""
    command = (sys.executable, "-m", f"benchmarks.{module}", str(file))
    said = output_of(command, environment(), place, _LIMIT)
    return Done(**json.loads(said.splitlines()[-1]))


def cards(folder: Path, size: int) -> Path:
    """A file of so many people as address books write them."""
    path = folder / f"{size}.vcf"
    if not path.exists():
        people = enumerate(names(size), 1)
        path.write_text(
            "".join(_card(number, name) for number, name in people), "utf-8", newline=""
        )
    return path


def _card(number: int, name: str) -> str:
    given, _, family = name.partition(" ")
    rows = (
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:urn:uuid:00000000-0000-4000-8000-{number:012x}",
        f"FN:{name}",
        f"N:{family};{given};;;",
        f"ORG:Firm {number // 4};Design",
        "TITLE:Head of Design",
        f"EMAIL;TYPE=INTERNET,WORK:person{number}@example.org",
        f"TEL;TYPE=CELL:+1313{number:07d}",
        "NOTE:Met at the trade fair\\, likes short mails\\nand the harbour",
        "END:VCARD",
    )
    return "\r\n".join(rows) + "\r\n"
