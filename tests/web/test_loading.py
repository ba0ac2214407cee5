"""Loading a record a person may see."""

from uuid import uuid4

from sqlalchemy.orm import Session

from directory.taxonomy.models import Taxonomy
from tests.client import CheckedClient


def test_a_visible_record_is_given(client: CheckedClient, session: Session) -> None:
    session.add(Taxonomy(code="needs", name="Needs"))
    assert client.page("/trial/taxonomies/needs").h1 == "Needs"


def test_an_unknown_id_is_not_found(client: CheckedClient) -> None:
    assert client.get(f"/trial/missing/{uuid4()}").status_code == 404
