"""What the results page says, as plain values: heading, cards, filters, chips, order, pages. Knows no query."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from directory.geo.answers import Choice
from directory.geo.point import METRES_IN_A_MILE
from directory.listings.cards import Card
from directory.search.answering.facets import offered
from directory.search.criteria import DISTANCE, Criteria, Sort
from directory.search.engine import Facet, FacetChoice, Hit, Results
from directory.web.pagination import Pagination

LONGEST_HEADING = 70  # letters of the person's own words that a heading repeats
MOST_CHOICES = 8  # a longer list of filter choices shows its commonest and folds the others
MOST_FOLDED = 40  # rarer choices than these are found by typing; the page stays light
OPEN_AT_FIRST = frozenset({"radius", "cost"})
FURTHER_MILES = 50  # how far "further away" looks when little was found
#: What somebody in danger reads where others read that nothing was found: the numbers stand above it.
NOBODY_IS_ALONE = "Somebody can help you"
GUIDE_NEED = "plan.navigator"  # link workers, connectors: people whose job is to find things with you

#: Makes the address of the results page for URL arguments.
Address = Callable[[Mapping[str, Any]], str]


@dataclass(frozen=True)
class ResultCard:
    """A listing and how it answers this search."""

    card: Card
    place: str
    miles: float | None
    when: str
    labels: tuple[str, ...]

    @property
    def href(self) -> str:
        """The listing's page."""
        return f"/listings/{self.card.id}"


@dataclass(frozen=True)
class Link:
    """A link; `is_current` marks the one that is in force."""

    words: str
    href: str
    is_current: bool = False


@dataclass(frozen=True)
class Alternatives:
    """Something else to offer when a search found little."""

    heading: str
    href: str
    cards: tuple[ResultCard, ...]
    total: int


@dataclass(frozen=True)
class FilterGroup:
    """One filter as the form shows it."""

    facet: Facet
    choices: tuple[FacetChoice, ...]
    more: tuple[FacetChoice, ...]
    is_open: bool
    is_radio: bool

    @property
    def is_flag(self) -> bool:
        """Whether it is only on or off."""
        return self.facet.kind == "flag"

    @property
    def is_any(self) -> bool:
        """Whether nothing of it is chosen."""
        return not any(choice.selected for choice in self.choices)


@dataclass(frozen=True)
class ResultsPage:
    """Everything the template writes down."""

    heading: str
    criteria: Criteria
    results: Results
    cards: tuple[ResultCard, ...]
    chips: tuple[Link, ...]
    filters: tuple[FilterGroup, ...]
    sorts: tuple[Link, ...]
    pages: Pagination
    clear: str
    near: str = ""


def heading(words: str, total: int, place: str, *, is_urgent: bool = False) -> str:
    """ "12 ways to get help with “falls” near Mansfield". Words of despair or danger are not said back."""
    if is_urgent and total == 0:
        return NOBODY_IS_ALONE
    words = "" if is_urgent else shortened(words)
    about = f" with “{words}”" if words else ""
    where = f" {place}" if place else ""
    if total == 0:
        return f"We found nothing for “{words}”{where}" if words else f"We found nothing{where}"
    return f"{total:,} {'way' if total == 1 else 'ways'} to get help{about}{where}"


def shortened(words: str) -> str:
    """The person's words, cut at a word when they are long."""
    if len(words) <= LONGEST_HEADING:
        return words
    return words[:LONGEST_HEADING].rsplit(" ", 1)[0].rstrip(",;:.") + " …"


def results_page(
    criteria: Criteria,
    results: Results,
    cards: Mapping[UUID, Card],
    *,
    words: str,
    near: str,
    where: str,
    address: Address,
    is_urgent: bool = False,
) -> ResultsPage:
    """The page for an answer. `words` is what the heading says back, unless they are of despair or danger."""
    return ResultsPage(
        heading=heading(words, results.total, where, is_urgent=is_urgent),
        criteria=criteria,
        results=results,
        cards=result_cards(results.hits, cards, criteria),
        chips=tuple(
            Link(chip.sentence, address(criteria.removing(chip.key, chip.value).to_args()))
            for chip in results.chips
            if chip.key == DISTANCE or chip.value in criteria.values(chip.key)  # a county named as a place is no filter
        ),
        filters=tuple(group for facet in results.facets.values() if (group := _group(facet))),
        sorts=_sorts(criteria, near, address),
        pages=Pagination(number=results.page, size=criteria.per_page, total=results.total),
        clear=address(
            {key: value for key, value in criteria.to_args().items() if key in ("q", "near", "exact", "without")}
        ),
        near=near,
    )


def result_cards(hits: Sequence[Hit], cards: Mapping[UUID, Card], criteria: Criteria) -> tuple[ResultCard, ...]:
    """Hits with their cards, in order; a listing that left since the index was made is passed over."""
    return tuple(_result_card(hit, cards[hit.service_id], criteria) for hit in hits if hit.service_id in cards)


def _result_card(hit: Hit, card: Card, criteria: Criteria) -> ResultCard:
    venue, others = card.venue, card.other_places
    place = venue.label if venue else ""
    if others:
        place += f" and {others} other {'place' if others == 1 else 'places'}"
    return ResultCard(
        card=card,
        place=place,
        miles=hit.distance_m / METRES_IN_A_MILE if hit.distance_m is not None and venue else None,
        when=card.when,
        labels=_labels(hit, criteria),
    )


def _labels(hit: Hit, criteria: Criteria) -> tuple[str, ...]:
    """How it reaches the person, and what it does not say of what they asked for: not stated is never no."""
    said = [*((hit.label,) if hit.label else ()), *hit.labels]
    if hit.age_not_stated and criteria.values("age"):
        said.append("Age not stated")
    if hit.cost_not_known and criteria.values("cost"):
        said.append("Cost not known")
    return tuple(dict.fromkeys(said))


def _group(facet: Facet) -> FilterGroup | None:
    choices = offered(facet.choices)
    if not choices:
        return None
    shown, more = choices, choices[:0]
    if len(choices) > MOST_CHOICES + 2:  # folding one or two away would save nobody anything
        ordered = sorted(choices, key=lambda choice: (not choice.selected, -choice.count))
        shown, more = ordered[:MOST_CHOICES], ordered[MOST_CHOICES:MOST_FOLDED]
    return FilterGroup(
        facet=facet,
        choices=tuple(shown),
        more=tuple(more),
        is_open=facet.key in OPEN_AT_FIRST or any(choice.selected for choice in choices),
        is_radio=facet.kind == "single",
    )


def _sorts(criteria: Criteria, near: str, address: Address) -> tuple[Link, ...]:
    words = {Sort.RELEVANCE: "Best match", Sort.NEAREST: "Nearest", Sort.FRESHEST: "Latest checked"}
    return tuple(
        Link(label, address(criteria.to_args(sort=sort)), criteria.sort == sort)
        for sort, label in words.items()
        if near or sort is not Sort.NEAREST
    )


def place_links(choice: Choice, criteria: Criteria, address: Address) -> tuple[Link, ...]:
    """The namesakes, each as a link that asks the same of that place."""
    return tuple(Link(option.label, address(criteria.to_args(near=option.value))) for option in choice.options)


def notes_to_say(notes: Sequence[str], *, is_urgent: bool) -> tuple[str, ...]:
    """The sentences about an answer; to somebody in danger none that is about their words or says them back."""
    return tuple(note for note in notes if not (is_urgent and ("“" in note or "your words" in note)))


def other_searches(criteria: Criteria, near: str, urgent_need: str = "") -> tuple[tuple[str, Criteria], ...]:
    """Searches to try when one found little, each with a heading that says what is different about it.

    For somebody in danger whatever helps with that comes first.
    """
    tries: list[tuple[str, Criteria]] = []
    bare = replace(criteria, near=criteria.near or near, filters={}, page=1)
    if urgent_need:
        tries.append(("Others who can help", replace(bare, words="", filters={"need": (urgent_need,)})))
    if criteria.filters and criteria.words:
        tries.append(("Without your filters there is this", bare))
    if near and criteria.words and (criteria.radius_miles or 0) < FURTHER_MILES:
        further = replace(bare, filters=criteria.filters, radius_miles=FURTHER_MILES)
        tries.append((f"Further away, up to {FURTHER_MILES} miles, there is this", further))
    guides = replace(bare, words="", filters={"need": (GUIDE_NEED,)})
    tries.append(("People who can help you look", guides))
    return tuple(tries)
