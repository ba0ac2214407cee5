"""The default engine: a Whoosh index exported to arrays, queries answered over whole columns at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np

from directory import clock
from directory.search.answering.counting import distance_counts, facet_counts
from directory.search.answering.local import Nearby
from directory.search.answering.matching import match_text
from directory.search.answering.meant import about_unwanted, lifted, ruled_out
from directory.search.answering.opening import day_number
from directory.search.answering.presenting import Page, map_points, page_of_hits
from directory.search.answering.ranking import scores_of, top
from directory.search.answering.relaxing import Answer, at_distances, settle
from directory.search.answering.saying import chips, relaxations, sensible
from directory.search.catalogue import Catalogue
from directory.search.criteria import DISTANCE, Criteria, Layout
from directory.search.engine import Facet, Place, Results
from directory.search.filters import View, filter_named, filters_for
from directory.search.index import bits
from directory.search.index.generations import Reader
from directory.search.index.snapshot import Snapshot
from directory.search.understanding.synonyms import Thesaurus
from directory.search.understanding.words import Understood, understand
from directory.web.access import Audience

#: As many results as a map shows at once; more would hide the place under its markers.
MAP_RESULTS = 300


@dataclass(frozen=True)
class _Loaded:
    snapshot: Snapshot
    thesaurus: Thesaurus


class WhooshEngine:
    """Answers from the newest generation in a folder; notices a new one at the next search."""

    def __init__(self, index_dir: Path) -> None:
        self._reader = Reader(index_dir)
        self._loaded: _Loaded | None = None

    def catalogue(self) -> Catalogue:
        """The choices of all filters as the index knows them."""
        return self.snapshot().catalogue

    def snapshot(self) -> Snapshot:
        """The generation in use."""
        return self._current().snapshot

    def search(
        self,
        criteria: Criteria,
        *,
        place: Place | None,
        audience: Audience,
        at: datetime,
        thesaurus: Thesaurus | None = None,
    ) -> Results:
        """Answer a search. One snapshot is used from beginning to end."""
        loaded = self._current()
        view = View(loaded.snapshot, at)
        criteria, notes = sensible(criteria, loaded.snapshot.catalogue, place)
        words = criteria.words if criteria.meaning is None else criteria.meaning.words
        understood = understand(loaded.snapshot, thesaurus or loaded.thesaurus, words, exact=criteria.exact)
        text = None if understood.is_empty else match_text(loaded.snapshot, understood.concepts)
        visible = _visible(view, audience, ruled_out(view, criteria.meaning))
        unwanted = about_unwanted(loaded.snapshot, criteria.meaning)
        answer = settle(loaded.snapshot, visible if unwanted is None else visible & ~unwanted, text, criteria, place)
        if unwanted is not None and not answer.candidates.any():
            answer = settle(loaded.snapshot, visible, text, criteria, place)
        results = _results(view, criteria, understood, answer, place, audience, notes)
        return replace(results, facets=_with_distances(results.facets, view, visible, answer, criteria, place))

    def _current(self) -> _Loaded:
        snapshot = self._reader.snapshot()
        held = self._loaded
        if held is None or held.snapshot is not snapshot:
            is_known = held is not None and held.snapshot.synonyms is snapshot.synonyms
            thesaurus = held.thesaurus if held and is_known else Thesaurus(snapshot.synonyms)
            held = self._loaded = _Loaded(snapshot, thesaurus)
        return held


def _visible(view: View, audience: Audience, unwanted: bits.Flags | None) -> bits.Flags:
    """What this audience may see today and did not rule out; a closing date passes without a rebuild."""
    snapshot = view.snapshot
    visible: bits.Flags = snapshot["closing_day"] >= day_number(clock.local(view.at).date())
    if audience is not Audience.STAFF:
        visible = visible & bits.unpack(snapshot.facet_rows("public", ("yes",))[0], snapshot.size)
    return visible if unwanted is None else visible & ~unwanted


def _results(
    view: View,
    criteria: Criteria,
    understood: Understood,
    answer: Answer,
    place: Place | None,
    audience: Audience,
    notes: tuple[str, ...],
) -> Results:
    snapshot = view.snapshot
    filters = filters_for(audience)
    masks = {each.key: each.mask(view, criteria.filters) for each in filters if criteria.values(each.key)}
    base = bits.pack(answer.candidates)
    final = base
    for mask in masks.values():
        final = final & mask
    documents = bits.numbers(final, snapshot.size)
    page = _page(view, criteria, answer, documents)
    return Results(
        hits=page_of_hits(view, page, answer, understood, place),
        total=len(documents),
        near_total=_near_total(answer.nearby, documents),
        facets=facet_counts(view, filters, criteria.filters, base, masks),
        chips=chips(criteria, snapshot.catalogue, place),
        notes=(*notes, *relaxations(understood, place, relaxed=answer.relaxed, widened=answer.widened)),
        corrections=understood.corrections,
        points=map_points(snapshot, page.documents if criteria.view is Layout.MAP else page.showing, answer.nearby),
        radius_miles=answer.nearby.miles if answer.nearby else None,
        relaxed=answer.relaxed,
        page=page.number,
        pages=page.count,
        generation=snapshot.generation,
    )


def _with_distances(
    facets: Mapping[str, Facet],
    view: View,
    visible: bits.Flags,
    answer: Answer,
    criteria: Criteria,
    place: Place | None,
) -> dict[str, Facet]:
    """How far to look means something near a place only; there each distance says what it would find."""
    others = {key: facet for key, facet in facets.items() if key != DISTANCE}
    if place is None or DISTANCE not in facets:
        return others
    distances = [int(choice.value) for choice in facets[DISTANCE].choices]
    found = [bits.pack(flags) for flags in at_distances(view.snapshot, visible, answer, place, distances)]
    masks = [known.mask(view, criteria.filters) for key in criteria.filters if (known := filter_named(key))]
    return {
        key: distance_counts(facet, found, masks, criteria.radius_miles) if key == DISTANCE else facet
        for key, facet in facets.items()
    }


def _page(view: View, criteria: Criteria, answer: Answer, documents: np.ndarray) -> Page:
    """The documents from the first to the end of the page asked for; a page past the end becomes the last."""
    pages = max(1, -(-len(documents) // criteria.per_page))
    number = max(1, min(criteria.page, pages))
    wanted = number * criteria.per_page
    on_map = max(wanted, MAP_RESULTS) if criteria.view is Layout.MAP else wanted
    text = answer.text.scores if answer.text else None
    scores = scores_of(view.snapshot, documents, text, answer.nearby, view.at)
    scores = lifted(view, criteria.meaning, documents, scores)
    order = top(view.snapshot, documents, scores, answer.nearby, criteria.sort, max(on_map, 1))
    first = wanted - criteria.per_page
    return Page(documents[order], scores[order], first, criteria.per_page, number, pages)


def _near_total(nearby: Nearby | None, documents: np.ndarray) -> int:
    return 0 if nearby is None else int(np.count_nonzero(nearby.near[documents]))
