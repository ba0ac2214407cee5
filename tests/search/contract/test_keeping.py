"""Keeping the index true: a change is seen at once, drift is told and put right, a failure leaves what was there."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from directory.db import new_id
from directory.errors import Unavailable
from directory.listings.codes import ListingStatus
from directory.search.documents import SearchDocument
from tests.factories.listings import area, covers, held_at, language, location, service, synonyms
from tests.search.conftest import MANSFIELD, Searching


def test_without_an_index_a_search_is_unavailable_not_empty(searching: Searching, session: Session) -> None:
    searching.forget()
    with pytest.raises(Unavailable, match="waypost reindex"):
        searching.search("choir")
    with pytest.raises(Unavailable, match="waypost reindex"):
        searching.engine.catalogue()


def test_a_new_listing_is_found_after_an_update_by_an_engine_that_runs(searching: Searching, session: Session) -> None:
    searching.reindex()
    assert searching.ids("choir") == []
    made = service(session, "Choir")
    searching.update(made.id)
    assert searching.ids("choir") == [made.id]


def test_an_update_takes_the_old_words_hours_and_places_out(searching: Searching, session: Session) -> None:
    made = service(session, "Bell ringing")
    held_at(session, made, location(session, 53.15, -1.196))
    searching.reindex()
    made.name = "Brass band"
    searching.update(made.id)
    assert searching.ids("bell") == []
    assert searching.ids("brass", near=MANSFIELD) == [made.id]
    assert searching.search("brass", near=MANSFIELD).facets["type"].choices


def test_a_listing_that_is_archived_leaves_with_an_update(searching: Searching, session: Session) -> None:
    made, other = service(session, "Choir"), service(session, "Choir two")
    searching.reindex()
    made.listing_status = ListingStatus.ARCHIVED
    searching.update(made.id)
    assert searching.ids("choir") == [other.id]
    assert searching.search().total == 1


def test_an_update_brings_new_choices_and_names_of_areas(searching: Searching, session: Session) -> None:
    district = area(session, "E07000174", "Mansfield")
    searching.reindex()
    made = service(session, "Line", delivery_modes=["home"])
    language(session, made, "pl", "Polish")
    covers(session, made, district)
    searching.update(made.id)
    assert searching.ids(language="pl", area="E07000174") == [made.id]
    assert searching.search(near=MANSFIELD).hits[0].label == "Comes to your home in Mansfield"


def test_an_update_of_a_listing_nobody_knows_changes_nothing(searching: Searching, session: Session) -> None:
    service(session, "Choir")
    searching.reindex()
    searching.update(new_id())
    assert searching.search().total == 1


def test_misspellings_of_a_word_are_mended_as_soon_as_a_listing_uses_it(searching: Searching, session: Session) -> None:
    searching.reindex()
    made = service(session, "Archery")
    searching.update(made.id)
    assert searching.ids("archary") == [made.id]


def test_a_word_that_nobody_uses_any_more_is_no_correction(searching: Searching, session: Session) -> None:
    made = service(session, "Archery")
    searching.reindex()
    made.name = "Bowls"
    searching.update(made.id)
    results = searching.search("archary")
    assert (results.total, results.corrections) == (0, ())


def test_drift_is_told_and_put_right(searching: Searching, session: Session) -> None:
    gone, stale = service(session, "Gone"), service(session, "Stale")
    searching.reindex()
    assert searching.drift().is_none
    gone.listing_status = ListingStatus.ARCHIVED
    stale.name = "Fresh"
    missing = service(session, "Missing")
    drift = searching.drift()
    assert (drift.missing, drift.extra, drift.stale) == ((missing.id,), (gone.id,), (stale.id,))
    searching.update(*drift.service_ids)
    assert searching.drift().is_none
    assert searching.ids("fresh") == [stale.id]


def test_another_day_or_another_thesaurus_makes_the_index_outdated(searching: Searching, session: Session) -> None:
    made = service(session, "Choir")
    searching.reindex()
    assert searching.keeper.drift(session, at=searching.at + timedelta(days=1)).is_outdated
    synonyms(session, "singing", resident=("crooning",), professional=("choir",))
    assert searching.drift().is_outdated
    searching.update(made.id)
    assert searching.ids("crooning") == [made.id]
    assert searching.drift().is_none


def test_a_rebuild_that_fails_leaves_what_was_there(searching: Searching, session: Session) -> None:
    made = service(session, "Choir")
    searching.reindex()
    for number in range(5):
        service(session, f"Band {number}")

    def stop(documents: Sequence[SearchDocument], _words: str, _total: int) -> Sequence[SearchDocument]:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        searching.keeper.rebuild(session, at=searching.at, watch=stop)
    assert searching.ids() == [made.id]
    assert searching.reindex().search().total == 6


def test_a_search_tells_which_state_of_the_index_answered(searching: Searching, session: Session) -> None:
    before = searching.reindex().search().generation
    assert searching.search().generation == before
    made = service(session, "Choir")
    searching.update(made.id)
    assert searching.search().generation != before
