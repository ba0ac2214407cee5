"""What counts as an answer, for every engine: the first twenty, how many there are, and all facet counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from benchmarks.search.queries import AT
from benchmarks.search.world import TODAY
from directory.search.documents import SearchDocument
from directory.search.filters.facts import AGES, VERIFIED

#: Facets that are counted. Their codes, and how a choice is counted, are those of the filters registry.
COUNTED = (
    "need", "for", "age", "day", "time", "open", "cost", "how", "access", "meet", "transport", "language", "type",
    "area", "verified",
)  # fmt: skip
#: Filters whose choices narrow each other; choosing in any other lifts the filter for its own counts.
ALL_OF = frozenset({"access"})

Counts = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Answer:
    """Numbers of documents in order, with their scores where the engine has any."""

    first: tuple[int, ...]
    total: int
    counts: Counts
    scores: tuple[float, ...] = ()


def codes_of(document: SearchDocument, cohorts: Iterable[str]) -> set[str]:
    """A document's codes written out ("need:falls"), for engines that have codes only.

    What depends on the moment or on a rule of ours (open to all, ages, open now, last checked) is worked out here,
    so the others get it for nothing.
    """
    facets = document.facets
    codes = {f"{key}:{code}" for key in ("need", "cost", "how", "access", "type", "area") for code in facets[key]}
    codes |= {f"{key}:{code}" for key in ("meet", "transport", "language") for code in facets[key]}
    codes |= {f"for:{code}" for code in (cohorts if facets["for_open"] else facets["for"])}
    slots = {slot for slot in facets["slot"] if slot != "?"}
    codes |= {f"slot:{slot}" for slot in slots}
    codes |= {f"day:{slot.partition('-')[0]}" for slot in slots} | {f"time:{slot.partition('-')[2]}" for slot in slots}
    codes |= {f"age:{age.value}" for age in AGES if takes_age(document, int(age.value))}
    codes |= {f"verified:{day.value}" for day in VERIFIED if document.verified_day >= TODAY - int(day.value)}
    return codes | ({"open:yes"} if is_open(document) else set())


def takes_age(document: SearchDocument, age: int) -> bool:
    """Whether a document takes somebody of an age; one that names none takes everybody."""
    return document.minimum_age <= age and (document.maximum_age < 0 or age <= document.maximum_age)


def is_open(document: SearchDocument) -> bool:
    """Whether its weekly hours say it is open at the moment of the benchmark."""
    minute = AT.weekday() * 1440 + AT.hour * 60 + AT.minute
    return any(hours.start <= minute < hours.end for hours in document.weekly)


def lifted_keys(filters: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The filters whose own choices are counted as if nothing were chosen in them."""
    return [key for key in filters if key in COUNTED and key not in ALL_OF]


def merged(
    found: Mapping[str, int], lifted: Mapping[str, Mapping[str, int]], filters: Mapping[str, tuple[str, ...]]
) -> dict[tuple[str, str], int]:
    """Counts by choice from counts by code: `found` among the results, `lifted` among those without one filter.

    Day and time read each other: with Saturday chosen, "evening" counts Saturday evenings.
    """
    counts: dict[tuple[str, str], int] = {}
    for key in COUNTED:
        source = lifted.get(key, found)
        crossing = {"day": "time", "time": "day"}.get(key, "")
        if crossing in filters:
            value = filters[crossing][0]
            place = 1 if key == "day" else 0
            named = ((code[5:].split("-"), number) for code, number in source.items() if code.startswith("slot:"))
            counts |= {(key, parts[1 - place]): number for parts, number in named if parts[place] == value}
            continue
        prefix = f"{key}:"
        counts |= {(key, code[len(prefix) :]): number for code, number in source.items() if code.startswith(prefix)}
    return {choice: number for choice, number in counts.items() if number and choice[1] not in ("?", "no")}
