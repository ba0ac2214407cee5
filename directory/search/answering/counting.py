"""Facet counts over all matches: for each choice, how many results would be left if it were chosen."""

from collections.abc import Mapping, Sequence

import numpy as np

from directory.search.answering.facets import facet_of, worth_choosing
from directory.search.engine import Facet
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
    """How many results each distance would leave. `found` has the documents at each distance, before filters."""
    numbers = [count(np.bitwise_and.reduce([bits, *masks])) for bits in found]
    return worth_choosing(facet, numbers, chosen)


def _intersection(base: Bits, masks: Mapping[str, Bits], without: str | None) -> Bits:
    bits = base
    for key, mask in masks.items():
        if key != without:
            bits = bits & mask
    return bits


def _facet(view: View, each: Filter, selected: Selected, within: Bits) -> Facet:
    catalogue = view.snapshot.catalogue
    values = each.values(catalogue)
    others = {key: chosen for key, chosen in selected.items() if key != each.key}
    found = counts(each.rows(view, values, others), within).tolist() if values else []
    silent = each.not_known(view, values) if values else None
    if silent is None:
        return facet_of(each, catalogue, selected, found)
    if silent.ndim == 2:
        return facet_of(each, catalogue, selected, found, silent=counts(silent, within).tolist())
    return facet_of(each, catalogue, selected, found, not_known=count(silent & within))
