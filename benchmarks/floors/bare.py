"""A bare Python that loads what a short command cannot do without."""

from __future__ import annotations

import sys

COMMAND = (sys.executable, "-c", "import peewee, click")
