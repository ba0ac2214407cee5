"""Filters by what a listing is: for how many at once, who runs it, whether its own members do."""

import pytest
from sqlalchemy.orm import Session

from directory.accounts.roles import Permission
from directory.listings.codes import DeliveryScale, Feature, Known, Sector
from tests.factories.listings import access, organization, service
from tests.search.conftest import Searching


@pytest.mark.requirement("A016")
def test_each_scale_is_found_by_its_filter_and_counted(searching: Searching, session: Session) -> None:
    listings = {scale.value: service(session, scale.label, delivery_scale=scale) for scale in DeliveryScale}
    service(session, "Silent")
    found = searching.reindex()
    for code, listing in listings.items():
        assert found.ids(scale=code, audience=Permission.SEE_PROFESSIONAL) == [listing.id]
    facet = found.search(audience=Permission.SEE_PROFESSIONAL).facets["scale"]
    assert {each.value: each.count for each in facet.choices} == dict.fromkeys(listings, 1)
    assert facet.not_known == 1
    assert "scale" not in found.search().facets


@pytest.mark.requirement("A040")
def test_each_of_the_seventeen_sectors_is_found_by_its_filter(searching: Searching, session: Session) -> None:
    run_by = {sector.value: organization(session, sector.label, sector=sector) for sector in Sector}
    listings = {code: service(session, code, organization_id=each.id) for code, each in run_by.items()}
    service(session, "Nobody runs it")
    found = searching.reindex()
    for code, listing in listings.items():
        assert found.ids(sector=code, audience=Permission.SEE_PROFESSIONAL) == [listing.id]
    facet = found.search(audience=Permission.SEE_PROFESSIONAL).facets["sector"]
    assert [each.value for each in facet.choices] == [sector.value for sector in Sector]
    assert len(facet.choices) == 17


@pytest.mark.requirement("A099")
def test_groups_run_by_their_members_are_found_among_those_with_staff(searching: Searching, session: Session) -> None:
    theirs, staffed, silent = (service(session, name) for name in ("Theirs", "Staffed", "Silent"))
    access(session, Feature.PEER_LED, Known.YES, listing=theirs)
    access(session, Feature.PEER_LED, Known.NO, listing=staffed)
    found = searching.reindex()
    assert found.ids(access="peer_led") == [theirs.id]
    assert silent.id in found.ids()
