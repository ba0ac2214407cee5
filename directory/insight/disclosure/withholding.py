"""Withholds more of a web until nothing that must stay in doubt can be worked out; then shows again what is safe."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from directory.insight.disclosure.audit import Audit
from directory.insight.disclosure.narrowing import Lines
from directory.insight.disclosure.rule import Mark
from directory.insight.disclosure.web import Places, Web

#: How many withheld counts, the largest first, are tried again once all is safe: each costs an audit.
SECOND_LOOKS = 40
#: How many sums away from what is given away something is sought to withhold.
FAR = 6
_SHOWN, _SMALL = int(Mark.SHOWN), int(Mark.SMALL)


def withhold(web: Web, *, second_looks: int = SECOND_LOOKS, hidden_first: bool = False) -> Web:
    """The same web with marks that give nothing away, as far as those that may still be changed can help it.

    `hidden_first`: rather tell less of small counts, which are hidden anyway, than withhold a count that is shown.
    """
    kinds = (Mark.SMALL, Mark.SHOWN) if hidden_first else (Mark.SHOWN, Mark.SMALL)
    audit, lines = Audit(web, is_thorough=not hidden_first), Lines(web.sums)
    hopeless = np.zeros(len(web.counts), dtype=np.bool_) if hidden_first else _hopeless(web, audit)
    told = web
    while len(found := audit.exposed(told, hopeless)):
        places = []
        touched = np.zeros(lines.count, dtype=np.bool_)
        for cell in found:
            if touched[lines.rows_of(cell)].any():
                continue  # what was chosen for another count may help this one too
            place = _next_to_withhold(told, lines, int(cell), kinds)
            hopeless[cell] = place is None
            if place is not None:
                places.append(place)
                touched[lines.rows_of(place)] = True
        told = told.marked(np.unique(places).astype(np.intp), np.array([Mark.WITHHELD], dtype=np.int8))
    return _shown_again(web, told, audit, hopeless, second_looks, kinds[-1:] if hidden_first else kinds)


def _hopeless(web: Web, audit: Audit) -> NDArray[np.bool_]:
    """What earlier reports or wider tables give away by themselves, whatever is withheld now."""
    hopeless = np.zeros(len(web.counts), dtype=np.bool_)
    if web.is_free.all() or (web.is_free == (web.marks != Mark.UNPUBLISHED)).all():
        return hopeless
    ours = np.flatnonzero(web.is_free)
    bare = web.marked(ours, np.full(len(ours), Mark.WITHHELD, dtype=np.int8))
    while len(found := audit.exposed(bare, hopeless)):
        hopeless[found] = True
    return hopeless


def _shown_again(
    web: Web, told: Web, audit: Audit, hopeless: NDArray[np.bool_], looks: int, kinds: Sequence[Mark]
) -> Web:
    changed = np.flatnonzero((told.marks != web.marks) & np.isin(web.marks, kinds))
    for place in changed[np.lexsort((changed, -told.counts[changed]))][:looks]:
        tried = told.marked(np.array([place]), web.marks[[place]])
        if not len(audit.exposed(tried, hopeless, only_whether=True)):
            told = tried
    return told


def _next_to_withhold(web: Web, lines: Lines, cell: int, kinds: Sequence[Mark]) -> int | None:
    """What to hide so that this count is safer: itself if it is shown, else another of its sums, else one further off.

    The sum with the least hidden comes first; in it the smallest count of the first kind.
    """
    if web.is_free[cell] and web.marks[cell] == _SHOWN:
        return cell
    may_go = web.is_free & (web.counts > 0)
    may_go[cell] = False
    for rows in _nearer_first(lines, cell):
        held = [lines.cells_of(row) for row in rows]
        cells = np.concatenate(held)
        doubt = np.repeat([np.count_nonzero(web.marks[each]) for each in held], [len(each) for each in held])
        for kind in kinds:
            fit = np.flatnonzero(may_go[cells] & (web.marks[cells] == int(kind)))
            if len(fit):
                order = np.lexsort((cells[fit], web.counts[cells[fit]], doubt[fit]))
                return int(cells[fit[order[0]]])
        if web.is_free[cell] and web.marks[cell] == _SMALL:
            return cell
    return None


def _nearer_first(lines: Lines, cell: int) -> Iterator[Places]:
    """The sums that a cell stands in, then those of the cells of these, and so on."""
    seen, rows = np.zeros(lines.count, dtype=np.bool_), lines.rows_of(cell)
    for _ in range(FAR):
        if not len(rows):
            return
        seen[rows] = True
        yield rows
        cells = np.unique(np.concatenate([lines.cells_of(row) for row in rows]))
        further = np.unique(np.concatenate([lines.rows_of(int(each)) for each in cells]))
        rows = further[~seen[further]]
