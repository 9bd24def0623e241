"""What came of an import: counts of people, and what is to be told of single rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from followup_tui.core.people import IncomingPerson
from followup_tui.core.phrases import count
from followup_tui.core.records import Contact
from followup_tui.core.text import clean_line
from followup_tui.errors import FileError, FollowupError

MAX_ROWS = 1_000
"""Rows that are listed; the counts are of all."""
MAX_REPLACED = 30
"""People whose replaced fields are named in sentences; of more the number is said."""


class ImportCancelled(FollowupError):
    """Whoever asked for the import thought better of it; nothing was changed."""


class CutShort(FileError):
    """A file ends in the middle; what is whole in it can be taken."""

    def __init__(self, file: str, line: int, people: int) -> None:
        whole = count(people, "person", "people")
        self.said = f"{clean_line(file)} is cut short in the card at line {line}"
        self.whole = whole
        super().__init__(
            f"{self.said}: export it again, or take what is whole in it ({whole}) with --partial."
        )


@dataclass(frozen=True, slots=True)
class FileProblem:
    """A row that could not be used, in its file."""

    file: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of somebody known; `old` is "" where nothing was known."""

    field: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.field} {self.old or 'none'} → {self.new or 'none'}"


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One person of a file, and what became of them: "new", "changed" or "known"."""

    file: str
    line: int
    name: str
    company: str
    what: str
    changes: tuple[FieldChange, ...] = ()
    """The fields of a known person that the file speaks of otherwise."""

    @property
    def replaces(self) -> bool:
        """Whether something known gives way to what the file says."""
        return any(change.old for change in self.changes)


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
    left_out: Counter[str] = field(default_factory=Counter)
    """Messages that became no touch, by what they are: "draft", "from nobody you know"."""
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
    replaced: list[str] = field(default_factory=list)
    """Whose fields gave way to those of a file, a sentence for each, up to MAX_REPLACED."""
    replacing: int = 0
    """How many people's fields gave way."""

    @property
    def usable(self) -> bool:
        """Whether any row was usable."""
        people = self.added + self.updated + self.unchanged
        return bool(people + self.touches + self.known_touches)

    @property
    def changes(self) -> bool:
        """Whether anything is new here."""
        return bool(self.added + self.updated + self.touches)

    @property
    def sentences(self) -> list[str]:
        """What is to be told besides the problems: of the whole, then whose fields gave way."""
        more = self.replacing - len(self.replaced)
        rest = [f"… and {count(more, 'other person', 'others')} likewise"] if more > 0 else []
        return [*self.remarks, *self.replaced, *rest]

    def show(self, row: ImportRow) -> None:
        """List a row while there is room, most of it for what changes something."""
        if row.changes and row.replaces:
            self.replacing += 1
            if len(self.replaced) < MAX_REPLACED:
                said = ", ".join(str(change) for change in row.changes if change.old)
                self.replaced.append(f"{row.name}: {said}")
        room = MAX_ROWS if row.what != "known" else MAX_ROWS // 4
        if len(self.rows) < room:
            self.rows.append(row)
