"""The most memory that this process held."""

from __future__ import annotations

import resource
import sys


def peak_kb() -> float:
    """In kB, whatever the system counts in."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 if sys.platform == "darwin" else float(peak)
