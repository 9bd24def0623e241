"""vobject reads a file of cards and keeps nothing: `python -m benchmarks.floors.vobject_reading FILE`."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import vobject

from benchmarks.memory import peak_kb


def main() -> None:
    """Read every card once."""
    text = Path(sys.argv[1]).read_text("utf-8")
    started = time.perf_counter()
    found = sum(1 for _ in vobject.readComponents(text))
    took = (time.perf_counter() - started) * 1000
    if not found:
        raise SystemExit("nothing was read")
    print(json.dumps({"ms": took, "kb": peak_kb()}))


if __name__ == "__main__":
    main()
