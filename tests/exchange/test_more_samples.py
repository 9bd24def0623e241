"""Files as other producers really write them, after their specifications and known quirks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from followup_tui.core.people import Reading
from followup_tui.core.words import Channel
from followup_tui.exchange.readers import Context, detect, form_of, items, read_file
from followup_tui.exchange.sources import sources

SAMPLES = Path(__file__).parent / "samples"
ANN, BO = "linkedin.com/in/ann-lee", "linkedin.com/in/bo-ray"


def reading(name: str, known: tuple[str, ...] = ()) -> Reading:
    """All that a sample holds, for somebody who knows these people."""
    (source,) = sources(SAMPLES / name)
    form = form_of(source)
    return Reading.of(form, items(source, form, Context(known=lambda key: key in known)))


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("lotus-notes-2.1.vcf", "vcard"),
        ("blackberry-2.1.vcf", "vcard"),
        ("google-until-2023.csv", "google"),
        ("google-since-2023.csv", "google"),
        ("outlook-english.csv", "outlook"),
        ("outlook-german.csv", "csv"),
        ("spanish.csv", "csv"),
        ("french.csv", "csv"),
        ("messages.csv", "messages"),
        ("Invitations.csv", "invitations"),
    ],
)
def test_content_tells_what_it_is(name: str, form: str) -> None:
    """Each sample is known by its beginning alone."""
    assert detect((SAMPLES / name).read_bytes()) == form


def test_lotus_notes() -> None:
    """A charset for each property, a Notes address that is no e-mail, a certificate in one line."""
    found = read_file(SAMPLES / "lotus-notes-2.1.vcf")
    (renate,) = found.people
    assert found.problems == ()
    assert (renate.name, renate.company, renate.department) == (
        "Renate Straßer",
        "Hafenmühle AG",
        "Einkauf",
    )
    assert (renate.emails, renate.phones) == (
        ("renate@hafenmuehle.example",),
        ("+49 40 5550 100",),
    )
    assert renate.note == "Mag kurze Mails.\nGibt im Mai Bescheid."
    assert "ADR;WORK:;;Deichtorstraße 4;Hamburg;;20095;Deutschland" in renate.kept
    assert any("MIIB" in line and " " not in line for line in renate.kept)


def test_blackberry() -> None:
    """CR alone ends the lines; a pager is no phone, the PIN and the photograph are kept."""
    (chidi,) = read_file(SAMPLES / "blackberry-2.1.vcf").people
    assert (chidi.name, chidi.first_name, chidi.last_name) == ("Chidi Okafor", "Chidi", "Okafor")
    assert chidi.phones == ("+234 803 555 0101", "+234 1 555 0103")
    assert chidi.kept[:2] == ("TEL;PAGER:555 0102", "X-RIM-PIN:2100000A")
    assert chidi.kept[2].startswith("PHOTO;TYPE=JPEG;ENCODING=BASE64:/9j/")


def test_icloud_labels_and_groups() -> None:
    """A group is no person; a label goes with its number, and one of something unused is kept."""
    found = read_file(SAMPLES / "icloud-group-3.0.vcf")
    (chloe,) = found.people
    assert chloe.labels == (
        ("chloe@ateliersud.example", "work"),
        ("+33 1 55 50 01 00", "Standard"),
        ("+33 6 55 50 01 01", "cell"),
    )
    assert chloe.kept == (
        "item3.X-ABDATE;type=pref:2020-05-04",
        "item3.X-ABLabel:_$!<Anniversary>!$_",
    )
    (problem,) = found.problems
    assert (problem.line, problem.lost) == (1, True)
    assert "group, not a person" in problem.message


def test_mixed_ends_a_mark_and_an_agent() -> None:
    """A byte order mark, all three line ends in one file, a card within a card, a card without FN."""
    marta, only = read_file(SAMPLES / "agent-and-mixed-ends-3.0.vcf").people
    assert (marta.name, marta.phones) == ("Marta Nilsson", ("+46-8-555-0104",))
    assert (only.name, only.emails) == ("Only An Organisation", ("hello@only.example",))


def test_kinds_of_4_0() -> None:
    """KIND:group and KIND:location are not people, and say so by their lines."""
    found = read_file(SAMPLES / "kinds-4.0.vcf")
    assert [person.name for person in found.people] == ["Ida Rue"]
    assert [(p.line, p.lost) for p in found.problems] == [(1, True), (15, True)]


@pytest.mark.parametrize("name", ["google-until-2023.csv", "google-since-2023.csv"])
def test_both_generations_of_google(name: str) -> None:
    """Values apart by ` ::: `, types and labels, the star, own labels as tags, a fax left out."""
    found = read_file(SAMPLES / name)
    zoe, bo = found.people
    assert (zoe.name, zoe.first_name, zoe.last_name) == ("Zoë Østergaard", "Zoë", "Østergaard")
    assert (zoe.company, zoe.title, zoe.department) == ("Café Río", "Head Chef", "Kitchen")
    assert zoe.emails == ("zoe@caferio.example", "zoe.o@caferio.example", "zoe@home.example")
    assert zoe.phones == ("+45 55 50 01 01", "+45 55 50 01 02")
    assert zoe.linkedin == "https://www.linkedin.com/in/zoe-ostergaard"
    assert zoe.note == "Met at the fair.\nSails."
    assert (zoe.starred, zoe.tags) == (True, ("Interviewers",))
    assert ("zoe@caferio.example", "work") in zoe.labels
    assert (bo.name, bo.starred, bo.tags) == ("Bo Ray", False, ())
    assert [(p.line, p.lost) for p in found.problems] == [(5, True)]


def test_outlook_in_english() -> None:
    """Windows letters, several phones, a fax that nobody calls, a company without a person."""
    jurgen, company = read_file(SAMPLES / "outlook-english.csv").people
    assert (jurgen.name, jurgen.title) == ("Dr. Jürgen Müller", "Geschäftsführer")
    assert jurgen.phones == ("+49 30 1234-0", "+49 170 1234567")
    assert jurgen.emails == ("juergen@nordwerft.example", "zweit@nordwerft.example")
    assert jurgen.tags == ("Interviewers", "Kiel")
    assert (company.name, company.phones) == ("Kestrel Labs", ("+1 313 555 0100",))


@pytest.mark.parametrize(
    ("name", "person", "company", "title", "email", "phones"),
    [
        ("outlook-german.csv", "Renate Straßer", "Hafenmühle AG", "Leiterin",
         "renate@hafenmuehle.example", ("+49 40 5550 100", "+49 170 5550 100")),
        ("spanish.csv", "Ana García Ruiz", "Studio Norte", "Fundadora",
         "ana@studionorte.example", ("+34 600 555 010",)),
        ("french.csv", "Chloé Moreau", "Atelier Sud", "Directrice",
         "chloe@ateliersud.example", ("+33 6 55 50 01 01",)),
    ],
)  # fmt: skip
def test_headers_in_other_languages(
    name: str, person: str, company: str, title: str, email: str, phones: tuple[str, ...]
) -> None:
    """Columns are found by their words in German, Spanish and French."""
    (found,) = read_file(SAMPLES / name).people
    assert (found.name, found.company, found.title) == (person, company, title)
    assert (found.emails, found.phones) == ((email,), phones)


def test_linkedin_messages() -> None:
    """Direction by who I am in every row, HTML taken out, drafts, spam and strangers left out."""
    first, second, *others = reading("messages.csv", (ANN,)).messages
    assert (first.inbound, first.on, first.others) == (True, date(2026, 2, 27), (ANN,))
    assert first.text == "Hi Sam,\n\ncould you send me your notes & slides?\nAnn"
    assert (second.inbound, second.channel, second.subject) == (False, Channel.LINKEDIN, "Hello")
    assert second.text == 'Hello Ann, "good" to meet you.\nSam'
    assert others == []


def test_linkedin_invitations() -> None:
    """Mine and theirs, each with whom it connects."""
    mine, theirs = reading("Invitations.csv").messages
    assert (mine.inbound, mine.on, mine.others) == (False, date(2026, 1, 15), (ANN,))
    assert (theirs.inbound, theirs.on, theirs.others) == (True, date(2026, 2, 1), (BO,))
    assert {mine.channel, theirs.channel} == {Channel.INVITATION}
