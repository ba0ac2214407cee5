"""What may be said of an area from its flags: a silent area is one nobody asked in, never one without need."""

from dataclasses import dataclass
from enum import StrEnum

from directory.insight.methods.rates import Rate, rate


class Evidence(StrEnum):
    """How much is known of an area."""

    NO_INFORMATION = "no_information"  # no flags and no contacts: nobody works there
    ASKED = "asked"  # contacts, and nothing flagged
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class FlagRates:
    """Flags beside both of their denominators: flags follow where people are asked, so neither stands alone."""

    evidence: Evidence
    flags: int
    contacts: int
    navigators: int
    per_thousand_people: Rate | None
    per_hundred_contacts: Rate | None


def flag_rates(
    *, flags: int, contacts: int, navigators: int, population: float, years: float = 1.0, confidence: float = 0.95
) -> FlagRates:
    """Flags a year for each 1,000 people and for each 100 contacts. Without flags and contacts there are no rates."""
    if min(flags, contacts, navigators) < 0 or years <= 0:
        raise ValueError("Give counts of nought or more, and a time above nought")
    evidence = Evidence.FLAGGED if flags else Evidence.ASKED if contacts else Evidence.NO_INFORMATION
    silent = evidence is Evidence.NO_INFORMATION
    return FlagRates(
        evidence=evidence,
        flags=flags,
        contacts=contacts,
        navigators=navigators,
        per_thousand_people=None if silent else rate(flags, population * years, confidence=confidence),
        per_hundred_contacts=None if silent else rate(flags, contacts, per=100, confidence=confidence),
    )
