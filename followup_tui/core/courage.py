"""What helps to go on after a no: another way to see it, and what is said about how often it turns.

For my eyes alone: none of it is a promise, and none of it ever enters a script.
"""

from __future__ import annotations

from dataclasses import dataclass

REFRAME = "Not this job, at this time. They liked you enough to meet you: here is where it begins."
"""At the very moment of a no (S0.26, S2.1, S4.1)."""

WHY_NOT_RECRUITERS = (
    "recruiters and HR hear from very many people, and putting off is part of their work:"
    " the hiring manager is the better first voice"
)
"""Why they weigh less (S3.4, S3.5)."""

REFERRED = (
    "employers are said to be three to five times as likely to hire somebody who was referred"
)
"""S4.27."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something said about hiring, with where it comes from."""

    text: str
    source: str


_ARTICLES = "said in advice for job seekers; no study is named"

FACTS: tuple[Fact, ...] = (
    Fact("Between the one they chose and the finalists there is often less than 1 %.", _ARTICLES),
    Fact("Of all hires, 30 to 60 % are looked back on as a mistake.", _ARTICLES),
    Fact("Parting is easiest within the first 90 days, for both sides.", _ARTICLES),
    Fact("About 15 % of companies or more look again for the same job within 90 days.", _ARTICLES),
    Fact(f"{REFERRED[0].upper()}{REFERRED[1:]}.", _ARTICLES),
)
"""S1.7, S1.9, S1.10, S1.11, S4.27, in that order."""


def fact_for(number: int) -> Fact:
    """One of them, always the same for the same number: a company has one of its own."""
    return FACTS[number % len(FACTS)]
