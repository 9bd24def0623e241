"""Single properties of a vCard mean what the three standards and their writers meant."""

from __future__ import annotations

import pytest

from followup_tui.core.people import IncomingPerson, Problem
from followup_tui.core.text import is_safe_line
from followup_tui.errors import FileError
from followup_tui.exchange import vcard
from followup_tui.exchange.decoding import decode
from followup_tui.exchange.vcard import read_cards


def card(*lines: str) -> str:
    """One card around the lines."""
    return "".join(f"{line}\r\n" for line in ("BEGIN:VCARD", *lines, "END:VCARD"))


def only(*lines: str) -> IncomingPerson:
    """The person of a card with these lines, which must give no problem."""
    reading = read_cards(card(*lines))
    assert reading.problems == ()
    assert len(reading.people) == 1
    return reading.people[0]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN:Ann Lee", "N:Other;Name"], "Ann Lee"),
        (["N:Lee;Ann;Marie;Dr.;jun."], "Dr. Ann Marie Lee jun."),
        (["FN:", "N:Lee;Ann;;;"], "Ann Lee"),
        (["FN:  ", "N:;;;;", "ORG:Acme;Sales"], "Acme"),
        (["FN:\u200b\u2060", "N:Lee"], "Lee"),
        (["EMAIL:ann@example.com", "TEL:123"], "ann@example.com"),
        (["TEL:+1 23"], "+1 23"),
    ],
)
def test_a_card_is_named_by_the_best_it_has(lines: list[str], name: str) -> None:
    """FN, else the parts of N, else the organisation, the address, the number."""
    assert only(*lines).name == name


def test_first_and_last_name_come_from_n_alone() -> None:
    """A formatted name is not taken apart: where it divides is a guess."""
    person = only("FN:Ann Lee")
    assert (person.first_name, person.last_name) == ("", "")


def test_organisation_and_department() -> None:
    """ORG gives the company first, then the department; further units stay behind a comma."""
    assert only("FN:A", "ORG:Acme").department == ""
    person = only("FN:A", r"ORG:Acme\; Sons\, Inc.;Research;;Lab 3")
    assert (person.company, person.department) == ("Acme; Sons, Inc.", "Research, Lab 3")


def test_role_stands_in_for_a_missing_title() -> None:
    """TITLE wins where both are there, and ROLE is kept in any case."""
    person = only("FN:A", "ROLE:Programmer", "TITLE:Head of R&D")
    assert (person.title, person.kept) == ("Head of R&D", ("ROLE:Programmer",))
    assert only("FN:A", "ROLE:Programmer").title == "Programmer"


@pytest.mark.parametrize(
    "lines",
    [
        ["EMAIL:b@x.org", "EMAIL;PREF:a@x.org"],
        ["EMAIL:b@x.org", "EMAIL;TYPE=pref:a@x.org"],
        ["EMAIL;TYPE=HOME:b@x.org", 'EMAIL;TYPE="WORK,Pref":a@x.org'],
        ["EMAIL;PREF=20:b@x.org", "EMAIL;PREF=3:a@x.org"],
        ["EMAIL;PREF=x:b@x.org", "EMAIL;PREF=100:a@x.org"],
    ],
)
def test_the_preferred_address_comes_first(lines: list[str]) -> None:
    """PREF is understood as 2.1, 3.0 and 4.0 write it; otherwise the card's order stays."""
    assert only("FN:A", *lines).emails == ("a@x.org", "b@x.org")


def test_numbers_keep_their_order_and_lose_repetition() -> None:
    """The preferred number comes first, the same one twice counts once."""
    person = only("FN:A", "TEL:1", "TEL:2", "TEL;TYPE=CELL,PREF:3", "TEL:2")
    assert person.phones == ("3", "1", "2")


def test_a_fax_is_no_phone() -> None:
    """Nobody is called on a fax or pager number; it is kept."""
    person = only("FN:A", "TEL;WORK;FAX:1", "TEL;TYPE=pager:2", "TEL:ask Bo", "TEL;FAX;VOICE:4")
    assert person.phones == ("4",)
    assert person.kept == ("TEL;WORK;FAX:1", "TEL;TYPE=pager:2", "TEL:ask Bo")


def test_what_is_no_address_is_kept_but_not_used() -> None:
    """X.400 and nonsense do not become addresses that mail is sent to."""
    person = only("FN:A", "EMAIL;X400:C=de;S=Lee", "EMAIL:mailto:a@x.org", "EMAIL:")
    assert person.emails == ("a@x.org",)
    assert person.kept == ("EMAIL;X400:C=de;S=Lee",)


@pytest.mark.parametrize(
    "line",
    [
        "URL:https://www.linkedin.com/in/ann",
        r"item1.URL;type=pref:https\://www.linkedin.com/in/ann/",
        "X-SOCIALPROFILE;type=linkedin;x-user=ann:http://www.linkedin.com/in/ann",
        "X-SOCIALPROFILE;TYPE=LINKEDIN:ann",
        "X-SOCIALPROFILE;type=linkedin:x-apple:ann",
        "SOCIALPROFILE;SERVICE-TYPE=LinkedIn:https://www.linkedin.com/in/ann?x=y",
        "IMPP;X-SERVICE-TYPE=LinkedIn;type=HOME:@ann",
        "X-LINKEDIN:ann",
        "X-LINKEDIN-URL:linkedin.com/in/ann",
    ],
)
def test_a_linkedin_profile_is_found_wherever_it_stands(line: str) -> None:
    """URL, X-SOCIALPROFILE, SOCIALPROFILE, IMPP and private properties give one and the same link."""
    person = only("FN:A", line)
    assert (person.linkedin, person.kept) == ("https://www.linkedin.com/in/ann", ())


def test_other_profiles_are_kept() -> None:
    """A second LinkedIn profile, another network and a company's page are not the person's profile."""
    lines = (
        "URL:https://example.com",
        "X-SOCIALPROFILE;type=twitter:http://twitter.com/ann",
        "URL:https://www.linkedin.com/company/acme",
        "X-SOCIALPROFILE;type=linkedin:Ann Lee",
    )
    person = only("FN:A", *lines)
    assert (person.linkedin, person.kept) == ("", lines)
    person = only("FN:A", "URL:linkedin.com/in/ann", "URL:linkedin.com/in/bo")
    assert person.kept == ("URL:linkedin.com/in/bo",)


def test_several_notes_become_one() -> None:
    """Line ends in notes stay, and a second note goes below the first."""
    assert only("FN:A", r"NOTE:one\ntwo\Nthree", "NOTE:four").note == "one\ntwo\nthree\nfour"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"a\, b\; c\: d", "a, b; c: d"),
        (r"back\\slash\\n", r"back\slash\n"),
        (r"C:\temp", r"C:\temp"),
        ("end\\", "end\\"),
    ],
)
def test_escapes_are_undone_once(value: str, text: str) -> None:
    r"""`\,` `\;` `\:` `\\` lose their backslash; one that escapes nothing stays."""
    assert only(f"FN:{value}").name == text


def test_folds_are_undone() -> None:
    """A line that begins with a blank or a tab goes on, in the head of a property too."""
    person = only("FN:An", " n L", "\tee", "ORG;TY", " PE=work:Acme", "NOTE:a", "  b", " ", " c")
    assert (person.name, person.company, person.note) == ("Ann Lee", "Acme", "a bc")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_line_ends_do_not_matter(end: str) -> None:
    """LF, CR LF, CR alone and doubled CR end a line."""
    text = card("VERSION:3.0", "FN:Ann", " a Lee", "TEL:1") + card("FN:Bo")
    people = read_cards(text.replace("\r\n", end)).people
    assert [person.name for person in people] == ["Anna Lee", "Bo"]
    assert people[0].phones == ("1",)


def test_line_ends_may_be_mixed() -> None:
    """Lines are counted right although every one ends differently."""
    people = read_cards("BEGIN:VCARD\rFN:A\r\nEND:VCARD\n\nBEGIN:VCARD\r\nFN:B\rEND:VCARD").people
    assert [(person.name, person.line) for person in people] == [("A", 1), ("B", 5)]


def test_vertical_space_within_a_value_ends_no_line() -> None:
    """Only CR and LF end a line: what other programs call line ends belongs to the value."""
    assert only("FN:Ann\x0b\x0c\x85\u2028Lee", "TEL:1").name == "Ann Lee"


@pytest.mark.parametrize(
    "lines",
    [
        ["FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:J=C3=BCr=", "gen"],
        ["FN;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:J=FCrgen"],
        ["fn;encoding=quoted-printable:J=FCrg=", "en="],
        ["FN;QUOTED-PRINTABLE:J=C3=", "=BCrgen=", "", "TEL:1"],
        ["FN;QUOTED-PRINTABLE:J=C3=BCrge", " n"],
        ["FN;CHARSET=nonsense;QUOTED-PRINTABLE:J=FCrgen"],
    ],
)
def test_quoted_printable_is_undone(lines: list[str]) -> None:
    """Soft line breaks, bare and named encodings, known and unknown charsets all give the letter."""
    assert only(*lines).name == "Jürgen"


def test_quoted_printable_does_not_swallow_the_end_of_a_card() -> None:
    """A value that breaks off with a soft line break ends with its card."""
    reading = read_cards(card("FN:A", "NOTE;QUOTED-PRINTABLE:a=") + card("FN:B"))
    assert [person.name for person in reading.people] == ["A", "B"]
    assert reading.people[0].note == "a"


def test_raw_text_in_another_charset() -> None:
    """Eight-bit Cyrillic that its property declares is read as such."""
    data = card("FN;CHARSET=windows-1251:Иван").encode("cp1251")
    assert read_cards(decode(data)).people[0].name == "Иван"


def test_parameters_may_be_quoted() -> None:
    """A colon, a semicolon or a comma between quotes ends nothing."""
    person = only('ADR;LABEL="1: Main; St, Apt":;;Main St', 'FN;X-A="b:c":Ann', 'TEL;X="open:1')
    assert (person.name, person.phones) == ("Ann", ("1",))
    assert person.kept == ('ADR;LABEL="1: Main; St, Apt":;;Main St',)


def test_pictures_are_kept() -> None:
    """Binary parts are not used but kept whole, folded or not, whatever they are called."""
    person = only(
        "FN:A",
        "PHOTO;ENCODING=b;TYPE=JPEG:AAAA",
        " BBBB",
        "item1.LOGO;BASE64:",
        "CCCC",
        "DDDD==",
        "TEL:1",
    )
    assert (person.phones, person.kept) == (
        ("1",),
        ("PHOTO;ENCODING=b;TYPE=JPEG:AAAABBBB", "item1.LOGO;BASE64:CCCCDDDD=="),
    )


def test_a_nested_card_is_not_a_person() -> None:
    """An AGENT's own card is passed over, nested ones within it too; the outer card goes on."""
    agent = card("FN:Assistant", "TEL:9", "AGENT:", *card("FN:Deeper").split()).split("\r\n")[:-1]
    person = only("FN:Boss", "AGENT:", *agent, "TEL:1")
    assert (person.name, person.phones) == ("Boss", ("1",))


def test_an_agent_in_one_line_is_kept() -> None:
    """vCard 3.0 writes the nested card as one escaped value, which is a property like any other."""
    line = r"AGENT:BEGIN:VCARD\nFN:Assistant\nEND:VCARD\n"
    assert only("FN:Boss", line).kept == (line,)


def test_what_is_not_used_is_kept_in_order() -> None:
    """Unknown properties stand as in the file, unfolded; only the version of the format goes."""
    person = only(
        "VERSION:3.0", "PRODID:x", "FN:A", "item1.X-ABLabel:_$!<Work>!$_", "NICKNAME:Annie, ",
        " A", "CATEGORIES:a,b", "REV:20200101", "BDAY:", "ADR:;;;;;;",
    )  # fmt: skip
    assert person.kept == (
        "PRODID:x", "item1.X-ABLabel:_$!<Work>!$_", "NICKNAME:Annie, A", "CATEGORIES:a,b",
        "REV:20200101",
    )  # fmt: skip


def test_kept_properties_are_single_clean_lines() -> None:
    """A kept property can break out of its line neither by escape codes nor by encoded line ends."""
    person = only(
        "FN:A",
        "X-A:\x1b[2J\u2028X-B:1",
        "X-C;ENCODING=QUOTED-PRINTABLE:a=0D=0AEND:VCARD=0D=0ABEGIN:VCARD",
    )
    assert person.kept == (r"X-A:[2J\nX-B:1", r"X-C:a\nEND:VCARD\nBEGIN:VCARD")
    assert all(is_safe_line(line) for line in person.kept)


def test_what_is_kept_is_bounded() -> None:
    """Sixty-four properties of 64 KB are kept; a longer one would be a part, and is said."""
    lines = ("FN:A", f"X-LONG:{'x' * 70_000}", *(f"X-A:{i}" for i in range(100)))
    reading = read_cards(card(*lines))
    assert "the property X-LONG of 68 KB was left out" in reading.problems[0].message
    assert reading.people[0].kept == tuple(f"X-A:{i}" for i in range(64))


def test_addresses_and_numbers_are_bounded() -> None:
    """Twenty of each are used; the others are kept."""
    person = only(
        "FN:A", *(f"EMAIL:a{i}@x.org" for i in range(21)), *(f"TEL:{i}" for i in range(21))
    )
    assert (len(person.emails), len(person.phones)) == (20, 20)
    assert person.kept == ("EMAIL:a20@x.org", "TEL:20")


def test_long_values_are_cut() -> None:
    """A name of 300,000 letters is cut with an ellipsis; a note keeps 100,000 characters."""
    person = only(f"FN:{'x' * 300_000}", f"NOTE:{'y' * 300_000}", f"N:{';x' * 20_000}")
    assert (len(person.name), person.name[-1]) == (1_000, "…")
    assert (len(person.note), person.note[-1]) == (100_000, "…")


def test_several_cards_keep_their_order_and_lines() -> None:
    """Everybody is read, with the line at which their card begins."""
    people = read_cards(card("FN:A") + "\r\n" + card("FN:B", "TEL:1") + card("FN:C")).people
    assert [(person.name, person.line) for person in people] == [("A", 1), ("B", 5), ("C", 9)]


def test_case_and_blanks_in_names_do_not_matter() -> None:
    """begin:vcard, Fn and a blank before the end of a line are understood."""
    people = read_cards("begin:vcard \nFn:A\n item\nend:VCard\n").people
    assert people[0].name == "Aitem"


def test_files_joined_without_a_line_end() -> None:
    """END:VCARDBEGIN:VCARD ends one card and begins the next."""
    text = (card("FN:A").rstrip() + card("FN:B").rstrip()) + "\ufeff" + card("FN:C")
    assert [person.name for person in read_cards(text.replace("\ufeff", "")).people] == [
        "A",
        "B",
        "C",
    ]


def test_a_bad_line_costs_only_itself() -> None:
    """The card is used without it, and the problem names the first such line and counts the rest."""
    reading = read_cards(card("FN:A", "no colon here", "TEL:1", "two words:x", "BEGIN:VEVENT"))
    assert reading.people[0].phones == ("1",)
    assert reading.people[0].kept == ()
    assert reading.problems == (
        Problem(3, "this line and 2 more of its card are no vCard; the rest was used"),
    )


def test_a_card_without_anything_is_a_problem() -> None:
    """A card that names nobody is left out by its line; the others are read."""
    reading = read_cards(card("VERSION:3.0", "NOTE:who?", "X:1") + card("FN:B"))
    assert [person.name for person in reading.people] == ["B"]
    assert [problem.line for problem in reading.problems] == [1]


def test_a_card_that_never_ends_costs_only_itself() -> None:
    """When the next card begins before END, the first is named and the next is read."""
    reading = read_cards("BEGIN:VCARD\nFN:A\n" + card("FN:B"))
    assert [person.name for person in reading.people] == ["B"]
    assert reading.problems == (Problem(1, vcard._UNFINISHED),)


def test_a_card_that_never_begins_is_named() -> None:
    """Lines outside every card are one problem for each gap, since somebody may be lost there."""
    reading = read_cards(
        "\n  \n" + card("FN:A") + "BEGIN:VCRAD\nFN:B\nEND:VCARD\n\n" + card("FN:C")
    )
    assert [person.name for person in reading.people] == ["A", "C"]
    assert reading.problems == (Problem(6, vcard._STRAY),)


def test_a_card_of_too_many_lines_is_left_out() -> None:
    """A card of a hundred thousand lines costs only itself."""
    reading = read_cards(card("FN:A", *["X:1"] * 100_000) + card("FN:B", *["X:1"] * 1_999))
    assert [person.name for person in reading.people] == ["B"]
    assert reading.problems[0].message.startswith("this card has more than 2,000 lines")


def test_a_file_without_a_card_is_refused() -> None:
    """What was asked to be a vCard and holds none is refused with a sentence that says what to do."""
    with pytest.raises(FileError, match="no BEGIN:VCARD in it; export"):
        read_cards("First Name,Last Name\nAnn,Lee\n")


def test_every_text_is_clean() -> None:
    """Escape sequences, bidi marks and invisible characters do not get past the reader."""
    nasty = "A\x1b[2J\u202e\u200bnn\x9b"
    person = only(
        f"FN:{nasty}", f"N:{nasty};{nasty}", f"ORG:{nasty};{nasty}", f"TITLE:{nasty}",
        f"TEL:1{nasty}", f"NOTE:{nasty}", f"URL:linkedin.com/in/{nasty}", f"EMAIL:{nasty}@x.org",
    )  # fmt: skip
    texts = [person.name, person.first_name, person.last_name, person.company, person.department]
    for text in (
        *texts,
        person.title,
        person.note,
        person.linkedin,
        *person.phones,
        *person.emails,
    ):
        assert text
        assert is_safe_line(text)
        assert "\u202e" not in text
