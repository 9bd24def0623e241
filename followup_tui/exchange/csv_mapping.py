"""Any other CSV: which column holds what is guessed from its header and its cells, or told."""

from __future__ import annotations

import hashlib
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from followup_tui.core.people import Item, Problem, Remark
from followup_tui.core.text import clean_line, fold
from followup_tui.errors import FileError, UsageError
from followup_tui.exchange.cells import unguard
from followup_tui.exchange.columns import FIELDS, Column, people
from followup_tui.exchange.profile import email_address, profile_link
from followup_tui.exchange.rows import Table

Columns = Mapping[str, tuple[str, ...]]
"""The names of the columns by the field that they hold."""

MAPPABLE: Final = (
    "name", "first_name", "last_name", "company", "title", "department", "email", "phone",
    "linkedin", "note", "tag",
)  # fmt: skip
"""The fields that a person is asked about."""

_NAMING: Final = frozenset({"name", "first_name", "last_name", "email"})
_NAMES: Final = ("name", "first_name", "last_name")
_SAMPLE: Final = 50
_MAX_LINES: Final = 1_000
_PHONE: Final = re.compile(r"[+(]?[\d ()./-]{6,24}( ?(x|ext\.?) ?\d+)?")
_DIALLED: Final = re.compile(r"[+(]|0[1-9\d][\d ()/-]{5}(?!\d?$)")
_NUMBER: Final = re.compile(r"\s*\b\d+\b\s*")
_PUNCTUATION: Final = re.compile(r"[\s_\-./:()#']+")

# English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish, Danish; folded.
_WORDS: Final[dict[str, str]] = {
    "name": "name|full name|display name|contact|contact name|person|candidate|vollstandiger name"
    "|anzeigename|kontakt|ansprechpartner|nom complet|nombre completo|nome completo|volledige naam"
    "|naam|imie i nazwisko|fullstandigt namn|namn|navn|fulde navn",
    "first_name": "first name|firstname|first|given name|givenname|forename|vorname|prenom|nombre"
    "|nombre de pila|nome|nome proprio|voornaam|imie|fornamn|fornavn",
    "last_name": "last name|lastname|last|family name|surname|nachname|familienname|zuname|nom"
    "|nom de famille|apellido|apellidos|cognome|sobrenome|apelido|achternaam|nazwisko|efternamn"
    "|efternavn",
    "company": "company|company name|organization|organisation|organization name|employer|account"
    "|account name|business|firma|unternehmen|arbeitgeber|organisationsname|societe|entreprise"
    "|empresa|compania|azienda|societa|bedrijf|firmanaam|organizacja|foretag|virksomhed",
    "title": "title|job title|jobtitle|position|role|function|headline|occupation|stelle"
    "|berufsbezeichnung|funktion|poste|fonction|titre|puesto|cargo|posizione|qualifica|ruolo"
    "|functie|functietitel|stanowisko|befattning|stilling|stillingsbetegnelse",
    "department": "department|dept|division|team|abteilung|bereich|service|departement"
    "|departamento|reparto|dipartimento|afdeling|dzial|avdelning",
    "email": "email|e mail|mail|email address|e mail address|mail address|mailadresse|e mail adresse"
    "|email adresse|primary email|work email|courriel|adresse e mail|adresse email|adresse mail"
    "|correo|correo electronico|direccion de correo electronico|posta elettronica|indirizzo email"
    "|indirizzo e mail|endereco de email|e mailadres|emailadres|adres e mail|e post|epost"
    "|e postadress",
    "phone": "phone|phone number|telephone|telephone number|tel|mobile|mobile phone|cell|cell phone"
    "|cellphone|work phone|business phone|home phone|telefon|telefonnummer|mobil|mobiltelefon"
    "|handy|handynummer|rufnummer|telefon geschaftlich|telefon privat|numero de telephone"
    "|portable|telefono|numero de telefono|movil|telefono movil|cellulare|telefone|celular"
    "|telefoonnummer|telefoon|mobiel|mobiele telefoon|numer telefonu|komorka",
    "linkedin": "linkedin|linkedin url|linkedin profile|linkedin profil|profile|profile url|url",
    "note": "note|notes|comment|comments|remark|remarks|description|notiz|notizen|bemerkung"
    "|bemerkungen|kommentar|remarque|remarques|commentaire|commentaires|nota|notas|comentarios"
    "|note personali|notitie|notities|opmerking|opmerkingen|uwagi|anteckning|anteckningar|noter",
    "tag": "tag|tags|label|labels|group|groups|category|categories|kategorie|kategorien|gruppe"
    "|gruppen|categorie|etiquette|etiquettes|categoria|categorias|etiqueta|etiquetas",
}  # fmt: skip
_FIELD_OF: Final = {word: f for f, words in _WORDS.items() for word in words.split("|")}
_TELLING: Final = (("linkedin", "linkedin"), ("email", "email"), ("telefon", "phone"),
                   ("phone", "phone"), ("mobil", "phone"))  # fmt: skip
_NO_HEADER: Final = (
    "no line in it names columns such as name or e-mail; give it a first line that does, "
    'or say which is which: --map name="Full Name" --map email=Mail'
)


@dataclass(frozen=True, slots=True)
class Guess:
    """What the columns of a file are taken for."""

    header: tuple[str, ...]
    columns: Columns
    signature: str
    """The same for every file with this header: by it a mapping is remembered."""
    sample: tuple[tuple[str, ...], ...] = field(default=())
    """The first rows, for showing what the columns hold."""

    @property
    def names_somebody(self) -> bool:
        """Whether any column says who it is about: a list of jobs or of companies does not."""
        return _names_somebody(self.columns)


def guess(text: str) -> Guess:
    """What the columns seem to hold. Raises FileError when no line is a header."""
    table = _table(text, {})
    sample = _sample(table)
    return Guess(
        tuple(table.header),
        _guessed(table.header, sample),
        signature(table.header),
        tuple(map(tuple, sample)),
    )


def looks_like_contacts(text: str) -> bool:
    """Whether the beginning of a file seems to be a table of people."""
    try:
        found = guess(text)
    except FileError:
        return False
    if len(found.header) < 2 or not found.names_somebody:
        return False
    return bool(found.sample) or _is_header([cell.casefold() for cell in found.header])


def contacts(text: str, columns: Columns | None = None) -> Iterator[Item]:
    """Everybody in the table, by the columns told, else as guessed.

    Raises FileError without a header, and UsageError for a column that it does not have.
    """
    table = _table(text, columns or {})
    sample = _sample(table)
    found = _guessed(table.header, sample)
    wanted = _completed(found, columns) if columns else found
    names = [fold(cell) for cell in table.header]
    places = [
        Column(holds, names.index(fold(name)), _label(name))
        for holds in FIELDS
        for name in wanted.get(holds, ())
    ]
    if not places or not (columns or _names_somebody(wanted)):
        raise FileError(_NO_HEADER)
    unused = _unused(table.header, {place.index for place in places}, sample)
    if unused:
        said = f"not used: {', '.join(unused)} – followup import FILE {_advice(unused, wanted)}"
        # Whoever has an address and no name is hardly meant to be called by it.
        if not columns and not any(wanted.get(name) for name in _NAMES):
            raise FileError(f"no column is known to hold the name; {said}")
        yield Remark(said)
    yield from people(table, places)


def completed(found: Guess, told: Columns) -> Columns:
    """The columns told, and the guess for each field that was not spoken of."""
    return _completed(found.columns, told)


def _completed(found: Columns, told: Columns) -> Columns:
    taken = {fold(name) for names in told.values() for name in names}
    rest = {
        holds: tuple(name for name in names if fold(name) not in taken)
        for holds, names in found.items()
        if holds not in told
    }
    return {**rest, **told}


def _unused(header: list[str], used: set[int], sample: list[list[str]]) -> list[str]:
    """The columns that hold something and are taken for nothing."""
    return [
        clean_line(name, 60)
        for index, name in enumerate(header)
        if name
        and index not in used
        and any(index < len(row) and row[index].strip() for row in sample)
    ]


def _advice(unused: list[str], wanted: Columns) -> str:
    """How to name what was not understood, for the fields that are missing most."""
    missing = ["name", "company", "note"]
    if any(wanted.get(name) for name in _NAMES):
        missing.remove("name")
    if wanted.get("company"):
        missing.remove("company")
    pairs = [f"{field}={_as_word(name)}" for field, name in zip(missing, unused, strict=False)]
    return " ".join(f"--map {pair}" for pair in pairs[:2])


def _as_word(name: str) -> str:
    """The name of a column as a shell takes it for one word."""
    return shlex.quote(name) if not name.isalnum() else name


def read_map(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """`email=Mail` and the like, as given on a command line. Raises UsageError."""
    columns: dict[str, tuple[str, ...]] = {}
    for word in words:
        holds, equals, column = word.partition("=")
        holds = holds.strip().casefold().replace("-", "_").replace(" ", "_")
        if not equals or not column.strip() or holds not in MAPPABLE:
            raise UsageError(
                f"“{clean_line(word, 80)}” maps nothing: write FIELD=COLUMN, where FIELD is one of"
                f" {', '.join(MAPPABLE)}."
            )
        columns[holds] = (*columns.get(holds, ()), clean_line(column))
    return columns


def signature(header: Iterable[str]) -> str:
    """What two files with the same header have in common."""
    return hashlib.sha256("\x1f".join(map(fold, header)).encode()).hexdigest()[:16]


def _table(text: str, columns: Columns) -> Table:
    told = {fold(name) for names in columns.values() for name in names}
    if told:
        missing = _NO_HEADER
        try:
            return Table(
                text,
                lambda cells: told <= set(map(fold, cells)),
                missing,
                field_lines=_MAX_LINES,
            )
        except FileError:
            header = Table(text, _any_header, _NO_HEADER).header
            absent = sorted(told - set(map(fold, header)))
            raise UsageError(
                f"There is no column “{absent[0] if absent else next(iter(told))}” in it; there are"
                f" {', '.join(f'“{clean_line(cell, 40)}”' for cell in header[:30])}."
            ) from None
    try:
        return Table(text, _is_header, _NO_HEADER, field_lines=_MAX_LINES)
    except FileError:
        return Table(text, _any_header, _NO_HEADER, field_lines=_MAX_LINES)


def _is_header(cells: list[str]) -> bool:
    """Whether a line names a person or an address in words that we know."""
    found = [holds for cell in cells if (holds := _named(cell))]
    return len(cells) > 1 and not _NAMING.isdisjoint(found) and _is_words(cells)


def _any_header(cells: list[str]) -> bool:
    return len([cell for cell in cells if cell]) > 1 and _is_words(cells)


def _is_words(cells: list[str]) -> bool:
    """No header holds addresses or numbers: these are people already."""
    return not any(email_address(cell) or _PHONE.fullmatch(cell) for cell in cells)


def _named(cell: str) -> str:
    """The field that a header names, "" when it is none of ours."""
    words = _NUMBER.sub(" ", _PUNCTUATION.sub(" ", fold(cell))).strip()
    if words in _FIELD_OF:
        return _FIELD_OF[words]
    if len(words) > 40:
        return ""
    return next((holds for word, holds in _TELLING if word in words.replace(" ", "")), "")


def _guessed(header: list[str], sample: list[list[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    names = [fold(cell) for cell in header]
    for index, cell in enumerate(header):
        if not cell or "fax" in names[index] or names.index(names[index]) != index:
            continue
        values = [row[index] for row in sample if index < len(row) and row[index].strip()]
        # Addresses tell more than what stands above them; bare numbers tell less.
        held, named = _held(values), _named(cell)
        holds = held if held in ("email", "linkedin") else named or held
        single = holds not in ("email", "phone", "tag", "note")
        if holds and not (single and holds in found):
            found[holds] = (*found.get(holds, ()), cell)
    # "Nom" beside "Prénom" is the last name, "Nom" alone the whole one.
    if "name" not in found and "last_name" in found and "first_name" not in found:
        found["name"] = found.pop("last_name")
    if "name" not in found and "first_name" in found and "last_name" not in found:
        found["name"] = found.pop("first_name")
    return found


def _held(values: list[str]) -> str:
    """What most cells of a column are by themselves."""
    for holds, fits in (
        ("email", email_address),
        ("linkedin", profile_link),
        ("phone", lambda value: _PHONE.fullmatch(value.strip())),
    ):
        if values and sum(bool(fits(value)) for value in values) * 2 > len(values):
            # Numbers may be anything: a zip code, an id, a date.
            if holds == "phone" and not all(_DIALLED.match(value.strip()) for value in values):
                return ""
            return holds
    return ""


def _sample(table: Table) -> list[list[str]]:
    found: list[list[str]] = []
    lost: list[Problem] = []
    # A beginning may be cut inside a quote; whoever reads the whole is told of it then.
    with suppress(FileError):
        for _, cells in islice(table.rows(lost), _SAMPLE):
            found.append([unguard(cell) for cell in cells])
    return found


def _names_somebody(columns: Columns) -> bool:
    return any(columns.get(name) for name in (*_NAMING, "linkedin"))


def _label(name: str) -> str:
    """What an address is called by the name of its column."""
    words = fold(name)
    for label, signs in (
        ("cell", ("mobil", "cell", "handy", "movil", "portable")),
        ("home", ("home", "privat", "domicile", "casa", "thuis")),
        ("work", ("work", "business", "office", "geschaft", "buro", "bureau", "trabajo", "werk")),
    ):
        if any(sign in words for sign in signs):
            return label
    return ""
