"""How the words that are looked for are found: SQLite's text index, PostgreSQL's, or neither."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from followup_tui.core.text import clean_line

_WORD = re.compile(r"\w+", re.UNICODE)
_RANKED = 500
"""How many matches of a broad prefix are ranked; ranking all of them would take seconds."""
_SIGNS = (
    r"[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf"
    r"\u2000-\u206f\u3000-\u3004\u3008-\u3020]+"
)
"""What is no part of a word, as Python and PostgreSQL both write it."""
_LONGEST = 100_000
"""Letters of one text that PostgreSQL looks at: beyond a million bytes of words it refuses the row."""

SEARCHED = {
    "contact": ("name", "title", "department"),
    "company": ("name",),
    "note": ("text",),
    "touch": ("subject", "text", "said", "note"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Matching:
    """SQL with one place for the words, by table; `ranked` and `newest` end with one for a limit."""

    within: dict[str, str]
    """The numbers of all rows that match."""
    ranked: dict[str, str]
    """The numbers of the best matches as `rowid`, each with its `rank`: less is better."""
    newest: dict[str, str]
    """The numbers of the newest matches as `rowid`."""
    word: str
    """One word of the query, `{}` standing for it."""
    between: str
    """What stands between words."""
    folded: bool
    """Whether accents are ours to take away: SQLite's index keeps what we would (ß, Hangul, kana)."""

    def query(self, text: str) -> str:
        """The words of a text as this way of matching takes them; empty when there are none."""
        cleaned = clean_line(text)
        if self.folded:
            bare = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", cleaned))
            words = re.sub(_SIGNS, " ", unicodedata.normalize("NFC", bare).lower()).split()[:8]
        else:
            words = _WORD.findall(cleaned)[:8]
        return self.between.join(self.word.format(word) for word in words)


def _index(table: str) -> str:
    return f"FROM {table}_text WHERE {table}_text MATCH ?"


FTS5 = Matching(
    within={t: f"SELECT rowid {_index(t)}" for t in SEARCHED},
    ranked={
        t: f"SELECT rowid, rank FROM (SELECT rowid, rank {_index(t)} LIMIT {_RANKED})"
        " ORDER BY rank LIMIT ?"
        for t in SEARCHED
    },
    newest={t: f"SELECT rowid {_index(t)} ORDER BY rowid DESC LIMIT ?" for t in SEARCHED},
    word='"{}"*',
    between=" ",
    folded=False,
)


def _joined(table: str) -> str:
    return " || ' ' || ".join(f"{table}.{column}" for column in SEARCHED[table])


def _vector(table: str) -> str:
    """Words without their accents; signs are no part of a word, whatever the server takes for one."""
    bare = (
        f"normalize(regexp_replace(normalize(left({_joined(table)}, {_LONGEST}), NFKD),"
        r" '[\u0300-\u036f]', '', 'g'), NFC)"
    )
    return f"to_tsvector('simple', regexp_replace({bare}, '{_SIGNS}', ' ', 'g'))"


TSVECTORS = {table: _vector(table) for table in SEARCHED}


def _sought(table: str) -> str:
    return (
        f"FROM {table}, to_tsquery('simple', ?) AS sought WHERE {TSVECTORS[table]} @@ sought.sought"
    )


TSVECTOR = Matching(
    within={t: f"SELECT {t}.id {_sought(t)}" for t in SEARCHED},
    ranked={
        t: f"SELECT {t}.id AS rowid, -ts_rank({TSVECTORS[t]}, sought.sought) AS rank {_sought(t)}"
        " ORDER BY rank, rowid LIMIT ?"
        for t in SEARCHED
    },
    newest={
        t: f"SELECT {t}.id AS rowid {_sought(t)} ORDER BY {t}.id DESC LIMIT ?" for t in SEARCHED
    },
    word="'{}':*",
    between=" & ",
    folded=True,
)


def _beginning(table: str) -> str:
    names = f"{table}.name_key || ' ' || " if table in ("contact", "company") else ""
    text = f"' ' || {names}lower({_joined(table)})"
    return (
        f"FROM {table} WHERE NOT EXISTS (SELECT 1 FROM unnest(string_to_array(?, ' ')) AS sought"
        f" WHERE strpos({text}, ' ' || sought) = 0)"
    )


LIKE = Matching(
    within={t: f"SELECT {t}.id {_beginning(t)}" for t in SEARCHED},
    ranked={
        t: f"SELECT {t}.id AS rowid, 0 AS rank {_beginning(t)} ORDER BY {t}.id LIMIT ?"
        for t in SEARCHED
    },
    newest={
        t: f"SELECT {t}.id AS rowid {_beginning(t)} ORDER BY {t}.id DESC LIMIT ?" for t in SEARCHED
    },
    word="{}",
    between=" ",
    folded=True,
)
"""By reading everything: for servers without full text. Only names are found without their accents."""

WAYS = {"fts5": FTS5, "tsvector": TSVECTOR, "like": LIKE}
