"""Plain international numbers in E.164: what phonenumbers makes of them, by its tables, in a moment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

_PLAIN: Final = re.compile(r"\+[1-9][0-9]{6,14}")
_BETWEEN: Final = dict.fromkeys(map(ord, " -.()"))
_LONGEST_CODE: Final = 3


@dataclass(frozen=True, slots=True)
class _Country:
    """How numbers behind a country code are taken apart."""

    lengths: frozenset[int]
    dialled_before: re.Pattern[str] | None
    """What is dialled within the country alone, and may have to be taken away."""


def plain_e164(text: str) -> str:
    """`+1 (650) 253-0000` as `+16502530000`; "" for whatever takes a closer look to tell."""
    number = text.translate(_BETWEEN)
    if text[:1] != "+" or _PLAIN.fullmatch(number) is None:
        return ""
    for length in range(1, _LONGEST_CODE + 1):
        country = _country(int(number[1 : 1 + length]))
        if country is None:
            continue
        national = number[1 + length :]
        prefix = country.dialled_before
        plain = (
            len(national) in country.lengths
            and national[0] != "0"
            and (prefix is None or prefix.match(national) is None)
        )
        return number if plain else ""
    return ""


@cache
def _country(code: int) -> _Country | None:
    import phonenumbers

    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(code)
    if regions is None:
        return None
    told = phonenumbers.PhoneMetadata.metadata_for_region(regions[0])
    if told is None or told.general_desc is None:
        return _Country(frozenset(), None)  # what belongs to no country takes a closer look
    prefix = told.national_prefix_for_parsing
    return _Country(
        frozenset(told.general_desc.possible_length), re.compile(prefix) if prefix else None
    )
