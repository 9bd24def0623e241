"""The garbage collector rests while thousands of short-lived things are made, none of them in a circle."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 50_000
"""New things between two looks: enough of them that a look is not felt, too few to fill memory."""


@contextmanager
def seldom() -> Iterator[None]:
    """Within it the collector looks less often; afterwards as before."""
    usual = gc.get_threshold()
    gc.set_threshold(_SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
