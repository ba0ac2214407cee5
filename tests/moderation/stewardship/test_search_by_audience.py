"""What search shows to whom: the public, people who refer others, stewards. A private listing is in no search."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.listings.codes import Tier, Visibility
from directory.listings.models import Service
from directory.search.operations import rebuild
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


@pytest.mark.requirement("A034")
def test_points_suggestions_and_site_map_tell_nothing_of_it(client: CheckedClient, indexed: Service) -> None:
    for address in ("/search/points?q=grommocks", "/search/suggestions?q=grommocks", "/sitemaps/1.xml"):
        body = client.get(address).get_data(as_text=True)
        assert "secret" not in body
        assert "workers" not in body
