"""Facet counts over all matches: for each choice, how many results would be left if it were chosen."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from directory.search.answering.facets import facet_of
from directory.search.answering.opening import today
from directory.search.answering.panel import Counted, Panel, Tally
from directory.search.engine import Facet
from directory.search.filters import FILTERS, Filter, Kind, Selected, View
from directory.search.index.bits import Bits
from directory.search.index.document_set import DocumentSet

#: Puts together the facet of a filter from numbers that are counted already.
Maker = Callable[[], Facet]


def facet_counts(
    view: View, filters: Sequence[Filter], selected: Selected, base: DocumentSet, masks: Mapping[str, Bits]
) -> dict[str, Maker]:
    """Count every choice of every filter. A filter's own selection is lifted unless its choices add up (all-of)."""
    panel = panel_of(view)
    everything = kept(base, masks)
    tally = panel.tally(everything)
    makers: dict[str, Maker] = {}
    for each in filters:
        is_lifted = each.key in masks and each.kind is not Kind.ALL_OF
        within = kept(base, masks, without=each.key) if is_lifted else everything
        if not panel.has(each.key) or each.reads(selected):
            counted = _counted(view, each, selected, within)
            makers[each.key] = partial(_facet, view, each, selected, counted)
        else:
            numbers = panel.lifted(each.key, within) if is_lifted else tally
            makers[each.key] = partial(_facet_of_panel, view, each, selected, panel, numbers)
    return makers


def _facet(view: View, each: Filter, selected: Selected, counted: Counted) -> Facet:
    return facet_of(each, view.snapshot.catalogue, selected, counted.found, counted.silent, counted.not_known)


def _facet_of_panel(view: View, each: Filter, selected: Selected, panel: Panel, tally: Tally) -> Facet:
    return _facet(view, each, selected, panel.of(each.key, tally))


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
        within.counts(each.rows(view, values, others)),
        [],
        within.counts(silent[None, :])[0] if silent is not None and silent.ndim == 1 else 0,
    )
