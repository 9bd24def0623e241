"""One import into a fresh home, told as JSON: `python -m benchmarks.one_import FILE`."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.memory import peak_kb
from followup_tui.operations.desk import open_desk
from followup_tui.operations.importing import import_files


def main() -> None:
    """Import the file named, and leave nothing behind."""
    with tempfile.TemporaryDirectory() as home:
        desk = open_desk(Path(home))
        started = time.perf_counter()
        result = import_files(desk, [Path(sys.argv[1])])
        took = (time.perf_counter() - started) * 1000
        if not result.added:
            raise SystemExit("nothing was imported")
        desk.store.close()
    print(json.dumps({"ms": took, "kb": peak_kb()}))


if __name__ == "__main__":
    main()
