"""On well-formed cards our reader and an independent one, vobject, see the same person."""

from __future__ import annotations

import importlib
import warnings
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.core.people import IncomingPerson
from followup_tui.core.text import clean_line, clean_text
from followup_tui.exchange.vcard import read_cards

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    vobject = importlib.import_module("vobject")

_TEXT = st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"])
words = st.text(_TEXT, min_size=1, max_size=90).map(clean_line).filter(bool)
notes = st.text(st.one_of(_TEXT, st.just("\n")), min_size=1, max_size=300).filter(str.strip)
names = st.from_regex(r"[a-z]{1,10}", fullmatch=True)
addresses = st.builds("{}@{}.example".format, names, names)
numbers = st.from_regex(r"\+[0-9]{2,3} [0-9]{4,9}", fullmatch=True)

people = st.fixed_dictionaries(
    {
        "fn": words,
        "family": words,
        "given": words,
        "org": st.lists(words, min_size=1, max_size=2),
        "title": words,
        "emails": st.lists(addresses, max_size=3, unique=True),
        "numbers": st.lists(numbers, max_size=3, unique=True),
        "note": notes,
    }
)


def written(person: dict[str, Any]) -> str:
    """The card that vobject writes: escaped, folded at 75 bytes, CR LF."""
    card = vobject.vCard()
    card.add("fn").value = person["fn"]
    card.add("n").value = vobject.vcard.Name(family=person["family"], given=person["given"])
    card.add("org").value = person["org"]
    card.add("title").value = person["title"]
    card.add("note").value = person["note"]
    for address in person["emails"]:
        card.add("email").value = address
    for number in person["numbers"]:
        card.add("tel").value = number
    return str(card.serialize())


def as_vobject_reads(text: str) -> IncomingPerson:
    """The first card as vobject understands it, in our own terms."""
    card = next(vobject.readComponents(text))
    company, *departments = [clean_line(unit) for unit in card.org.value]
    return IncomingPerson(
        name=clean_line(card.fn.value),
        line=1,
        first_name=clean_line(card.n.value.given),
        last_name=clean_line(card.n.value.family),
        title=clean_line(card.title.value),
        department=", ".join(departments),
        company=company,
        emails=tuple(email.value for email in card.contents.get("email", ())),
        phones=tuple(number.value for number in card.contents.get("tel", ())),
        note=clean_text(card.note.value).strip(),
    )


@pytest.mark.filterwarnings("ignore")
@settings(deadline=None, max_examples=300)
@given(person=people)
def test_both_readers_agree(person: dict[str, Any]) -> None:
    """Escapes, folds within letters and any script come out as the other reader has them."""
    text = written(person)
    reading = read_cards(text)
    assert reading.problems == ()
    assert reading.people == (as_vobject_reads(text),)
