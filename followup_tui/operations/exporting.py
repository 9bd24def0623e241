"""The whole of the data as JSON: complete, and it comes back the same."""

from __future__ import annotations

import json

from followup_tui import __version__
from followup_tui.operations.desk import Desk
from followup_tui.operations.importing import FORMAT, VERSION
from followup_tui.store.dump import dump


def export_json(desk: Desk) -> str:
    """Every table of the user's data; the keys and their order do not depend on the machine."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "program": __version__,
        "tables": dump(desk.store.database),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
