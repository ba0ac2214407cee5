"""Facet counts over all matches: for each choice, how many results would be left if it were chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from directory.search.engine import Facet, FacetChoice
from directory.search.filters import Filter, Kind, Selected, View
from directory.search.index.bits import Bits, count, counts


def facet_counts(
    view: View, filters: Sequence[Filter], selected: Selected, base: Bits, masks: Mapping[str, Bits]
) -> dict[str, Facet]:
    """Count every choice of every filter. A filter's own selection is lifted unless its choices add up (all-of)."""
    everything = _intersection(base, masks, without=None)
    facets: dict[str, Facet] = {}
    for each in filters:
        lifted = each.key in masks and each.kind is not Kind.ALL_OF
        within = _intersection(base, masks, without=each.key) if lifted else everything
        facets[each.key] = _facet(view, each, selected, within)
    return facets


def distance_counts(facet: Facet, found: Sequence[Bits], masks: Sequence[Bits], chosen: int | None) -> Facet:
    """How many results each distance would leave; one that finds no more than the one before it is no choice.

    `found` has the documents at each distance, before filters.
    """
    choices: list[FacetChoice] = []
    for choice, bits in zip(facet.choices, found, strict=True):
        number = count(np.bitwise_and.reduce([bits, *masks]))
        is_chosen = choice.value == str(chosen)
        if is_chosen or number != (choices[-1].count if choices else 0):
            choices.append(replace(choice, count=number, selected=is_chosen))
    return replace(facet, choices=tuple(choices))


def _intersection(base: Bits, masks: Mapping[str, Bits], without: str | None) -> Bits:
    bits = base
    for key, mask in masks.items():
        if key != without:
            bits = bits & mask
    return bits


def _facet(view: View, each: Filter, selected: Selected, within: Bits) -> Facet:
    choices = each.choices(view.snapshot.catalogue)
    values = each.values(view.snapshot.catalogue)
    others = {key: chosen for key, chosen in selected.items() if key != each.key}
    found = counts(each.rows(view, values, others), within).tolist() if values else []
    silent = each.not_known(view, values) if values else None
    by_choice = counts(silent, within).tolist() if silent is not None and silent.ndim == 2 else []
    by_choice = by_choice if len(by_choice) == len(values) else [0] * len(values)
    chosen = selected.get(each.key, ())
    return Facet(
        each.key,
        each.label,
        each.hint,
        each.kind.value,
        tuple(
            FacetChoice(choice.value, choice.label, number, unknown, choice.group, choice.value in chosen)
            for choice, number, unknown in zip(choices, found, by_choice, strict=True)
        ),
        not_known=count(silent & within) if silent is not None and np.ndim(silent) == 1 else 0,
    )
