"""Which requirement lives where and which test holds it: `python -m tests.coverage_list`."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_CITED = re.compile(r"\b(S[0-4])\.(\d+)((?:\s*(?:[–/-]|to)\s*(?:S[0-4]\.)?\d+(?!\.?\d))*)")
_FOLLOWING = re.compile(r"([–/-]|to)\s*(?:(S[0-4])\.)?(\d+)")
_NOT_BUILT = re.compile(r"^## Not built\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


@dataclass
class Found:
    """Where one id is cited."""

    modules: set[str] = field(default_factory=set)
    tests: set[str] = field(default_factory=set)


def requirements() -> dict[str, str]:
    """Every id with what it asks for, in order."""
    told = tomllib.loads((ROOT / "tests" / "requirements.toml").read_text(encoding="utf-8"))
    return {
        f"{part}.{number}": what for part, rows in told.items() for number, what in rows.items()
    }


def ids_in(text: str) -> Iterator[str]:
    """The ids that a text cites; "S4.8–10" and "S4.8 to S4.10" are three each, "S4.8/10" is two."""
    for cited in _CITED.finditer(text):
        part, last = cited[1], int(cited[2])
        yield f"{part}.{last}"
        for sign, other, number in _FOLLOWING.findall(cited[3]):
            within = sign != "/" and other in ("", part)
            first = last + 1 if within else int(number)
            part, last = other or part, int(number)
            yield from (f"{part}.{n}" for n in range(first, last + 1))


@cache
def coverage(root: Path = ROOT) -> dict[str, Found]:
    """Where the package, the templates and the tests cite which id."""
    found: defaultdict[str, Found] = defaultdict(Found)
    for path in (*_files(root, "followup_tui", ".py"), *_files(root, "templates", ".j2")):
        for cited in ids_in(path.read_text(encoding="utf-8")):
            found[cited].modules.add(path.relative_to(root).as_posix())
    for path in _files(root, "tests", ".py"):
        if path.name.startswith("test_"):
            for name, text in _claims(path):
                for cited in ids_in(text):
                    found[cited].tests.add(f"{path.relative_to(root / 'tests').as_posix()}::{name}")
    return found


def not_built(root: Path = ROOT) -> dict[str, str]:
    """The ids that CONTRIBUTING lists as not built, each with its line."""
    listed = _NOT_BUILT.search((root / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    rows = listed[1].splitlines() if listed else []
    return {cited: row for row in rows for cited in ids_in(row)}


def missing(root: Path = ROOT) -> list[str]:
    """The ids that neither stand in a module and a test nor are listed as not built."""
    found, excused = coverage(root), not_built(root)
    return [
        cited
        for cited in requirements()
        if cited not in excused and not (found[cited].tests and found[cited].modules)
    ]


def report(root: Path = ROOT) -> str:
    """The table, and how many of each there are."""
    found, excused, asked = coverage(root), not_built(root), requirements()
    rows = ["| id | what | where it lives | tests |", "|---|---|---|---|"]
    for cited, what in asked.items():
        modules = _listed(found[cited].modules) or excused.get(cited, "**nowhere**")
        rows.append(
            f"| {cited} | {what} | {modules} | {_listed(found[cited].tests) or '**none**'} |"
        )
    lacking = missing(root)
    rows += [
        "",
        f"{len(asked)} requirements, {len(asked) - len(lacking) - len(excused)} built and tested,"
        f" {len(excused)} listed as not built, {len(lacking)} missing"
        + (f": {', '.join(lacking)}" if lacking else ""),
    ]
    unknown = sorted(set(found) - set(asked))
    return "\n".join([*rows, *([f"cited but not known: {', '.join(unknown)}"] if unknown else [])])


def _claims(path: Path) -> Iterator[tuple[str, str]]:
    """The tests of a file, each with its text."""
    source = path.read_text(encoding="utf-8")
    rows = source.splitlines()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith(
            "test"
        ):
            first = min((d.lineno for d in node.decorator_list), default=node.lineno)
            yield node.name, "\n".join(rows[first - 1 : node.end_lineno])


def _files(root: Path, folder: str, suffix: str) -> Iterable[Path]:
    return sorted(p for p in (root / folder).rglob(f"*{suffix}") if "__pycache__" not in p.parts)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))


def main() -> int:
    """Print the list; 1 when an id is missing."""
    print(report())
    return 1 if missing() else 0


if __name__ == "__main__":
    sys.exit(main())
