"""Word lists: worded after a look at what it touches, added to, retired with a successor; every change a version."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.listings.codes import LinkType
from directory.listings.models import Attribute
from directory.search.models import Outcome, SearchCount
from directory.search.operations import rebuild
from directory.taxonomy.models import Taxonomy, TaxonomyTerm, TermVersion
from directory.taxonomy.operations import load_taxonomies
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.page import Page
from tests.search.mansfield import Mansfield

FALLS = "/staff/taxonomy/needs/terms/health.falls"
WORDS = {"name": "Unsteady on my feet", "professional_label": "Falls prevention", "description": ""}


def term(session: Session, code: str) -> TaxonomyTerm:
    session.expire_all()
    return session.scalars(select(TaxonomyTerm).where(TaxonomyTerm.code == code)).one()


def test_lists_and_terms_are_shown_with_how_many_listings_carry_them(desk: CheckedClient, town: Mansfield) -> None:
    assert "Needs" in desk.page("/staff/taxonomy").links
    page = desk.page("/staff/taxonomy/needs")
    assert "Worried about falling 2 listings" in page.text


def test_other_words_are_looked_at_before_they_are_saved_and_kept_as_a_version(
    desk: CheckedClient, town: Mansfield, session: Session, steward: User
) -> None:
    page = desk.page(FALLS, query_string=WORDS)
    assert "2 listings say “Unsteady on my feet” from then on" in page.text
    assert term(session, "health.falls").name == "Worried about falling"
    assert desk.post(f"{FALLS}/wording", data=WORDS).status_code == 303
    assert term(session, "health.falls").name == "Unsteady on my feet"
    version = session.scalars(select(TermVersion)).one()
    assert (version.by, version.before["name"], version.after["name"]) == (
        steward.actor,
        "Worried about falling",
        "Unsteady on my feet",
    )
    assert "Stella Steward" in desk.page(FALLS).text
    assert desk.page("/needs/health.falls").h1 == "Unsteady on my feet"


def test_loading_the_seeds_again_leaves_a_stewards_words_alone(desk: CheckedClient, session: Session) -> None:
    load_taxonomies(session)
    session.commit()
    before = term(session, "health.falls").description
    desk.post(f"{FALLS}/wording", data=WORDS | {"description": before})
    loaded = load_taxonomies(session)
    assert (term(session, "health.falls").name, loaded.kept) == ("Unsteady on my feet", 1)


def test_a_term_needs_words_that_the_list_has_not(desk: CheckedClient, town: Mansfield) -> None:
    for name, sentence in (
        (" ", "Enter what people call it"),
        ("getting more ACTIVE", "Choose other words: the list has “getting more ACTIVE” already"),
    ):
        answer = desk.post(f"{FALLS}/wording", data=WORDS | {"name": name})
        assert (answer.status_code, Page(answer.get_data(as_text=True)).errors) == (422, [sentence])


def test_a_need_is_added_below_a_group_and_retired_with_a_successor(
    desk: CheckedClient, town: Mansfield, session: Session
) -> None:
    new = {"name": "Breathing better", "parent": "health"}
    assert desk.post("/staff/taxonomy/needs/terms", data={"name": "Breathing better"}).status_code == 422
    assert desk.post("/staff/taxonomy/needs/terms", data=new).status_code == 303
    breathing = term(session, "health.breathing_better")
    make.tag(session, town.classes, breathing)
    make.tag(session, town.line, breathing)
    session.commit()
    here = "/staff/taxonomy/needs/terms/health.breathing_better/retirement"
    none = desk.post(here, data={"successor": ""})
    assert (none.status_code, Page(none.get_data(as_text=True)).errors) == (
        422,
        ["Select what its 2 listings say instead"],
    )
    assert desk.post(here, data={"successor": "health.falls"}).status_code == 303
    assert desk.post(here, data={"successor": "health.falls"}).status_code == 409
    carried = select(Attribute.service_id).where(
        Attribute.taxonomy_term_id == term(session, "health.falls").id, Attribute.link_type == LinkType.NEED
    )
    assert {town.classes.id, town.line.id} <= set(session.scalars(carried))
    assert session.scalars(select(Attribute).where(Attribute.taxonomy_term_id == breathing.id)).first() is None
    assert "Breathing better" not in desk.page("/needs").text
    assert desk.post(here.replace("retirement", "return")).status_code == 303


def searched(session: Session, words: str) -> None:
    """Words that several people typed lately and that found too little."""
    session.add(SearchCount(day=clock.today(), outcome=Outcome.NONE, words=words, area="", searches=9))
    session.commit()


def test_real_searches_are_tried_with_other_words_before_they_are_saved(
    desk: CheckedClient, town: Mansfield, session: Session
) -> None:
    searched(session, "zorbing legs")
    page = desk.page(FALLS, query_string=WORDS | {"name": "Feeling zorbing", "also": "zorbing"})
    assert "A search for “zorbing” Now 0 found" in page.text
    assert "Then 2 found" in page.text
    assert "Of 1 with words like these, this one would change: “zorbing legs” found" in page.text
    same = desk.page(FALLS, query_string=WORDS | {"name": "Worried about falling", "also": "zorbing"})
    assert "A search for “zorbing”: nothing changes" in same.text


def test_what_search_has_learnt_to_hear_ends_only_in_another_need_which_is_heard_instead(
    desk: CheckedClient, town: Mansfield, session: Session, app: Flask
) -> None:
    assert "hears the other one instead" in desk.page(FALLS).text
    nothing = desk.post(f"{FALLS}/retirement", data={"successor": ""})
    assert nothing.status_code == 422
    assert Page(nothing.get_data(as_text=True)).errors[0].startswith("Select what search hears instead")
    seen = desk.page(FALLS, query_string={"successor": "health.active"})
    assert "2 listings say “Getting more active” from then on" in seen.text
    assert desk.post(f"{FALLS}/retirement", data={"successor": "health.active"}).status_code == 303
    rebuild(session, app.extensions["waypost_settings"].index_dir, at=clock.now())
    assert desk.get("/needs/health.falls").headers["Location"] == "/needs/health.active"
    old = desk.page("/search?need=health.falls")
    assert old.h1 == desk.page("/search?need=health.active").h1
    assert not old.h1.startswith("0")
    assert not desk.page("/search?q=grommocks").h1.startswith("0")


def test_whom_help_is_for_is_not_retired(desk: CheckedClient, town: Mansfield, session: Session) -> None:
    load_taxonomies(session)
    session.commit()
    first = session.scalars(select(TaxonomyTerm).join(Taxonomy).where(Taxonomy.code == "cohorts").limit(1)).one()
    here = f"/staff/taxonomy/cohorts/terms/{first.code}"
    assert "cannot be retired" in desk.page(here).text
    assert desk.post(f"{here}/retirement", data={"successor": ""}).status_code == 409


def test_groups_and_life_changes_are_worded_but_not_added_to(desk: CheckedClient, town: Mansfield) -> None:
    assert desk.post("/staff/taxonomy/need_groups/terms", data={"name": "New"}).status_code == 409


def test_outside_lists_and_unknown_terms_are_404(desk: CheckedClient, town: Mansfield, session: Session) -> None:
    session.add(Taxonomy(code="feed-list", name="Theirs"))
    for address in ("/staff/taxonomy/feed-list", "/staff/taxonomy/needs/terms/nothing"):
        assert desk.get(address).status_code == 404


@pytest.mark.parametrize("who", ["area_steward", "connector", "provider"])
def test_others_may_not(client: CheckedClient, who: str, request: pytest.FixtureRequest) -> None:
    client.sign_in(request.getfixturevalue(who))
    assert client.get("/staff/taxonomy").status_code == 403
    assert client.post(f"{FALLS}/wording", data=WORDS).status_code == 403
