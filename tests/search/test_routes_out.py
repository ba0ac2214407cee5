"""A directory of clubs is no answer to everything: what leads elsewhere stands above the listings."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from directory.search.routes_out import routes_out
from tests.client import CheckedClient
from tests.search.mansfield import mansfield


@pytest.mark.requirement("A015")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("homeless", "homeless"),
        ("I'm being EVICTED on friday", "homeless"),
        ("my son is sofa-surfing", "homeless"),
        ("nowhere to sleep tonight", "homeless"),
        ("Section 21", "homeless"),
        ("severe and multiple disadvantage", "several"),
    ],
)
def test_words_lead_to_those_whose_job_it_is(words: str, code: str) -> None:
    assert [card.code for card in routes_out(words)] == [code]


@pytest.mark.requirement("A015")
@pytest.mark.parametrize("words", ["", "falls", "help at home", "evictions in history", "moving home", "lunch club"])
def test_other_words_lead_to_the_listings_alone(words: str) -> None:
    assert routes_out(words) == ()


@pytest.mark.requirement("A015")
def test_housing_options_stand_above_the_listings_and_where_nothing_was_found(
    client: CheckedClient, session: Session, app: Flask
) -> None:
    mansfield(session, app)
    for address in ("/search?q=homeless+falls", "/search?q=homeless"):
        page = client.page(address)
        assert "housing options" in page.text
        assert page.links["0808 800 4444"] == "tel:08088004444"
        assert page.links["Find your district or borough council"] == "https://www.gov.uk/find-local-council"
    found = client.page("/search?q=homeless+falls")
    assert found.html.index("housing options") < found.html.index("wp-cards")
    assert "housing options" not in client.page("/search?q=falls").text
