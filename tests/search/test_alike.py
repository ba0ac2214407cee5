"""Others like a listing, on its page."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from directory import clock
from directory.listings.codes import CapacityStatus, LinkType, ListingStatus
from directory.listings.models import Service, ServiceCapacity
from directory.search.operations import rebuild
from directory.taxonomy.models import TaxonomyTerm
from tests.client import CheckedClient
from tests.factories import listings as make


class Town:
    """Listings for one need, added one by one."""

    def __init__(self, session: Session, app: Flask) -> None:
        self.session, self.app = session, app
        self.falls = make.term(session, "needs", "health.falls", "Worried about falling")
        self.active = make.term(session, "needs", "health.moving", "Getting more active")
        self.own = make.organization(session, "Firm Footing")

    def add(self, name: str, miles: float = 1, *needs: TaxonomyTerm, **values: object) -> Service:
        listing = make.service(self.session, name, **values)
        place = make.location(self.session, 53.144 + miles / 69, -1.196, name=f"{name} hall", city="Mansfield")
        make.held_at(self.session, listing, place)
        for need in needs or (self.falls,):
            make.tag(self.session, listing, need)
        return listing

    def page_of(self, client: CheckedClient, listing: Service, query: str = "") -> list[str]:
        """The lines of the block, after a rebuild."""
        self.session.commit()
        rebuild(self.session, self.app.extensions["waypost_settings"].index_dir, at=clock.now())
        return self.shown(client, listing, query)

    def shown(self, client: CheckedClient, listing: Service, query: str = "") -> list[str]:
        text = client.page(f"/listings/{listing.id}{query}").text
        for heading in ("Others like this", "Others to try"):
            if heading in text:
                return [heading, text.partition(heading)[2]]
        return []


@pytest.fixture
def town(session: Session, app: Flask) -> Town:
    return Town(session, app)


def test_the_nearest_for_the_same_need_are_named_with_how_far_they_are(client: CheckedClient, town: Town) -> None:
    mine = town.add("Steady Steps", 0)
    town.add("Balance class", 2)
    town.add("Far away class", 9)
    heading, rest = town.page_of(client, mine)
    assert heading == "Others like this"
    assert "near Mansfield" in rest
    assert "2 miles" in rest
    assert rest.index("Balance class") < rest.index("Far away class")
    assert "Steady Steps" not in rest.split("Far away class")[0]


def test_what_shares_another_need_comes_first_and_says_so(client: CheckedClient, town: Town) -> None:
    mine = town.add("Steady Steps", 0, town.falls, town.active)
    town.add("Balance class", 2)
    town.add("Walking tall", 3, town.falls, town.active)
    rest = town.page_of(client, mine)[1]
    assert rest.index("Walking tall") < rest.index("Balance class")
    assert "Also helps with: Getting more active" in rest


def test_what_is_for_the_same_people_comes_first(client: CheckedClient, town: Town, session: Session) -> None:
    men = make.term(session, "cohorts", "men", "Men")
    mine, other = town.add("Men's steps", 0), town.add("Men's balance", 3)
    town.add("Balance class", 2)
    for listing in (mine, other):
        make.tag(session, listing, men, LinkType.COHORT_WELCOMED)
    rest = town.page_of(client, mine)[1]
    assert rest.index("Men's balance") < rest.index("Balance class")


def test_one_organisation_never_fills_the_list(client: CheckedClient, town: Town) -> None:
    mine = town.add("Steady Steps", 0, organization_id=town.own.id)
    for number in range(5):
        town.add(f"Firm class {number}", 1 + number / 10, organization_id=town.own.id)
    town.add("Somebody else's class", 4)
    rest = town.page_of(client, mine)[1]
    assert rest.count("Firm class") == 1
    assert rest.index("Somebody else's class") < rest.index("Firm class")


def test_it_comes_first_when_the_listing_is_full(client: CheckedClient, town: Town, session: Session) -> None:
    mine = town.add("Steady Steps", 0)
    town.add("Balance class", 2)
    session.add(ServiceCapacity(service_id=mine.id, status=CapacityStatus.FULL))
    heading, rest = town.page_of(client, mine)
    assert heading == "Others to try"
    assert "How sure are we?" in rest


@pytest.mark.parametrize(
    "values",
    [{"listing_status": ListingStatus.PUBLISHED_PAUSED}, {"closing_on": date(2026, 2, 1)}],
)
def test_it_comes_first_when_the_listing_is_paused_or_closing(
    client: CheckedClient, town: Town, values: dict[str, object]
) -> None:
    mine = town.add("Steady Steps", 0, **values)
    town.add("Balance class", 2)
    assert town.page_of(client, mine)[0] == "Others to try"


def test_the_place_somebody_came_from_counts(client: CheckedClient, town: Town) -> None:
    mine = town.add("Steady Steps", 0)
    town.add("Balance class", 2)
    rest = town.page_of(client, mine, "?near=53.2166,-1.196")[1]
    assert "near your location" in rest


def test_help_that_comes_to_the_home_is_compared_within_its_area(
    client: CheckedClient, town: Town, session: Session
) -> None:
    here, there = make.area(session, "E07000174", "Mansfield"), make.area(session, "E07000106", "Canterbury")
    mine, other, far = (make.service(session, name, delivery_modes=["home"]) for name in ("Ours", "Nearby", "Kentish"))
    for listing, area in ((mine, here), (other, here), (far, there)):
        make.covers(session, listing, area)
        make.tag(session, listing, town.falls)
    rest = town.page_of(client, mine)[1]
    assert "Nearby" in rest
    assert "Kentish" not in rest


def test_a_listing_that_left_since_is_not_named(client: CheckedClient, town: Town, session: Session) -> None:
    mine, other = town.add("Steady Steps", 0), town.add("Balance class", 2)
    assert town.page_of(client, mine)
    other.listing_status = ListingStatus.ARCHIVED
    session.commit()
    assert town.shown(client, mine) == []


def test_without_a_need_or_another_listing_there_is_no_block(
    client: CheckedClient, town: Town, session: Session
) -> None:
    assert town.page_of(client, make.service(session, "Nothing said")) == []
    assert town.page_of(client, town.add("Steady Steps", 0)) == []


def test_the_page_opens_while_search_is_away(client: CheckedClient, town: Town) -> None:
    mine = town.add("Steady Steps", 0)
    town.session.commit()
    assert town.shown(client, mine) == []
