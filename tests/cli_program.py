"""The command line in the hands of a test: one home, one Monday, each answer as text or as JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from followup_tui.cli import followup
from tests.builders import TODAY


@dataclass(frozen=True)
class Program:
    """`followup` on one home, inside this process."""

    home: Path
    today: date = TODAY

    def __call__(self, *args: str, exits: int = 0, typed: str | None = None) -> Result:
        """The answer to a command line, which ends with that exit code."""
        everywhere = ["--home", str(self.home), "--today", self.today.isoformat()]
        result = CliRunner().invoke(
            followup, [*everywhere, *args], input=typed, catch_exceptions=False
        )
        assert result.exit_code == exits, result.output
        return result

    def json(self, *args: str, exits: int = 0) -> Any:
        """The one value that a command prints with --json."""
        return json.loads(self(*args, "--json", exits=exits).stdout)

    def lines(self, *args: str, exits: int = 0) -> list[str]:
        """What a command prints for people, line by line."""
        return self(*args, exits=exits).stdout.splitlines()

    def on(self, day: date) -> Program:
        """The same program on another day."""
        return replace(self, today=day)

    def file(self, name: str, content: str | bytes) -> str:
        """The path of a new file of that content."""
        path = self.home / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)


def process(
    home: Path, *args: str, typed: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The real program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "followup_tui", *args],
        input=typed,
        capture_output=True,
        encoding=environment.get("PYTHONIOENCODING", "utf-8"),
        errors="replace",
        timeout=60,
        env={**os.environ, "FOLLOWUP_HOME": str(home), **environment},
        check=False,
    )


def add_ann(program: Program, *more: str) -> None:
    """Ann Lee, a starred hiring manager at Acme who can be reached by phone and e-mail."""
    program(
        "add",
        "Ann Lee",
        *("--company", "Acme"),
        *("--role", "hiring-manager"),
        *("--email", "ann@acme.example"),
        *("--phone", "+1 313 555 0100"),
        "--star",
        *more,
    )
