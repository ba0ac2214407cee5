"""What was understood beyond the words lifts or rules out, and never shows in the address."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from directory.listings.codes import AssetType, CostType, Feature, Known
from directory.search.criteria import Criteria
from directory.search.engine import Results
from directory.search.meaning import Meaning
from directory.web.access import Audience
from tests.factories.listings import access, costs, held_at, location, service, weekly
from tests.search.conftest import MANSFIELD, Searching


def meant(found: Searching, criteria: Criteria) -> Results:
    """What a search finds whose words were understood."""
    return found.engine.search(criteria, place=None, audience=Audience.EVERYONE, at=found.at)


def ids(found: Searching, meaning: Meaning) -> list[UUID]:
    return [hit.service_id for hit in meant(found, Criteria(words="as typed", meaning=meaning)).hits]


def test_meaning_is_never_in_the_address_and_makes_no_other_search() -> None:
    with_meaning = Criteria(words="choir", meaning=Meaning(words="choir", excluded={"how": ("online",)}))
    assert with_meaning.to_args() == {"q": "choir"}
    assert with_meaning == Criteria(words="choir")


def test_the_words_left_over_are_looked_up_in_place_of_those_typed(searching: Searching, session: Session) -> None:
    choir = service(session, "Choir")
    service(session, "Typed")
    assert ids(searching.reindex(), Meaning(words="choir")) == [choir.id]


def test_a_wish_lifts_the_listings_that_meet_it_and_hides_none(searching: Searching, session: Session) -> None:
    paid, free = service(session, "Choir one"), service(session, "Choir two")
    costs(session, paid, CostType.FIXED)
    costs(session, free, CostType.FREE)
    found = searching.reindex()
    assert ids(found, Meaning(words="choir")) == [paid.id, free.id]
    assert ids(found, Meaning(words="choir", preferred={"cost": ("free",)})) == [free.id, paid.id]


def test_every_wish_met_lifts_further(searching: Searching, session: Session) -> None:
    one, both = service(session, "Choir one"), service(session, "Choir two")
    costs(session, one, CostType.FREE)
    costs(session, both, CostType.FREE)
    weekly(session, both, "SA", "18:00", "20:00")
    wishes = {"cost": ("free",), "day": ("sat",)}
    assert ids(searching.reindex(), Meaning(words="choir", preferred=wishes)) == [both.id, one.id]


def test_what_was_ruled_out_is_in_neither_results_nor_counts(searching: Searching, session: Session) -> None:
    online = service(session, "Choir one", delivery_modes=["online"])
    venue = service(session, "Choir two")
    held_at(session, venue, location(session, 53.15, -1.196))
    found = searching.reindex()
    results = meant(found, Criteria(meaning=Meaning(excluded={"how": ("online",)})))
    assert [hit.service_id for hit in results.hits] == [venue.id]
    assert {choice.value: choice.count for choice in results.facets["how"].choices if choice.count} == {"venue": 1}
    near = Criteria(meaning=Meaning(words="choir", excluded={"how": ("online",)}))
    nearby = found.engine.search(near, place=MANSFIELD, audience=Audience.EVERYONE, at=found.at)
    assert online.id not in [hit.service_id for hit in nearby.hits]


def test_ruling_out_an_age_keeps_listings_that_give_none(searching: Searching, session: Session) -> None:
    service(session, "Older", minimum_age=65)
    ageless = service(session, "Ageless")
    assert ids(searching.reindex(), Meaning(excluded={"age": ("65",)})) == [ageless.id]


@pytest.mark.parametrize("chosen", [{"colour": ("red",)}, {"type": ("unheard_of",)}])
def test_what_no_filter_knows_neither_lifts_nor_hides(
    searching: Searching, session: Session, chosen: dict[str, tuple[str, ...]]
) -> None:
    choir = service(session, "Choir", asset_type=next(iter(AssetType)))
    assert ids(searching.reindex(), Meaning(preferred=chosen, excluded=chosen)) == [choir.id]


def test_what_comes_another_way_too_is_kept_when_one_way_is_ruled_out(searching: Searching, session: Session) -> None:
    service(session, "Choir one", delivery_modes=["online"])
    both = service(session, "Choir two", delivery_modes=["online", "phone"])
    silent = service(session, "Choir three")
    found = ids(searching.reindex(), Meaning(words="choir", excluded={"how": ("online", "video")}))
    assert set(found) == {both.id, silent.id}


def test_a_feature_ruled_out_stands_alone(searching: Searching, session: Session) -> None:
    women, anybody = service(session, "Choir one"), service(session, "Choir two")
    access(session, Feature.WOMEN_ONLY, Known.YES, listing=women)
    access(session, Feature.STEP_FREE, Known.YES, listing=women)
    assert ids(searching.reindex(), Meaning(words="choir", excluded={"access": ("women_only",)})) == [anybody.id]


def test_several_days_are_one_wish(searching: Searching, session: Session) -> None:
    all_week, free = service(session, "Choir one"), service(session, "Choir two")
    for day in ("MO", "TU", "WE"):
        weekly(session, all_week, day, "10:00", "11:00")
    weekly(session, free, "MO", "10:00", "11:00")
    costs(session, free, CostType.FREE)
    wishes = {"day": ("mon", "tue", "wed"), "cost": ("free",)}
    assert ids(searching.reindex(), Meaning(words="choir", preferred=wishes)) == [free.id, all_week.id]
