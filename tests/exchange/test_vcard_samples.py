"""Cards as phones and mail programs really write them are read to the last property."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from followup_tui.core.people import IncomingPerson
from followup_tui.exchange.readers import read_file

DATA = Path(__file__).parents[1] / "data"


def people_of(name: str) -> tuple[IncomingPerson, ...]:
    """Everybody in a sample, which must give no problem."""
    reading = read_file(DATA / name)
    assert reading.kind == "vcard"
    assert reading.problems == ()
    return reading.people


def test_android_2_1() -> None:
    """Quoted-printable, soft line breaks, bare parameters and a folded photograph are understood."""
    jurgen, mailbox, nameless = people_of("android-2.1.vcf")
    assert jurgen.kept[4].startswith("PHOTO;ENCODING=BASE64;JPEG:/9j/")
    assert replace(jurgen, kept=jurgen.kept[:4]) == IncomingPerson(
        name="Jürgen Müller",
        line=1,
        first_name="Jürgen",
        last_name="Müller",
        title="Teamleiter",
        department="Entwicklung Süd",
        company="Nordwerft",
        emails=("juergen@home.example", "juergen.mueller@werft.example"),
        phones=("+49 170 1234567", "+49 30 1234-0"),
        note="Mochte das Segeln.\nRuft gern an.",
        kept=(
            "TEL;WORK;FAX:+49 30 1234-99",
            "ADR;WORK:;;Hafenstraße 1;Kiel;;24103;",
            "URL:http://www.werft.example",
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Jo;1;;;;;;;;;;;;;",
        ),
        labels=(
            ("juergen@home.example", "home"),
            ("juergen.mueller@werft.example", "work"),
            ("+49 170 1234567", "cell"),
            ("+49 30 1234-0", "zentrale"),
        ),
    )
    assert (mailbox.name, mailbox.phones) == ("Mailbox", ("3311",))
    assert (nameless.name, nameless.first_name) == ("+49 171 7654321", "")


def test_iphone_3_0() -> None:
    """Groups, labels, escaped commas, preferred addresses and the LinkedIn profile are understood."""
    (ann,) = people_of("iphone-3.0.vcf")
    assert (ann.name, ann.first_name, ann.last_name) == ("Dr. Ann Marie Lee", "Ann", "Lee")
    assert (ann.company, ann.department) == ("Acme, Inc.", "Platform Engineering")
    assert ann.title == "VP, Engineering"
    assert ann.emails == ("ann.lee@acme.example", "ann@lee.example")
    assert ann.phones == ("+1 (650) 253-0000", "+1 (650) 253-0001")
    assert ann.linkedin == "https://www.linkedin.com/in/annmlee"
    assert ann.note == "Met at PyCon; likes sailing.\nAsked about the roadmap."
    assert "item3.URL;type=pref:https\\://acme.example/ann" in ann.kept
    assert "BDAY:1980-04-01" in ann.kept


def test_apple_contacts_3_0() -> None:
    """Folds within a word, a profile given by user name alone and a company's card are understood."""
    ana, company = people_of("apple-contacts-3.0.vcf")
    assert ana.linkedin == "https://www.linkedin.com/in/ana-garcia-ruiz"
    assert ana.note.endswith("like this one, in the middle of a word.")
    assert "NICKNAME:Anita" in ana.kept
    assert (company.name, company.company, company.first_name) == ("Nordwerft", "Nordwerft", "")
    assert company.line == 20


def test_outlook_2_1() -> None:
    """Windows charsets, 8-bit text, a hanging soft break and LinkedIn in a URL are understood."""
    (jurgen,) = people_of("outlook-2.1.vcf")
    assert (jurgen.name, jurgen.first_name) == ("Dr. Jürgen Müller jun.", "Jürgen")
    assert (jurgen.company, jurgen.title) == ("Nordwerft Süd", "Geschäftsführer")
    assert jurgen.emails == ("juergen.mueller@nordwerft.example", "zweit@nordwerft.example")
    assert jurgen.phones == ("+49 (30) 1234-0", "+49 (170) 1234567")
    assert jurgen.linkedin == "https://www.linkedin.com/in/j%C3%BCrgen-m%C3%BCller"
    assert jurgen.note == "Met in Köln\nsecond line"
    assert "ADR;WORK;PREF:;;Hafenstraße 1;Kiel;;24103;Deutschland" in jurgen.kept
    assert "LABEL;WORK;PREF:Hafenstraße 1\\n\\n24103  Kiel" in jurgen.kept


def test_gmail_3_0() -> None:
    """Escaped colons, grouped organisations and cards that hold only an address are understood."""
    zoe, no_name, only_address = people_of("gmail-3.0.vcf")
    assert (zoe.name, zoe.company, zoe.department) == ("Zoë Østergaard", "Café Río", "Kitchen")
    assert zoe.linkedin == "https://www.linkedin.com/in/zoe-ostergaard"
    assert zoe.note == "Line one\nLine two"
    assert not zoe.starred
    assert no_name.name == "no-name@reply.example"
    assert only_address.name == "only-address@example.org"


def test_evolution_4_0() -> None:
    """Numbers as tel: addresses, quoted types, PREF by number and ROLE without TITLE are understood."""
    (priya,) = people_of("evolution-4.0.vcf")
    assert priya.emails == ("priya@home.example", "priya@globex.example")
    assert priya.phones == ("+44-20-7946-0018 ext. 12",)
    assert priya.title == "Principal Investigator"
    assert priya.department == "Research, Quantum"
    assert 'TEL;TYPE="fax,work";VALUE=uri:tel:+44-20-7946-0019' in priya.kept


def test_thunderbird_4_0() -> None:
    """A 4.0 card of Thunderbird is understood; its Mastodon profile is kept, its UID too."""
    (tom,) = people_of("thunderbird-4.0.vcf")
    assert tom.emails == ("tom@baker.example", "tom.baker@work.example")
    assert tom.phones == ("+1 212 555 0100",)
    assert tom.linkedin == "https://www.linkedin.com/in/Tom-Baker"
    assert tom.note == "Prefers mail, never the phone."
    assert tom.kept == (
        "SOCIALPROFILE;SERVICE-TYPE=Mastodon:https://example.social/@tom",
        "BDAY;VALUE=DATE:19700101",
        "UID:3b3f4c59-bb7e-4b3f-9f3e-0a7f6a5b0a31",
    )
