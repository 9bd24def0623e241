"""The pictures of the README show the program as it is."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

_SCRIPT = Path(__file__).parent.parent / "screenshots" / "make.py"


def _maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("screenshots_make", _SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up by name.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


MAKER = _maker()


@pytest.mark.parametrize("picture", MAKER.PICTURES, ids=lambda picture: str(picture.name))
async def test_the_picture_is_up_to_date(picture: object) -> None:
    """Each picture is what the program draws now; `python screenshots/make.py` renews them."""
    stored = MAKER.FOLDER / f"{picture.name}.svg"  # type: ignore[attr-defined]

    assert stored.read_text(encoding="utf-8") == await MAKER.draw(picture), "out of date"


def test_the_readme_shows_only_pictures_that_are_made() -> None:
    """A picture that no script makes would grow old unseen."""
    readme = (_SCRIPT.parent.parent / "README.md").read_text(encoding="utf-8")
    named = {part.split(")")[0] for part in readme.split("](screenshots/")[1:]}

    assert named <= {f"{picture.name}.svg" for picture in MAKER.PICTURES}
