"""Facet counts in one statement: every code that results carry, for each set of filters somebody may lift."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Text, case, func, literal, null, select
from sqlalchemy.dialects.postgresql import array

from directory.search.answering.facets import facet_of, worth_choosing
from directory.search.criteria import DISTANCE
from directory.search.engine import Facet
from directory.search.engines.postgres.candidates import Found, Settled, candidates, passes, seen
from directory.search.engines.postgres.filters import ALL, COUNTERPARTS, Condition, Counts
from directory.search.engines.postgres.question import Question
from directory.search.engines.postgres.tables import listings
from directory.search.filters import Filter, Kind, Selected

#: Counted with every filter in force.
_NOTHING_LIFTED = ""


def facets_of(
    connection: Connection, question: Question, settled: Settled, distances: Mapping[int, Found]
) -> dict[str, Facet]:
    """Count every choice of every filter. A filter's own selection is lifted unless its choices add up (all-of)."""
    lifted = [each.key for each in question.filters if _is_lifted(each, question)]
    counts = _counts(connection, question, settled, lifted)
    facets = {}
    for each in question.filters:
        if each.key == DISTANCE and question.place is None:
            continue  # how far to look means something near a place only
        facet = _facet(each, question, counts[each.key if each.key in lifted else _NOTHING_LIFTED])
        if each.key == DISTANCE:
            found = [distances.get(int(choice.value), Found()).total for choice in facet.choices]
            facet = worth_choosing(facet, found, question.criteria.radius_miles)
        facets[each.key] = facet
    return facets


def _is_lifted(each: Filter, question: Question) -> bool:
    return each.key in question.in_force and each.kind is not Kind.ALL_OF


def _facet(each: Filter, question: Question, counts: Counts) -> Facet:
    catalogue, counterpart = question.memory.catalogue, COUNTERPARTS[each.key]
    values = each.values(catalogue)
    return facet_of(
        each,
        catalogue,
        question.criteria.filters,
        [counterpart.found(value, counts) for value in values],
        silent=counterpart.silent(values, counts),
        not_known=counterpart.not_known(counts),
    )


def _counts(
    connection: Connection, question: Question, settled: Settled, lifted: Sequence[str]
) -> Mapping[str, Counts]:
    """The listings that carry each code, by which filter is lifted."""
    cases = [case((condition, literal(code, Text))) for code, condition in _cases(question).items()]
    told = func.array_remove(array(cases), null())
    codes = (listings.c.facets + array([literal(ALL, Text)])).op("||")(told).label("codes")
    found = seen(question, with_unwanted=settled.with_unwanted, more=lambda _: [codes])
    ways = [_NOTHING_LIFTED, *lifted]
    carried = (
        select(
            func.unnest(found.c.codes).label("code"),
            *(passes(found, question, without=key).label(f"way_{place}") for place, key in enumerate(ways)),
        )
        .where(candidates(found, question, settled))
        .subquery()
    )
    numbers = [func.count().filter(carried.c[f"way_{place}"]) for place in range(len(ways))]
    rows = connection.execute(select(carried.c.code, *numbers).group_by(carried.c.code)).all()
    return {key: {row[0]: row[place] for row in rows} for place, key in enumerate(ways, start=1)}


def _cases(question: Question) -> Mapping[str, Condition]:
    found: dict[str, Condition] = {}
    for each in question.filters:
        others: Selected = {key: chosen for key, chosen in question.criteria.filters.items() if key != each.key}
        found |= COUNTERPARTS[each.key].cases(each.values(question.memory.catalogue), others, question.at)
    return found
