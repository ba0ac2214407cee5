"""Facet counts over all matches: for each choice, how many results would be left if it were chosen."""

from collections.abc import Mapping, Sequence

from directory.search.answering.facets import facet_of
from directory.search.answering.opening import today
from directory.search.answering.panel import Counted, Panel
from directory.search.engine import Facet
from directory.search.filters import FILTERS, Filter, Kind, Selected, View
from directory.search.index.bits import Bits, count, counts
from directory.search.index.document_set import DocumentSet


def facet_counts(
    view: View, filters: Sequence[Filter], selected: Selected, base: DocumentSet, masks: Mapping[str, Bits]
) -> dict[str, Facet]:
    """Count every choice of every filter. A filter's own selection is lifted unless its choices add up (all-of)."""
    panel = panel_of(view)
    everything = kept(base, masks)
    totals = panel.totals(everything).tolist()
    facets: dict[str, Facet] = {}
    for each in filters:
        within, numbers = everything, totals
        if each.key in masks and each.kind is not Kind.ALL_OF:
            within = kept(base, masks, without=each.key)
            numbers = panel.lifted(each.key, within).tolist() if panel.has(each.key) else []
        if panel.has(each.key) and not each.reads(selected):
            counted = panel.of(each.key, numbers, within.count)
        else:
            counted = _counted(view, each, selected, within)
        facets[each.key] = facet_of(
            each, view.snapshot.catalogue, selected, counted.found, counted.silent, counted.not_known
        )
    return facets


def kept(base: DocumentSet, masks: Mapping[str, Bits], without: str | None = None) -> DocumentSet:
    """The documents that all filters keep, or all but one."""
    for key, mask in masks.items():
        if key != without:
            base = base.meeting(mask)
    return base


def panel_of(view: View) -> Panel:
    """The panel of today."""
    lasting = [each for each in FILTERS if each.holds_all_day]
    # Two, because shortly after midnight a search of yesterday may still be under way.
    return view.snapshot.memory.recall("panel", today(view.at), lambda: Panel(view, lasting), most=2)


def _counted(view: View, each: Filter, selected: Selected, within: DocumentSet) -> Counted:
    """Counted by itself: a filter that depends on the minute, or now on another filter's choice."""
    values = each.values(view.snapshot.catalogue)
    others = {key: chosen for key, chosen in selected.items() if key != each.key}
    silent = each.not_known(view, values)
    return Counted(
        counts(each.rows(view, values, others), within.bits).tolist(),
        [],
        count(silent & within.bits) if silent is not None and silent.ndim == 1 else 0,
    )
