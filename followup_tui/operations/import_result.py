"""What came of an import: counts of people, and what is to be told of single rows."""

from __future__ import annotations

from dataclasses import dataclass, field

from followup_tui.core.people import IncomingPerson
from followup_tui.core.records import Contact

MAX_ROWS = 1_000
"""Rows that are listed; the counts are of all."""


@dataclass(frozen=True, slots=True)
class FileProblem:
    """A row that could not be used, in its file."""

    file: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One person of a file, and what became of them: "new", "changed" or "known"."""

    file: str
    line: int
    name: str
    company: str
    what: str


@dataclass(frozen=True, slots=True)
class NearRow:
    """A row that was taken for somebody new, and the contact that it may be all the same."""

    file: str
    incoming: IncomingPerson
    contact: Contact
    why: str


@dataclass(slots=True)
class Result:
    """Counts of people, and what was passed over."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    touches: int = 0
    """Messages that became touches."""
    known_touches: int = 0
    """Messages of which there are touches already."""
    strangers: int = 0
    """Messages with nobody who is known."""
    problems: list[FileProblem] = field(default_factory=list)
    did: str = ""
    names: list[str] = field(default_factory=list)
    """Who is new or changed, in the order of the file."""
    rows: list[ImportRow] = field(default_factory=list)
    """What became of each person, up to MAX_ROWS."""
    near: list[NearRow] = field(default_factory=list)
    """Who may be somebody known, for a person to say."""
    remarks: list[str] = field(default_factory=list)
    """What concerns the whole, in sentences."""

    @property
    def usable(self) -> bool:
        """Whether any row was usable."""
        people = self.added + self.updated + self.unchanged
        return bool(people + self.touches + self.known_touches)

    @property
    def changes(self) -> bool:
        """Whether anything is new here."""
        return bool(self.added + self.updated + self.touches)

    def show(self, row: ImportRow) -> None:
        """List a row while there is room, most of it for what changes something."""
        room = MAX_ROWS if row.what != "known" else MAX_ROWS // 4
        if len(self.rows) < room:
            self.rows.append(row)
