"""What an answer says in sentences: what was left out, which filters are in force, what was relaxed. Any engine's."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from directory.search.answering.local import DEFAULT_MILES, FEW_VENUES, WIDER_MILES
from directory.search.catalogue import Catalogue
from directory.search.criteria import DISTANCE, Criteria, Sort
from directory.search.engine import Chip, Place
from directory.search.filters import filter_named
from directory.search.understanding.successions import codes_of_today, of_today
from directory.search.understanding.words import Understood


def sensible(criteria: Criteria, catalogue: Catalogue, place: Place | None) -> tuple[Criteria, tuple[str, ...]]:
    """Leave out values that no filter knows, and say so; say too when an order lacks its place.

    A need that was retired is what it became: in old links, and in what search learnt to hear.
    """
    notes: list[str] = []
    criteria = _in_needs_of_today(criteria, catalogue.became)
    for key, values in criteria.filters.items():
        known = filter_named(key)
        for value in values:
            if known is None or not known.accepts(value, catalogue):
                criteria = criteria.removing(key, value)
                notes.append(f"We left out “{value}” under “{known.label if known else key}”: it is not on the list.")
    if criteria.sort is Sort.NEAREST and place is None:
        notes.append("Add a place to see the nearest first.")
    return criteria, tuple(notes)


def _in_needs_of_today(criteria: Criteria, became: Mapping[str, str]) -> Criteria:
    if not became:
        return criteria
    if needs := criteria.values("need"):
        mapped = {**criteria.filters, "need": codes_of_today(needs, became)}
        criteria = replace(criteria, filters=MappingProxyType(mapped))
    if criteria.meaning is not None:
        meaning = replace(criteria.meaning, needs=of_today(criteria.meaning.needs, became))
        criteria = replace(criteria, meaning=meaning)
    return criteria


def chips(criteria: Criteria, catalogue: Catalogue, near: Place | None) -> tuple[Chip, ...]:
    """The filter values in force, each as a sentence; a distance only where there is a place."""
    asked = {DISTANCE: (str(criteria.radius_miles),)} if criteria.radius_miles and near is not None else {}
    chosen = {**asked, **criteria.filters}
    found = [(filter_named(key), key, value) for key, values in chosen.items() for value in values]
    return tuple(Chip(key, value, known.describe(value, catalogue)) for known, key, value in found if known)


def relaxations(
    understood: Understood,
    place: Place | None,
    *,
    relaxed: bool,
    widened: bool,
    of_the_kind: bool = False,
    found: bool | None = None,
) -> tuple[str, ...]:
    """What was corrected, left out or relaxed, each said once."""
    notes = [f"We searched for “{each.used}” in place of “{each.typed}”." for each in understood.corrections]
    if understood.unknown and (bool(understood.concepts) if found is None else found):
        notes.append(f"No listing has {_listed(understood.unknown)}, so we left that out.")
    elif understood.unknown:
        notes.append(f"No listing has {_listed(understood.unknown)}. Check the spelling or try other words.")
    if relaxed and of_the_kind:
        notes.append(f"No listing {_around(place)}has all of your words, so these are other help of the kind.")
    elif relaxed:
        notes.append(f"No listing {_around(place)}has all of your words, so these have some of them.")
    if widened and place is not None:
        notes.append(
            f"There were fewer than {FEW_VENUES} places within {DEFAULT_MILES} miles of {place.label}, "
            f"so we looked up to {WIDER_MILES} miles away."
        )
    return tuple(notes)


def _around(place: Place | None) -> str:
    return f"near {place.label} " if place else ""


def _listed(words: tuple[str, ...]) -> str:
    different = {word.casefold(): word for word in reversed(words)}
    quoted = [f"“{word[:40]}”" for word in [*reversed(different.values())][:5]]
    if len(quoted) == 1:
        return f"the word {quoted[0]}"
    return f"the words {', '.join(quoted[:-1])} or {quoted[-1]}"
