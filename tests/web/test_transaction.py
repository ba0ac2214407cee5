"""One commit a request, when it went well; a GET keeps nothing."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.errors import RuleBroken
from directory.taxonomy.models import Taxonomy
from directory.web.transaction import UnsavedChanges, in_any_case
from tests.client import CheckedClient


def kept(session: Session) -> list[str]:
    return list(session.scalars(select(Taxonomy.code)))


def test_what_a_successful_form_changed_stays(client: CheckedClient, session: Session) -> None:
    assert client.submit("/trial", {"name": "fresh"}).status_code == 303
    assert kept(session) == ["fresh"]


@pytest.mark.parametrize("kind", ["rule", "conflict", "notallowed", "unavailable", "stale"])
def test_what_a_refused_request_changed_does_not_stay(client: CheckedClient, session: Session, kind: str) -> None:
    assert client.post(f"/trial/fails/{kind}").status_code >= 400
    assert kept(session) == []


def test_a_get_that_changes_records_fails_the_test(client: CheckedClient) -> None:
    with pytest.raises(UnsavedChanges, match="Taxonomy"):
        client.get("/trial/writes")


def test_a_get_that_changes_records_keeps_nothing_in_service(client: CheckedClient, session: Session) -> None:
    client.application.testing = False
    assert client.get("/trial/writes").status_code == 200
    assert kept(session) == []


def test_a_clash_found_at_the_commit_is_a_conflict_and_not_a_failure(client: CheckedClient, session: Session) -> None:
    session.add(Taxonomy(code="same", name="First"))
    response = client.post("/trial/stateless", data={"code": "same"})
    assert response.status_code == 409
    assert session.scalar(select(func.count()).select_from(Taxonomy)) == 1


@pytest.mark.parametrize(("name", "status"), [("fresh", 303), ("taken", 422)])
def test_what_is_written_in_any_case_stays_whatever_becomes_of_the_request(
    client: CheckedClient, session: Session, monkeypatch: pytest.MonkeyPatch, name: str, status: int
) -> None:
    def note_it(name: str) -> None:
        in_any_case(lambda session: session.add(Taxonomy(code="noted", name="Noted")))
        if name == "taken":
            raise RuleBroken("name", "Choose another name")

    monkeypatch.setattr("tests.web.conftest.add_taxonomy", note_it)
    assert client.submit("/trial", {"name": name}).status_code == status
    assert kept(session) == ["noted"]
