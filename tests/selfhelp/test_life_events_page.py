"""What has changed? Each answer leads to help near a place."""

import pytest

from tests.client import CheckedClient
from tests.page import Page

EVENTS = (
    "new_parent", "became_carer", "caring_ended", "bereaved", "separated", "empty_nest", "retired", "lost_job", "moved",
    "health_change", "mobility_change", "sight_hearing_change", "hospital", "left_care_or_school",
)  # fmt: skip
pytestmark = pytest.mark.usefixtures("taxonomies")


def needs(page: Page) -> list[str]:
    """The needs a page offers, in order."""
    return [button.get("value", "") for button in page.all(".//button[@name='need']")]


@pytest.mark.requirement("A086")
def test_all_fourteen_are_offered_in_the_words_of_people(client: CheckedClient) -> None:
    page = client.page("/life-events")
    assert page.h1 == "What has changed?"
    assert [f"/life-events/{code}" in page.links.values() for code in EVENTS] == [True] * 14
    assert page.links["I have started looking after someone"] == "/life-events/became_carer"


@pytest.mark.requirement("A139")
@pytest.mark.parametrize("code", EVENTS)
def test_each_has_at_least_three_needs_a_place_box_and_a_person_to_ring(client: CheckedClient, code: str) -> None:
    page = client.page(f"/life-events/{code}")
    assert len(needs(page)) >= 3
    search = next(form for form in page.forms if "need" in form.names)
    assert (search.method, search.action) == ("get", "/search")
    assert {"near", "need"} <= search.names
    assert "0115 496 0000" in page.text


@pytest.mark.requirement("A139")
@pytest.mark.parametrize("code", ["retired", "moved", "bereaved", "separated", "empty_nest", "caring_ended"])
def test_changes_that_make_people_lonely_lead_to_company(client: CheckedClient, code: str) -> None:
    assert any(need.startswith("connect.") for need in needs(client.page(f"/life-events/{code}")))


@pytest.mark.requirement("A012")
def test_a_new_carer_is_shown_support_for_carers_first_and_the_right_to_an_assessment(client: CheckedClient) -> None:
    page = client.page("/life-events/became_carer")
    assert needs(page)[0] == "carer.support"
    assert "You can ask for a carer’s assessment" in page.text


@pytest.mark.requirement("A103")
def test_when_caring_ends_there_is_support_for_former_carers_and_for_grief(client: CheckedClient) -> None:
    assert {"carer.after", "mind.grief"} <= set(needs(client.page("/life-events/caring_ended")))


def test_a_page_on_which_discretion_matters_has_a_quick_way_out(client: CheckedClient) -> None:
    assert any("Leave this site" in words for words in client.page("/life-events/separated").links)
    assert not any("Leave this site" in words for words in client.page("/life-events/retired").links)


def test_no_event_asks_for_anything_but_a_place(client: CheckedClient) -> None:
    names = {name for code in EVENTS for form in client.page(f"/life-events/{code}").forms for name in form.names}
    assert names == {"near", "need"}


@pytest.mark.parametrize("code", ["nonsense", "became_carer%00", "x" * 3000, "💥"])
def test_an_unknown_event_is_404_or_refused(client: CheckedClient, code: str) -> None:
    assert client.get(f"/life-events/{code}").status_code in (400, 404)
