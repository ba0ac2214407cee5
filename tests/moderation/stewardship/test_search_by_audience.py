"""What search shows to whom: the public, people who refer others, stewards. A private listing is in no search."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.listings.codes import Tier, Visibility
from directory.listings.models import Service
from directory.listings.tier_words import take_tier
from directory.search.operations import rebuild
from directory.settings import ROOT
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.moderation.stewardship.conftest import leave


@pytest.fixture
def indexed(session: Session, app: Flask, tea: Service) -> Service:
    """One listing of each kind, all found by the same word."""
    make.service(session, "Grommocks for workers", visibility=Visibility.PROFESSIONAL)
    make.service(session, "Grommocks in secret", visibility=Visibility.PRIVATE)
    public = make.service(session, "Grommocks for all")
    make.tier(session, public, Tier.PREVENT.value)
    session.commit()
    rebuild(session, app.extensions["waypost_settings"].index_dir, at=clock.now())
    return public


def names(client: CheckedClient, address: str = "/search?q=grommocks") -> set[str]:
    page = client.page(address)
    return {name for name in ("for workers", "in secret", "for all") if f"Grommocks {name}" in page.text}


@pytest.mark.requirement("A034")
def test_each_finds_what_is_meant_for_them(
    client: CheckedClient, indexed: Service, connector: User, steward: User, provider: User
) -> None:
    assert names(client) == {"for all"}
    client.sign_in(provider)
    assert names(client) == {"for all"}
    client.sign_in(connector)
    assert names(client) == {"for all", "for workers"}
    assert "the public does not see this" in client.page("/search?q=grommocks").text
    client.sign_in(steward)
    assert names(client) == {"for all", "for workers"}
    leave(client)
    assert names(client) == {"for all"}


@pytest.mark.requirement("A034")
def test_the_filter_by_tier_is_for_those_who_refer(client: CheckedClient, indexed: Service, connector: User) -> None:
    assert "We left out “tier”" in client.page("/search?q=grommocks&tier=prevent").text
    client.sign_in(connector)
    page = client.page("/search?q=grommocks&tier=prevent")
    assert "We left out" not in page.text
    assert page.h1.startswith("1 ")


@pytest.mark.requirement("A003")
def test_either_name_of_a_form_of_prevention_asks_for_its_filter_where_staff_look(
    client: CheckedClient, session: Session, app: Flask, indexed: Service, connector: User
) -> None:
    steady = make.service(session, "Steady at home")
    make.tier(session, steady, Tier.DELAY.value)
    make.tier(session, steady, Tier.REDUCE.value)
    session.commit()
    rebuild(session, app.extensions["waypost_settings"].index_dir, at=clock.now())
    plain = client.page("/search?q=grommocks")
    client.sign_in(connector)
    said, chosen = client.page("/search?q=tertiary+prevention"), client.page("/search?tier=delay")
    assert said.h1 == chosen.h1 == "1 way to get help"
    assert "Steady at home" in said.text
    for words in ("prevent, primary", "reduce, secondary", "delay, tertiary"):
        assert words in said.text
        assert words not in plain.text


@pytest.mark.requirement("A003")
@pytest.mark.parametrize(
    ("words", "left", "tier"),
    [
        ("tertiary prevention", "", Tier.DELAY),
        ("Secondary prevention for carers", "for carers", Tier.REDUCE),
        ("primary-level prevention falls", "falls", Tier.PREVENT),
        ("primary school", "primary school", None),
    ],
)
def test_a_form_of_prevention_is_heard_in_words(words: str, left: str, tier: Tier | None) -> None:
    assert take_tier(words) == (left, tier)


@pytest.mark.requirement("A003")
def test_no_page_for_residents_says_tertiary() -> None:
    pages = [path for path in (ROOT / "templates").rglob("*.html") if path.parent.name != "insight"]
    lists = [*(ROOT / "seeds" / "taxonomy").glob("*.json"), ROOT / "seeds" / "selfhelp" / "self_check.yaml"]
    assert not [path for path in (*pages, *lists) if "tertiary" in path.read_text("utf-8").casefold()]
    assert not [tier for tier in Tier if "tertiary" in tier.label.casefold()]


@pytest.mark.requirement("A034")
def test_points_suggestions_and_site_map_tell_nothing_of_it(client: CheckedClient, indexed: Service) -> None:
    for address in ("/search/points?q=grommocks", "/search/suggestions?q=grommocks", "/sitemaps/1.xml"):
        body = client.get(address).get_data(as_text=True)
        assert "secret" not in body
        assert "workers" not in body
