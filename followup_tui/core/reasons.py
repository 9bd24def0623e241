"""Why they chose somebody else, and why a seat may open again: the usual reasons, none of them personal."""

from __future__ import annotations

from enum import StrEnum

from followup_tui.core.text import fold


class PassReason(StrEnum):
    """Why somebody else got the job (S4.4); it is optional and often unknown (S0.24)."""

    LESS_RISK = "less-risk"
    REFERRAL = "referral"
    INSIDE = "inside"


class SeatReason(StrEnum):
    """Why the one who got the job may not stay (S0.12)."""

    NEGLECTED = "neglected"
    OVERWHELMED = "overwhelmed"
    UNDER_APPRECIATED = "under-appreciated"
    UNDERQUALIFIED = "underqualified"
    OTHER_JOB = "other-job"


_SENTENCES: dict[str, str] = {
    PassReason.LESS_RISK: "they took the choice with the least risk",
    PassReason.REFERRAL: "they hired somebody whom an employee had referred",
    PassReason.INSIDE: "somebody who works there already took the job",
    SeatReason.NEGLECTED: "they felt neglected",
    SeatReason.OVERWHELMED: "it was too much for them",
    SeatReason.UNDER_APPRECIATED: "they felt little appreciated",
    SeatReason.UNDERQUALIFIED: "they could not do it after all",
    SeatReason.OTHER_JOB: "another job came through for them",
}


def sentence(reason: str) -> str:
    """A reason of the lists in words; any other text is somebody's own words and stays as it is."""
    return _SENTENCES.get(fold(reason).strip().replace(" ", "-"), reason)
