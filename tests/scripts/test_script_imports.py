"""What the rooms of the scripts load."""

from __future__ import annotations

import subprocess
import sys


def test_only_rendering_loads_jinja() -> None:
    """Listing, measuring and checking scripts costs no template engine."""
    code = (
        "import sys\n"
        "import followup_tui.scripts\n"
        "from followup_tui.scripts import checker, filters, library, meter, slots, template, values\n"
        "sys.exit('jinja2' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
