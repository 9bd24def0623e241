"""Claims about the list of requirements itself: whole, and held by tests."""

from __future__ import annotations

import pytest

from tests.coverage_list import ids_in, main, missing, report, requirements

SIZES = {"S0": 46, "S1": 39, "S2": 17, "S3": 42, "S4": 30}


def test_all_174_requirements_are_listed() -> None:
    """Five parts, numbered without a gap."""
    expected = [f"{part}.{n}" for part, size in SIZES.items() for n in range(1, size + 1)]
    assert list(requirements()) == expected
    assert len(expected) == 174


def test_every_requirement_is_built_and_tested_or_listed_as_not_built(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The command prints every id with its place and its tests, and finds nothing missing."""
    assert missing() == []
    assert main() == 0
    told = capsys.readouterr().out
    assert all(f"| {cited} |" in told for cited in requirements())


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("(S0.1, S2.1, DESIGN.md)", ["S0.1", "S2.1"]),
        ("S4.8–10.", ["S4.8", "S4.9", "S4.10"]),
        ("S3.25-S3.27", ["S3.25", "S3.26", "S3.27"]),
        ("S1.8, S1.13 to S1.15", ["S1.8", "S1.13", "S1.14", "S1.15"]),
        ("S0.20/21", ["S0.20", "S0.21"]),
        ("S0.8 says 16.45 % in 3 weeks", ["S0.8"]),
    ],
)
def test_ranges_of_ids_are_understood(text: str, ids: list[str]) -> None:
    """A range cites everything between its ends."""
    assert list(ids_in(text)) == ids


def test_a_requirement_without_a_test_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list fails for an id that nobody cites."""
    monkeypatch.setattr("tests.coverage_list.requirements", lambda: {"S9.1": "nobody cites it"})
    assert missing() == ["S9.1"]
    assert "1 missing: S9.1" in report()
    assert main() == 1
