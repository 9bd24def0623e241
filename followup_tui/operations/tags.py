"""Tags of people: words of one's own by which they are found."""

from __future__ import annotations

from collections.abc import Sequence

from followup_tui.core.phrases import count
from followup_tui.core.records import Contact
from followup_tui.core.text import clean_line, fold
from followup_tui.errors import UsageError
from followup_tui.operations.desk import Desk

_LONGEST = 60


def tag(desk: Desk, people: Sequence[Contact], names: Sequence[str], *, on: bool = True) -> str:
    """Give tags to people, or take them away; returns what was done.

    A tag is known in any case and with or without accents; blanks in it become hyphens, so that a
    filter can name it. Raises UsageError without a tag.
    """
    wanted = list(dict.fromkeys(filter(None, map(cleaned, names))))
    if not wanted:
        raise UsageError("Give a tag: a word such as meetup.")
    shown = ", ".join(f"#{name}" for name in wanted)
    who = people[0].name if len(people) == 1 else count(len(people), "person", "people")
    did = f"tag {who} {shown}" if on else f"take {shown} from {who}"
    with desk.store.action(did) as action:
        for person in people:
            has = {
                fold(cleaned(known)): row
                for row, known in desk.store.people_table.tag_rows(person.id)
            }
            for name in wanted:
                if on and fold(name) not in has:
                    action.insert("tag", contact_id=person.id, name=name)
                elif not on and fold(name) in has:
                    action.delete("tag", has[fold(name)])
    return did


def cleaned(name: str) -> str:
    """A tag as it is kept: "#Data people" is "Data-people"."""
    return "-".join(clean_line(name, _LONGEST).lstrip("#").split())
