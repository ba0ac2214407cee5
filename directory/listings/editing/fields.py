"""The registry of a listing's fields: what each is called, how much depends on it, and how its value is said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from directory.db import Coded
from directory.listings.editing import place_sentences, sentences
from directory.listings.editing.content import CODE_LISTS, CODES, Content

#: Names of terms by code, as pages say them; a code without one is shown as it is.
Names = Mapping[str, str]
Lines = tuple[str, ...]


class Risk(Coded):
    """How much harm a wrong value does, and so how long a steward may take over it."""

    LOW = "low", "Low risk"
    USUAL = "usual", "Usual risk"
    HIGH = "high", "High risk"


@dataclass(frozen=True)
class ListingField:
    """One field. `say` gives its value line by line for a person to read; nothing said gives no line."""

    key: str
    label: str
    risk: Risk
    lines: Callable[[Any, Names], Lines]

    def say(self, value: Any, names: Names | None = None) -> Lines:
        """The value in words."""
        return () if value in (None, "", [], {}) else self.lines(value, names or {})


LOW, USUAL, HIGH = Risk.LOW, Risk.USUAL, Risk.HIGH

_ROWS: tuple[tuple[str, str, Risk, Callable[[Any, Names], Lines]], ...] = (
    ("name", "Name", HIGH, sentences.text),
    ("summary", "Summary", USUAL, sentences.text),
    ("description", "Description", USUAL, sentences.text),
    ("asset_type", "Kind of listing", USUAL, sentences.code_of(CODES["asset_type"][0])),
    ("organization", "Run by", HIGH, place_sentences.organization),
    ("url", "Website", USUAL, sentences.text),
    ("email", "Email", USUAL, sentences.text),
    ("phones", "Phone numbers", LOW, sentences.phones),
    ("contacts", "Other contacts", USUAL, sentences.contacts),
    ("alert", "Alert", LOW, sentences.text),
    ("venues", "Places", HIGH, place_sentences.venues),
    ("times", "Times", LOW, sentences.times),
    ("days_off", "Days that differ", LOW, sentences.days_off),
    ("closed", "Closed for a while", LOW, sentences.closed),
    ("closing_on", "Last day", HIGH, sentences.day),
    ("is_paused", "Taking new people", LOW, sentences.paused),
    ("capacity", "Room", LOW, sentences.capacity),
    ("costs", "Costs", USUAL, sentences.costs),
    ("fees_description", "Words about cost", USUAL, sentences.text),
    ("who_pays", "Who pays", USUAL, sentences.text),
    ("needs", "What it helps with", USUAL, sentences.terms),
    ("cohorts", "Who it is for", USUAL, sentences.cohorts),
    ("minimum_age", "Youngest age", USUAL, sentences.text),
    ("maximum_age", "Oldest age", USUAL, sentences.text),
    ("eligibility_description", "Who can come", USUAL, sentences.text),
    ("exclusion_description", "Who it is not for", USUAL, sentences.text),
    ("application_process", "How to join", USUAL, sentences.text),
    ("access_routes", "Ways in", USUAL, sentences.codes_of(CODE_LISTS["access_routes"])),
    ("referral_route", "How a referral is sent", HIGH, sentences.code_of(CODES["referral_route"][0])),
    ("delivery_modes", "How it reaches people", USUAL, sentences.codes_of(CODE_LISTS["delivery_modes"])),
    ("areas", "Areas covered", USUAL, place_sentences.areas),
    ("languages", "Languages", LOW, sentences.languages),
    ("access", "Access, wherever it is", USUAL, place_sentences.access),
    ("documents", "What to bring", LOW, sentences.lines),
    ("someone_will_meet_you", "Someone will meet you", USUAL, sentences.code_of(CODES["someone_will_meet_you"][0])),
    ("companion_free", "A companion goes free", USUAL, sentences.code_of(CODES["companion_free"][0])),
    ("transport_provided", "Transport", USUAL, sentences.code_of(CODES["transport_provided"][0])),
    ("picture", "Picture", USUAL, sentences.picture),
    ("easy_read", "Easy Read", USUAL, sentences.text),
    ("bsl_video_url", "Film in British Sign Language", USUAL, sentences.text),
    ("bsl_captions", "Captions of that film", USUAL, sentences.text),
    ("tiers", "Tier of prevention", USUAL, sentences.tiers),
    ("crisis_timing", "When around a crisis", USUAL, sentences.codes_of(CODE_LISTS["crisis_timing"])),
    ("delivery_scale", "For how many at once", USUAL, sentences.code_of(CODES["delivery_scale"][0])),
    ("commissioning_status", "Who stands behind it", HIGH, sentences.code_of(CODES["commissioning_status"][0])),
    ("commissioner", "Commissioned by", HIGH, sentences.text),
    ("contract_start", "Contract from", HIGH, sentences.day),
    ("contract_end", "Contract until", HIGH, sentences.day),
    ("visibility", "Who may see it", HIGH, sentences.code_of(CODES["visibility"][0])),
)
FIELDS: dict[str, ListingField] = {key: ListingField(key, label, risk, say) for key, label, risk, say in _ROWS}

#: What is particular to a listing at a place, and as harmless to change as the same without a place.
_LOW_AT_VENUE = frozenset({"times", "days_off", "phones", "description", "changes_place"})


def risk_of(key: str, before: Any, after: Any) -> Risk:
    """The risk of one change: other hours at the same places weigh no more than other hours."""
    if key == "venues" and _places_only(before) == _places_only(after):
        return Risk.LOW
    return FIELDS[key].risk if key in FIELDS else Risk.HIGH


def _places_only(venues: Any) -> list[Content]:
    return [{key: venue[key] for key in venue if key not in _LOW_AT_VENUE} for venue in venues or []]


def highest(risks: list[Risk]) -> Risk:
    """The greatest of several risks; the usual one for none."""
    order = (Risk.LOW, Risk.USUAL, Risk.HIGH)
    return max(risks, key=order.index, default=Risk.USUAL)
