"""GET /health."""

from tests.client import CheckedClient


def test_a_new_installation_answers_for_its_database(client: CheckedClient) -> None:
    answer = client.get("/health")
    assert answer.json is not None
    assert answer.json["parts"]["database"] == {"ok": True}


def test_an_unknown_address_gives_a_page_in_plain_words(client: CheckedClient) -> None:
    page = client.page("/nowhere", status=404)
    assert page.h1 == "Page not found"
    assert "Reference:" in page.text
