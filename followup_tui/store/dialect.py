"""The store's questions, written for SQLite, as PostgreSQL takes them: the one place that knows both."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

_QUOTED = re.compile(r"""'(?:[^']|'')*'|"[^"]*\"""")
_KEPT = re.compile("\x00(\\d+)\x00")
_MARK = re.compile(r"\?(\d*)")

_WORDS: tuple[tuple[re.Pattern[str], str], ...] = (
    # SQLite alone takes a list without anything in it.
    (re.compile(r"[\w.]+ NOT IN \(\s*\)"), "TRUE"),
    (re.compile(r"[\w.]+ IN \(\s*\)"), "FALSE"),
    # A list that comes as one parameter, whatever is in it.
    (
        re.compile(r"([\w.]+) IN \(SELECT value FROM json_each\(\?\)\)"),
        r"to_jsonb(\1) IN (SELECT jsonb_array_elements(?::jsonb))",
    ),
    (re.compile(r"\bjson_group_array\(([\w.]+)\)"), r"coalesce(json_agg(\1)::text, '[]')"),
    (re.compile(r"\bgroup_concat\("), "string_agg("),
    # Of several values: the aggregate of one has no comma.
    (re.compile(r"\bmax\((?=[^()]*,)"), "greatest("),
    (re.compile(r"\bIS NOT (?=\?|\(SELECT\b)"), "IS DISTINCT FROM "),
    (re.compile(r"\bIS (?=\?|\(SELECT\b)"), "IS NOT DISTINCT FROM "),
)

_HOUSEKEEPING = {
    "PRAGMA defer_foreign_keys = ON": "SET CONSTRAINTS ALL DEFERRED",
    # A server looks after its own pages, log and references.
    "PRAGMA quick_check(1)": "SELECT 'ok'",
    "PRAGMA foreign_key_check": "SELECT 1 WHERE FALSE",
    "PRAGMA wal_checkpoint(TRUNCATE)": "SELECT 0, 0, 0",
}
_INDEX_UPKEEP = re.compile(r"INSERT INTO (\w+)_text ?\(\1_text\b")
"""SQLite's text index is a table that is told what to do; the server's is kept by the server."""


@lru_cache(maxsize=1024)
def translated(sql: str) -> tuple[str, tuple[int, ...] | None]:
    """The statement for psycopg, and which parameter goes where when their order is not the plain one."""
    if (known := _HOUSEKEEPING.get(sql)) is not None:
        return known, None
    if _INDEX_UPKEEP.match(sql):
        return "SELECT 1", ()
    quoted: list[str] = []

    def keep(found: re.Match[str]) -> str:
        quoted.append(found[0].replace("%", "%%"))
        return f"\x00{len(quoted) - 1}\x00"

    text = _QUOTED.sub(keep, sql).replace("%", "%%")
    for pattern, instead in _WORDS:
        text = pattern.sub(instead, text)
    text = _with_nulls_in_place(text)
    order = tuple(int(number) - 1 for number in _MARK.findall(text) if number)
    text = _MARK.sub("%s", text)
    return _KEPT.sub(lambda found: quoted[int(found[1])], text), order or None


def _with_nulls_in_place(text: str) -> str:
    """SQLite holds NULL for less than anything, PostgreSQL for more; what is in order inside comes first."""
    start = text.rfind("ORDER BY ")
    while start >= 0:
        begin = start + len("ORDER BY ")
        end, commas = _extent(text, begin)
        cuts = [begin - 1, *commas, end]
        items = [text[a + 1 : b] for a, b in pairwise(cuts)]
        text = text[:begin] + ",".join(map(_item, items)) + text[end:]
        start = text.rfind("ORDER BY ", 0, start)
    return text


def _extent(text: str, begin: int) -> tuple[int, list[int]]:
    """Where a list of things to order by ends, and where its commas are."""
    depth, commas = 0, []
    for at in range(begin, len(text)):
        letter = text[at]
        if letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
        elif letter == "," and depth == 0:
            commas.append(at)
        if depth < 0 or (depth == 0 and text.startswith((" LIMIT ", " OFFSET "), at)):
            return at, commas
    return len(text), commas


def _item(item: str) -> str:
    bare = item.strip()
    down = bare.endswith(" DESC")
    what = bare.removesuffix(" DESC").removesuffix(" ASC")
    column = re.fullmatch(r"(?:\w+\.)?(\w+)", what)
    may_be_null = column[1] in _nullable() if column else "(" in what or what.endswith("\x00")
    if not may_be_null or " IS " in what or "!=" in what:
        return item
    return f"{item.rstrip()} NULLS {'LAST' if down else 'FIRST'}"


@cache
def _nullable() -> frozenset[str]:
    """The columns that may be empty in any table; to order by others, an index is of use as it is."""
    from followup_tui.store.tables import JOURNALLED, UNJOURNALLED

    fields = (f for table in (*JOURNALLED, *UNJOURNALLED) for f in table._meta.sorted_fields)
    return frozenset(f.column_name for f in fields if f.null) | {"last_on", "used_on"}
