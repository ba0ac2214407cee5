"""Paper for a waiting room: what there is near a practice on one subject, to be printed and taken home."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.geo.models import PostcodeZone
from directory.listings.codes import Visibility
from directory.search.operations import rebuild
from directory.taxonomy.models import TaxonomyTerm
from tests.client import CheckedClient
from tests.factories import listings as make

ADDRESS = "/practice-packs?subject=carer&near=NG18"


@pytest.fixture
def near_the_practice(session: Session, app: Flask, taxonomies: None) -> None:
    """Something for carers here, two miles away, eight miles away and on the phone; and something for others."""
    session.add(PostcodeZone(code="NG18", latitude=53.144, longitude=-1.196, postcodes=900))
    terms = {term.code: term for term in session.scalars(select(TaxonomyTerm))}
    for name, north, need in (
        ("Carers coffee", 0.0, "carer.support"),
        ("A break on Fridays", 0.028, "carer.break"),
        ("Carers far off", 0.12, "carer.support"),
        ("Steady Steps", 0.0, "health.falls"),
    ):
        club = make.service(session, name)
        make.held_at(session, club, make.location(session, 53.144 + north, -1.196, name=f"Hall of {name}"))
        make.tag(session, club, terms[need])
    make.tag(session, make.service(session, "Carers line", delivery_modes=["phone"]), terms["carer.support"])
    hidden = make.service(session, "For workers", visibility=Visibility.PROFESSIONAL, delivery_modes=["phone"])
    make.tag(session, hidden, terms["carer.support"])
    session.commit()
    rebuild(session, app.extensions["waypost_settings"].index_dir, at=clock.now())


@pytest.mark.requirement("A046")
@pytest.mark.usefixtures("near_the_practice")
def test_a_pack_holds_what_is_within_three_miles_and_by_phone(client: CheckedClient) -> None:
    page = client.page(ADDRESS)
    headings = [page.text_of(heading) for heading in page.all(".//article//h2")]
    assert {heading.partition(". ")[2] for heading in headings} == {
        "Carers coffee",
        "A break on Fridays",
        "Carers line",
    }
    assert "3 places to try, within 3 miles or from home." in page.text
    assert "0115 496 0000" in page.text
    assert page.all(".//figure//*[@role='img']")
    assert "near=NG18" in page.html


@pytest.mark.requirement("A046")
@pytest.mark.usefixtures("near_the_practice")
def test_a_pack_needs_a_place_that_is_known(client: CheckedClient) -> None:
    for address, said in (
        ("/practice-packs?subject=carer", "Enter the postcode of the practice"),
        ("/practice-packs?subject=carer&near=Nowhereatall", "There is a problem"),
    ):
        answer = client.get(address)
        assert answer.status_code == 422
        assert said in answer.get_data(as_text=True)
    assert client.get("/practice-packs?subject=nonsense&near=NG18").status_code == 422


@pytest.mark.usefixtures("near_the_practice")
def test_subjects_begin_with_carers_and_leave_out_what_must_not_lie_about(client: CheckedClient) -> None:
    page = client.page("/practice-packs/new")
    subjects = [option.get("value") for option in page.all(".//select/option")]
    assert subjects[0] == "carer"
    assert "safe" not in subjects
    assert client.get("/practice-packs?subject=safe&near=NG18").status_code == 422
