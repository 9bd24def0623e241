"""Claims about contact cards that go out: whole, safe, and back again the same (P17)."""

from __future__ import annotations

import importlib
import warnings
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.core.outgoing import Address, Card
from followup_tui.core.people import IncomingPerson
from followup_tui.core.text import clean_line, clean_text
from followup_tui.exchange.vcard import read_cards
from followup_tui.exchange.vcard_writer import OLD, VERSIONS, write_cards
from tests.builders import make_contact

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    vobject = importlib.import_module("vobject")

_TEXT = st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"])
words = st.text(_TEXT, min_size=1, max_size=90).map(clean_line).filter(bool)
notes = st.text(st.one_of(_TEXT, st.just("\n")), max_size=200).map(clean_text).map(str.strip)
labels = st.one_of(st.sampled_from(["", "work", "home", "cell"]), words)
names = st.from_regex(r"[a-z]{1,10}", fullmatch=True)
emails = st.builds("{}@{}.example".format, names, names)
numbers = st.from_regex(r"\+[0-9]{2,3} [0-9]{4,9}", fullmatch=True)
kept = st.builds("{}:{}".format, st.sampled_from(["X-A", "item7.ADR;TYPE=x", "BDAY"]), words)

cards = st.builds(
    Card,
    st.builds(
        make_contact,
        name=words,
        first_name=words,
        last_name=words,
        title=words,
        department=st.one_of(st.just(""), words),
        company=words,
        linkedin=st.sampled_from(["", "https://www.linkedin.com/in/ann-lee"]),
    ),
    st.lists(st.builds(Address, emails, labels), max_size=3, unique_by=lambda a: a.value).map(
        tuple
    ),
    st.lists(st.builds(Address, numbers, labels), max_size=3, unique_by=lambda a: a.value).map(
        tuple
    ),
    st.lists(kept, max_size=3, unique=True).map(tuple),
    note=notes,
)


def written_again(person: IncomingPerson) -> Card:
    """The card of somebody who came in from a file."""
    called = dict(person.labels)
    contact = make_contact(
        name=person.name,
        first_name=person.first_name,
        last_name=person.last_name,
        title=person.title,
        department=person.department,
        company=person.company,
        linkedin=person.linkedin,
    )
    return Card(
        contact,
        tuple(Address(value, called.get(value, "")) for value in person.emails),
        tuple(Address(value, called.get(value, "")) for value in person.phones),
        person.kept,
        person.tags,
        person.note,
    )


@pytest.mark.parametrize("version", VERSIONS)
@settings(deadline=None, max_examples=40)
@given(card=cards)
def test_a_card_comes_back_and_goes_out_the_same(version: str, card: Card) -> None:
    """Written, read and written again, nobody can tell the two files apart."""
    text = write_cards([card], version)
    reading = read_cards(text)
    assert reading.problems == ()
    (person,) = reading.people
    assert (person.name, person.emails) == (card.contact.name, tuple(a.value for a in card.emails))
    assert person.note == card.note
    assert len(person.kept) == len(card.kept)
    if version != OLD:  # which writes its types without their name
        assert person.kept == card.kept
    assert write_cards([written_again(person)], version) == text
    longest = 76 if version == OLD else 75
    assert all(len(line.encode()) <= longest for line in text.split("\r\n"))


@pytest.mark.filterwarnings("ignore")
@settings(deadline=None, max_examples=40)
@given(card=cards)
def test_an_independent_reader_sees_one_card(card: Card) -> None:
    """vobject finds one card with the same name, organisation, addresses and note."""
    (seen,) = vobject.readComponents(write_cards([card]))
    assert seen.fn.value == card.contact.name
    assert seen.n.value.family == card.contact.last_name
    assert seen.org.value[0] == card.contact.company
    assert [e.value for e in seen.contents.get("email", [])] == [a.value for a in card.emails]
    assert (seen.note.value if card.note else "") == card.note


HOSTILE = "Call\r\nEND:VCARD\nBEGIN:VCARD\rX-EVIL:1\u2028ATTENDEE:mailto:e@e"


def test_no_value_ends_its_line() -> None:
    """A line end in a name, a label, a note or a tag begins no property (hostile input 36)."""
    card = Card(
        make_contact(name=HOSTILE, title=HOSTILE, company=HOSTILE, department=HOSTILE),
        (Address(HOSTILE, HOSTILE),),
        (Address(HOSTILE, HOSTILE),),
        tags=(HOSTILE,),
        note=HOSTILE,
    )
    lines = write_cards([card]).split("\r\n")
    assert lines.count("BEGIN:VCARD") == lines.count("END:VCARD") == 1
    assert not any(line.startswith(("X-EVIL", "ATTENDEE")) for line in lines)


@pytest.mark.parametrize(
    "line",
    ["X-A:1\r\nX-EVIL:1", "END:VCARD", "item1.begin:vcard", "VERSION:2.1", "no property", ""],
)
def test_a_kept_line_that_is_no_property_is_left_out(line: str) -> None:
    """What would end the card, or begin another property, does not go out."""
    plain = Card(make_contact())
    assert write_cards([replace(plain, kept=(line,))]) == write_cards([plain])


def test_a_card_is_folded_between_letters() -> None:
    """75 octets a line, and no letter of several octets is cut in two."""
    text = write_cards([Card(make_contact(name="Ø" * 100))])
    folded = text.split("\r\n")
    assert max(len(line.encode()) for line in folded) in (74, 75)
    assert read_cards(text).people[0].name == "Ø" * 100


def test_labels_of_ones_own_do_not_take_the_group_of_another() -> None:
    """A kept item1 keeps its label; the next label is item2."""
    card = Card(
        make_contact(),
        phones=(Address("+1 313 555 0100", "Lab"),),
        kept=("item1.ADR:;;Main St;;;;", "item1.X-ABLabel:Büro"),
    )
    text = write_cards([card])
    assert "item2.TEL:+1 313 555 0100\r\nitem2.X-ABLabel:Lab\r\n" in text
    (person,) = read_cards(text).people
    assert person.labels == (("+1 313 555 0100", "Lab"),)
    assert person.kept == card.kept


@pytest.mark.parametrize(
    ("line", "changed", "then"),
    [
        ("N:Lee;Ann;Marie;Dr.;jun.", {"last_name": "Ray"}, "N:Ray;Ann;;;"),
        ("ORG:Acme;R\\;D;Labs", {"company": "Beta"}, "ORG:Beta;R\\;D\\, Labs"),
    ],
)
def test_parts_without_a_place_here_go_back(line: str, changed: dict[str, str], then: str) -> None:
    """Middle names, titles and further units leave as they came, until what is known is changed."""
    text = f"BEGIN:VCARD\r\nFN:Dr. Ann Lee\r\n{line}\r\nEND:VCARD\r\n"
    card = written_again(read_cards(text).people[0])
    assert line in write_cards([card]).split("\r\n")
    later = replace(card, contact=replace(card.contact, **changed))  # type: ignore[arg-type]
    name = line.partition(":")[0]
    lines = write_cards([later]).split("\r\n")
    assert [found for found in lines if found.startswith(f"{name}:")] == [then]


def test_each_version_says_which_it_is() -> None:
    """The second line is the version; 3.0 is the one that is written unasked."""
    assert write_cards([Card(make_contact())]).split("\r\n")[1] == "VERSION:3.0"
    assert write_cards([Card(make_contact())], "4.0").split("\r\n")[1] == "VERSION:4.0"


def test_an_old_card_is_ascii_with_bare_types() -> None:
    """vCard 2.1: foreign letters quoted-printable, soft breaks, types without TYPE=."""
    card = Card(
        make_contact(name="Zoë Ørsted; jun., " + "Ø" * 40),
        phones=(Address("+1 313 555 0100", "work"), Address("+1 313 555 0101", "Büro")),
        kept=("ADR;TYPE=WORK,PREF:;;1 Main St;Detroit;;;",),
        note="one\ntwo",
    )
    text = write_cards([card], OLD)
    assert text.isascii()
    assert "FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Zo=C3=AB =C3=98rsted\\; jun., " in text
    assert "TEL;work:+1 313 555 0100\r\n" in text
    assert "ADR;WORK;PREF:;;1 Main St;Detroit;;;\r\n" in text
    assert "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:one=0D=0Atwo\r\n" in text
    (person,) = read_cards(text).people
    assert (person.name, person.note) == (card.contact.name, card.note)
    assert person.labels == (("+1 313 555 0100", "work"), ("+1 313 555 0101", "Büro"))


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@pytest.mark.parametrize(
    ("came", "goes"),
    [
        ("ADR;WORK;PREF:;;Main St", ["ADR;TYPE=WORK,PREF:;;Main St"]),
        ("ADR;WORK;TYPE=PREF:;;Main St", ["ADR;TYPE=WORK,PREF:;;Main St"]),
        (
            "ADR;HOME;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:;;=C3=98st",
            ["ADR;TYPE=HOME:;;Øst"],
        ),
        ("X-A;QUOTED-PRINTABLE:a=0D=0Ab", ["X-A:a\\nb"]),
        ("TEL;FAX;X-Custom(Old, lab):1", ["item1.TEL;TYPE=FAX:1", "item1.X-ABLabel:Old\\, lab"]),
        ("PHOTO;JPEG;BASE64:QUJD", ["PHOTO;TYPE=JPEG;ENCODING=b:QUJD"]),
        ('ADR;LABEL="a;b:c";TYPE=x:;;Main St', ['ADR;LABEL="a;b:c";TYPE=x:;;Main St']),
    ],
)
def test_what_came_in_an_old_card_goes_out_in_a_new_one(
    version: str, came: str, goes: list[str]
) -> None:
    """No bare type, no quoted-printable and no charset of vCard 2.1 gets into 3.0 or 4.0."""
    lines = write_cards([Card(make_contact(), kept=(came,))], version).split("\r\n")
    assert [line for line in lines if line in goes] == goes


def test_a_label_of_a_phone_becomes_an_item_label() -> None:
    """`X-Custom(…)`, also in the phone's own quoted-printable, says what stands between the brackets."""
    quoted = "X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=42=C3=BC=72=6F)"
    phones = (Address("1", "custom(lab)"), Address("2", quoted))
    text = write_cards([Card(make_contact(), phones=phones)])
    assert "item1.TEL:1\r\nitem1.X-ABLabel:lab\r\n" in text
    assert "item2.TEL:2\r\nitem2.X-ABLabel:Büro\r\n" in text


def test_a_picture_keeps_its_bytes_in_an_old_card() -> None:
    """Base64 is indented and ended by a blank line, as vCard 2.1 has it."""
    card = Card(make_contact(), kept=("PHOTO;TYPE=JPEG;ENCODING=b:" + "QUJD" * 40, "X-A:1"))
    text = write_cards([card], OLD)
    assert "ENCODING=BASE64:\r\n QUJD" in text
    assert "".join(text.split()).count("QUJD") == 40
    (person,) = read_cards(text).people
    assert person.kept[-1] == "X-A:1"
