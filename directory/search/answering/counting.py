"""Facet counts over all matches: for each choice, how many results would be left if it were chosen."""

from collections.abc import Mapping, Sequence

import numpy as np

from directory.search.answering.facets import facet_of
from directory.search.answering.panel import Counted, Panel, Tally
from directory.search.engine import Facet
from directory.search.filters import Filter, Kind, Selected, View
from directory.search.index.bits import Bits
from directory.search.index.document_set import DocumentSet

#: Rows of filters that another filter's choice changes: as many as there are days of the week and parts of a day.
_READ_KEPT = 10


class Counts:
    """The numbers of all choices of some filters. What they are called waits until somebody looks."""

    def __init__(
        self,
        view: View,
        filters: Sequence[Filter],
        selected: Selected,
        base: DocumentSet,
        final: DocumentSet,
        masks: Mapping[str, Bits],
    ) -> None:
        self._view, self._selected = view, selected
        self._panel = panel_of(view, filters)
        self._tally = self._panel.tally(final)
        #: What one pass over all results does not tell: a filter's own selection is lifted unless its choices add up
        #: (all-of), and some filters depend on the minute or on another filter's choice.
        self._others: dict[str, Tally | Counted] = {}
        for each in filters:
            is_lifted = each.key in masks and each.kind is not Kind.ALL_OF
            stands_alone = not each.holds_all_day or bool(each.reads(selected))
            if is_lifted or stands_alone:
                within = kept(base, masks, without=each.key) if is_lifted else final
                self._others[each.key] = (
                    _counted(view, each, selected, within) if stands_alone else self._panel.lifted(each.key, within)
                )

    def facet(self, each: Filter) -> Facet:
        """A filter with its numbers."""
        found = self._others.get(each.key, self._tally)
        counted = found if isinstance(found, Counted) else self._panel.of(each.key, found)
        catalogue = self._view.snapshot.catalogue
        return facet_of(each, catalogue, self._selected, counted.found, counted.silent, counted.not_known)


def kept(base: DocumentSet, masks: Mapping[str, Bits], without: str | None = None) -> DocumentSet:
    """The documents that all filters keep, or all but one."""
    wanted = [mask for key, mask in masks.items() if key != without]
    if not wanted:
        return base
    # Sets meet a word at a time; only then are the documents looked up.
    together = wanted[0]
    for mask in wanted[1:]:
        together = together & mask
    return base.meeting(together)


def panel_of(view: View, filters: Sequence[Filter]) -> Panel:
    """The panel of today: what keeps the same documents all day. The others are counted by themselves.

    There is one for everyone and one for professionals, who have more filters.
    """
    # Three, because shortly after midnight a search of yesterday may still be under way.
    return view.snapshot.memory.recall(
        "panel",
        (view.today, len(filters)),
        lambda: Panel(view, [each for each in filters if each.holds_all_day]),
        most=3,
    )


def _counted(view: View, each: Filter, selected: Selected, within: DocumentSet) -> Counted:
    """Counted by itself: a filter that depends on the minute, or now on another filter's choice."""
    others = {key: chosen for key, chosen in selected.items() if key != each.key}
    recall = view.snapshot.memory.recall
    if each.holds_all_day:
        what = (each.key, each.reads(selected))
        rows, is_silence_told = recall("read", what, lambda: _rows(view, each, others), most=_READ_KEPT)
    else:
        when = (each.key, view.minute)
        rows, is_silence_told = recall("by_the_minute", when, lambda: _rows(view, each, others), most=4)
    found = within.counts(rows)
    return Counted(found[:-1], [], found[-1]) if is_silence_told else Counted(found, [], 0)


def _rows(view: View, each: Filter, others: Selected) -> tuple[Bits, bool]:
    """The rows of a filter's choices; and whether one more follows, of the documents that do not say."""
    values = each.values(view.snapshot.catalogue)
    rows, silent = each.rows(view, values, others), each.not_known(view, values)
    if silent is None or silent.ndim > 1:
        return rows, False
    return np.concatenate((rows, silent[None, :])), True
