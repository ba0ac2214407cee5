"""The base form, through a page that uses it."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.taxonomy.models import Taxonomy
from directory.web.forms import clean
from tests.client import CheckedClient


def test_blanks_around_text_are_taken_away(client: CheckedClient, session: Session) -> None:
    client.submit("/trial", {"name": "  falls  "})
    assert session.scalars(select(Taxonomy.code)).all() == ["falls"]


def test_letters_typed_as_two_characters_are_stored_as_one() -> None:
    assert clean("cafe\u0301") == "caf\u00e9"


def test_line_ends_are_all_alike() -> None:
    assert clean("one\r\ntwo\rthree") == "one\ntwo\nthree"


def test_a_field_of_blanks_counts_as_empty(client: CheckedClient) -> None:
    response = client.submit("/trial", {"name": "   "})
    assert response.status_code == 422
    assert "name: Enter a name" in response.text


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f"])
def test_characters_that_cannot_be_shown_are_refused_with_a_sentence(client: CheckedClient, character: str) -> None:
    response = client.submit("/trial", {"name": f"a{character}b"})
    assert response.status_code == 422
    assert "Remove the characters that cannot be shown" in response.text
    assert character not in response.text


def test_a_long_text_may_have_lines_and_emoji(client: CheckedClient) -> None:
    assert client.submit("/trial", {"name": "x", "story": "one\n\ttwo 🙂 שלום"}).status_code == 303


def test_a_broken_rule_is_shown_beside_its_field_and_the_words_are_kept(client: CheckedClient) -> None:
    response = client.submit("/trial", {"name": "taken", "story": "kept words"})
    assert response.status_code == 422
    assert "name: Choose another name; this one is taken" in response.text
    assert "kept words" in response.text


def test_a_form_without_its_token_is_refused(client: CheckedClient) -> None:
    response = client.post("/trial", data={"name": "x"}, token=False)
    assert response.status_code == 400
    assert "open for a long time" in response.text
