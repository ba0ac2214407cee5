"""How likely it is that two listings are of the same thing, from 0 to 100, and the reasons in words. Values only.

Each kind of evidence adds to or takes from one sum, which a logistic curve turns into the score. What one of the two
does not tell weighs nothing. The weights were set by hand on two thirds of the labelled pairs of
`benchmarks/duplicates`; the other third judged them.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from rapidfuzz import fuzz

from directory.geo.distance import distances_m
from directory.moderation.duplicates.profiles import Page, Profile
from directory.moderation.duplicates.words import Rarity, numbers_in, similarity

BEGINNING = -3.0
YARDS_IN_A_METRE = 1.0936
SAME_SPOT_M, NEAR_M, WALK_M, FAR_M = 30.0, 300.0, 1_500.0, 8_000.0
OWN_NAME = 0.7  # how alike an organisation and its listing must be called for the two names to count once
SAME_NAME, ALMOST, MUCH_ALIKE, NO_MATTER = 0.999, 0.85, 0.7, 0.75
SAME_BODY = 0.85
SAME_WORDS = 90  # of 100, of two descriptions


@dataclass(frozen=True)
class Evidence:
    """One thing that speaks for (more than 0) or against two listings being the same, in words."""

    points: float
    words: str = ""


@dataclass(frozen=True)
class Likeness:
    """The score, what speaks for it and what against, the weightiest first."""

    score: float
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]


Judge = Callable[[Profile, Profile, Rarity], Iterator[Evidence]]


def likeness(one: Profile, other: Profile, rarity: Rarity) -> Likeness:
    """Weigh everything two listings tell."""
    found = [evidence for judge in JUDGES for evidence in judge(one, other, rarity)]
    total = BEGINNING + sum(evidence.points for evidence in found)
    said = sorted((each for each in found if each.words), key=lambda each: (-abs(each.points), each.words))
    return Likeness(
        score=round(100 / (1 + math.exp(-total)), 1),
        reasons=tuple(each.words for each in said if each.points > 0),
        doubts=tuple(each.words for each in said if each.points < 0),
    )


def _name(one: Profile, other: Profile, rarity: Rarity) -> Iterator[Evidence]:
    alike = name_similarity(one, other, rarity)
    if alike >= SAME_NAME:
        yield Evidence(2.6, "same name")
    elif alike >= ALMOST:
        yield Evidence(1.2 + (alike - ALMOST) * 8, "names almost the same")
    elif alike >= MUCH_ALIKE:
        yield Evidence((alike - NO_MATTER) * 8, "names much alike" if alike > NO_MATTER else "names partly alike")
    else:
        yield Evidence((alike - NO_MATTER) * 5, "different names" if alike < 0.4 else "")
    if numbers_in(one.words) != numbers_in(other.words) and numbers_in(one.words) and numbers_in(other.words):
        yield Evidence(-3.0, "different numbers in their names")


def name_similarity(one: Profile, other: Profile, rarity: Rarity) -> float:
    """How alike the names are; words of their towns say less."""
    return similarity(one.words, other.words, rarity, one.place_words | other.place_words)


def _place(one: Profile, other: Profile, _rarity: Rarity) -> Iterator[Evidence]:
    metres = apart(one, other)
    in_common = one.postcodes & other.postcodes
    share = _share(one, other)
    if in_common and one.buildings & other.buildings:
        yield Evidence(2.0 * share, "same address")
    elif metres is not None and metres <= SAME_SPOT_M:
        yield Evidence(1.6 * share, "at the same spot")
    elif in_common:
        yield Evidence(1.4 * share, "same postcode")
    elif metres is not None:
        written = bool(one.postcodes and other.postcodes)
        yield Evidence(_points_of(metres, written), f"{distance_words(metres)} apart")
    elif one.postcodes and other.postcodes:
        yield Evidence(-0.8, "different postcodes")


def _share(one: Profile, other: Profile) -> float:
    """One place of ten in common is a branch and its head office; one of one is the same address."""
    counts = [max(len(each.spots), len(each.postcodes), 1) for each in (one, other)]
    return min(counts) / max(counts)


def _points_of(metres: float, written: bool) -> float:
    """Two addresses that are both written out are two houses, however near; two pins may be two tries at one."""
    if metres <= NEAR_M:
        return -0.8 if written else 0.5
    if metres <= WALK_M:
        return -2.2
    return -3.2 if metres <= FAR_M else -4.5


def apart(one: Profile, other: Profile) -> float | None:
    """Metres between the two places that are nearest to each other; None when a place is not known."""
    if not one.spots or not other.spots:
        return None
    narrow = (
        math.cos(math.radians(one.spots[0][0])) ** 2
    )  # degrees of longitude are shorter; enough to find the nearest
    here, there = min(
        product(one.spots, other.spots),
        key=lambda two: (two[0][0] - two[1][0]) ** 2 + narrow * (two[0][1] - two[1][1]) ** 2,
    )
    return float(distances_m(*here, [there[0]], [there[1]])[0])


def distance_words(metres: float) -> str:
    """Yards up to half a mile, then miles."""
    yards = metres * YARDS_IN_A_METRE
    if yards < 880:
        return f"{max(10, round(yards, -1)):.0f} yards"
    miles = yards / 1760
    return f"{miles:.1f} miles" if miles < 10 else f"{miles:.0f} miles"


def _phone(one: Profile, other: Profile, rarity: Rarity) -> Iterator[Evidence]:
    if shared := one.phones & other.phones:
        yield Evidence(1.8 * max(rarity.of_contact(number) for number in shared), "same phone")
    elif one.phones and other.phones:
        yield Evidence(-1.2, "different phone numbers")


def _web(one: Profile, other: Profile, rarity: Rarity) -> Iterator[Evidence]:
    own = [page for page in one.pages & other.pages if not page.is_front]
    if own:
        yield Evidence(1.4 * max(rarity.of_contact(page) for page in own), "same web page")
    elif sites(one.pages) & sites(other.pages):
        yield Evidence(-0.5 if _two_pages(one.pages, other.pages) else 0.4, "same website")
    elif one.pages and other.pages:
        yield Evidence(-0.3, "different websites")


def sites(pages: frozenset[Page]) -> frozenset[str]:
    """The sites of several pages."""
    return frozenset(page.site for page in pages)


def _two_pages(some: frozenset[Page], others: frozenset[Page]) -> bool:
    """Whether each has a page of its own: a site that keeps a page for each branch tells them apart."""
    return any(not page.is_front for page in some) and any(not page.is_front for page in others)


def _email(one: Profile, other: Profile, rarity: Rarity) -> Iterator[Evidence]:
    if shared := one.emails & other.emails:
        yield Evidence(1.2 * max(rarity.of_contact(address) for address in shared), "same email")


def _organization(one: Profile, other: Profile, rarity: Rarity) -> Iterator[Evidence]:
    if one.identifiers & other.identifiers:
        yield Evidence(1.0, "same number in a public register")
    elif _same_body(one, other, rarity):
        yield Evidence(0.4 if _named_after_it(one, other, rarity) else 0.8, "same organisation")
    elif {scheme for scheme, _ in one.identifiers} & {scheme for scheme, _ in other.identifiers}:
        yield Evidence(-1.6, "different numbers in a public register")
    elif one.runs and other.runs:
        yield Evidence(-0.8, "different organisations")


def _same_body(one: Profile, other: Profile, rarity: Rarity) -> bool:
    if one.organization_id and one.organization_id == other.organization_id:
        return True
    return bool(one.runs and other.runs) and similarity(one.runs, other.runs, rarity) >= SAME_BODY


def _named_after_it(one: Profile, other: Profile, rarity: Rarity) -> bool:
    """Whether both listings bear their organisation's name: then the same name says it already."""
    return all(similarity(each.words, each.runs, rarity, each.place_words) >= OWN_NAME for each in (one, other))


def _times(one: Profile, other: Profile, _rarity: Rarity) -> Iterator[Evidence]:
    if not one.times or not other.times:
        return
    if one.times == other.times:
        yield Evidence(0.8, "same times")
    elif not one.times & other.times:
        yield Evidence(-0.5, "different times")


def _offer(one: Profile, other: Profile, _rarity: Rarity) -> Iterator[Evidence]:
    if one.asset_type != other.asset_type:
        yield Evidence(-0.6, "different kinds of listing")
    if one.needs and other.needs:
        if not one.needs & other.needs:
            yield Evidence(-1.0, "help with different things")
        elif one.needs == other.needs:
            yield Evidence(0.3)
    if one.description and other.description:
        said = fuzz.token_set_ratio(one.description, other.description)
        if said >= SAME_WORDS:
            yield Evidence(0.6, "described in the same words" if one.description == other.description else "")
        else:
            yield Evidence((said - SAME_WORDS) / 50)


JUDGES: tuple[Judge, ...] = (_name, _place, _phone, _web, _email, _organization, _times, _offer)
