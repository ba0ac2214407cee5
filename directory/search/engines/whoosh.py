"""The default engine: a Whoosh index exported to arrays, queries answered over whole columns at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import numpy as np

from directory.accounts.roles import Permission
from directory.search.answering.blending import blend
from directory.search.answering.counting import Counts, kept
from directory.search.answering.facets import Facets, facet_of, worth_choosing
from directory.search.answering.later import Later
from directory.search.answering.matching import TextMatch, match_text
from directory.search.answering.meant import about_unwanted, lifted, ruled_out
from directory.search.answering.presenting import Page, map_points, page_of_hits
from directory.search.answering.ranking import scores_of, top
from directory.search.answering.relaxing import Answer, settle, totals_at
from directory.search.answering.saying import chips, relaxations, sensible
from directory.search.catalogue import Catalogue
from directory.search.criteria import DISTANCE, Criteria, Layout
from directory.search.engine import MAP_RESULTS, Facet, Place, Results
from directory.search.filters import Filter, View, counted_for, filters_for
from directory.search.filters.facts import RADII
from directory.search.index import bits
from directory.search.index.bits import Bits
from directory.search.index.document_set import DocumentSet, Numbers
from directory.search.index.generations import Reader
from directory.search.index.snapshot import Snapshot
from directory.search.understanding.synonyms import Thesaurus
from directory.search.understanding.words import Understood, understand

#: Words whose meaning is remembered, a kilobyte or two each: as many as people on a busy site use in a while.
_WORDS_KEPT = 500


@dataclass(frozen=True)
class _Loaded:
    snapshot: Snapshot
    thesaurus: Thesaurus


@dataclass(frozen=True)
class _Held:
    """Reads the one snapshot it was given."""

    only: Snapshot

    def snapshot(self) -> Snapshot:
        """That one."""
        return self.only


class WhooshEngine:
    """Answers from the newest generation in a folder; notices a new one at the next search."""

    def __init__(self, index_dir: Path) -> None:
        self._reader: Reader | _Held = Reader(index_dir)
        self._loaded: _Loaded | None = None

    @classmethod
    def of(cls, snapshot: Snapshot) -> "WhooshEngine":
        """An engine of one snapshot that lies in no folder: for trying what a change would do."""
        made = cls(Path())
        made._reader = _Held(snapshot)
        return made

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
        audience: StrEnum,
        at: datetime,
        thesaurus: Thesaurus | None = None,
    ) -> Results:
        """Answer a search. One snapshot is used from beginning to end."""
        loaded = self._current()
        view = View(loaded.snapshot, at)
        criteria, notes = sensible(criteria, loaded.snapshot.catalogue, place)
        words = criteria.words if criteria.meaning is None else criteria.meaning.words
        understood = _understood(loaded, thesaurus, words, exact=criteria.exact)
        weighed = blend(understood, criteria.meaning)
        text = None if understood.is_empty else match_text(loaded.snapshot, understood.concepts, weighed)
        visible, answer = _settled(view, criteria, text, place, audience)
        return _results(view, criteria, understood, visible, answer, place, audience, notes)

    def _current(self) -> _Loaded:
        snapshot = self._reader.snapshot()
        held = self._loaded
        if held is None or held.snapshot is not snapshot:
            is_known = held is not None and held.snapshot.synonyms is snapshot.synonyms
            thesaurus = held.thesaurus if held and is_known else Thesaurus(snapshot.synonyms)
            held = self._loaded = _Loaded(snapshot, thesaurus)
        return held


def _understood(loaded: _Loaded, thesaurus: Thesaurus | None, words: str, *, exact: bool) -> Understood:
    """What the words mean. People page and filter with the same words, so those of late are remembered."""
    if thesaurus is not None:  # a trial: another one each time
        return understand(loaded.snapshot, thesaurus, words, exact=exact)
    return loaded.snapshot.memory.recall(
        "understood",
        (words, exact),
        lambda: understand(loaded.snapshot, loaded.thesaurus, words, exact=exact),
        most=_WORDS_KEPT,
    )


def _settled(
    view: View, criteria: Criteria, text: TextMatch | None, place: Place | None, audience: StrEnum
) -> tuple[DocumentSet, Answer]:
    """The documents that may be seen and are wanted, and what a search is among of them."""
    visible = _visible(view, audience)
    ruled = ruled_out(view, criteria.meaning)
    if ruled is not None:
        visible = visible.meeting(bits.pack(~ruled))
    unwanted = about_unwanted(view.snapshot, criteria.meaning)
    if unwanted is not None:
        wanted = visible.meeting(bits.pack(~unwanted))
        answer = settle(view.snapshot, wanted, text, criteria, place)
        if answer.candidates.count:
            return wanted, answer
    return visible, settle(view.snapshot, visible, text, criteria, place)


def _visible(view: View, audience: StrEnum) -> DocumentSet:
    """What this audience may see today; a closing date passes without a rebuild."""
    snapshot, day, is_staff = view.snapshot, view.today, audience is Permission.SEE_PROFESSIONAL

    def see() -> DocumentSet:
        running = DocumentSet.of_flags(snapshot["closing_day"] >= day)
        return running if is_staff else running.meeting(snapshot.facet_row("public", "yes"))

    return snapshot.memory.recall("visible", (day, is_staff), see, most=4)


def _results(
    view: View,
    criteria: Criteria,
    understood: Understood,
    visible: DocumentSet,
    answer: Answer,
    place: Place | None,
    audience: StrEnum,
    notes: tuple[str, ...],
) -> Results:
    snapshot, filters = view.snapshot, filters_for(audience)
    masks = {each.key: each.mask(view, criteria.filters) for each in filters if criteria.filters.get(each.key)}
    final = kept(answer.candidates, masks)
    page, near_total = _page(view, criteria, answer, final.numbers)
    return Results(
        hits=page_of_hits(view, page, answer, understood, place),
        total=final.count,
        near_total=near_total,
        facets=_facets(view, criteria, visible, answer, final, place, audience, masks),
        chips=Later(lambda: chips(criteria, snapshot.catalogue, place)),
        notes=(*notes, *_relaxed(understood, place, answer)),
        corrections=understood.corrections,
        suggestions=understood.suggestions,
        points=map_points(snapshot, page, answer.nearby) if criteria.view is Layout.MAP else (),
        radius_miles=answer.nearby.miles if answer.nearby else None,
        relaxed=answer.relaxed,
        page=page.number,
        pages=page.count,
        generation=snapshot.generation,
    )


def _relaxed(understood: Understood, place: Place | None, answer: Answer) -> tuple[str, ...]:
    return relaxations(
        understood,
        place,
        relaxed=answer.relaxed,
        widened=answer.widened,
        of_the_kind=answer.is_of_the_kind,
        found=answer.candidates.count > 0,
    )


def _facets(
    view: View,
    criteria: Criteria,
    visible: DocumentSet,
    answer: Answer,
    final: DocumentSet,
    place: Place | None,
    audience: StrEnum,
    masks: Mapping[str, Bits],
) -> Facets:
    """Every filter counted. How far to look means something near a place only; there each distance says its total.

    Those totals are searches of their own, so they wait until a page shows the distances.
    """
    others = counted_for(audience)
    counts = Counts(view, others, criteria.filters, answer.candidates, final, masks)
    if place is None:
        return Facets(others, counts.facet)

    def facet(each: Filter) -> Facet:
        if each.key != DISTANCE:
            return counts.facet(each)
        totals = totals_at(view.snapshot, place, visible, answer, masks, [int(value) for value in RADII])
        return worth_choosing(facet_of(each, view.snapshot.catalogue, {}, totals), totals, criteria.radius_miles)

    return Facets(filters_for(audience), facet)


def _page(view: View, criteria: Criteria, answer: Answer, documents: Numbers) -> tuple[Page, int]:
    """The documents from the first to the end of the page asked for, and how many of all are near.

    A page past the end becomes the last.
    """
    pages = max(1, -(-len(documents) // criteria.per_page))
    number = max(1, min(criteria.page, pages))
    wanted = number * criteria.per_page
    on_map = max(wanted, MAP_RESULTS) if criteria.view is Layout.MAP else wanted
    metres = answer.nearby.away(documents) if answer.nearby else None
    scores = scores_of(view, documents, answer.text, metres)
    scores = lifted(view, criteria.meaning, documents, scores)
    order = top(view.snapshot, documents, scores, metres, criteria.sort, max(on_map, 1))
    first = wanted - criteria.per_page
    away = metres[order] if metres is not None else None
    near_total = 0 if metres is None else int(np.count_nonzero(metres < np.inf))
    return Page(documents[order], scores[order], away, first, criteria.per_page, number, pages), near_total
