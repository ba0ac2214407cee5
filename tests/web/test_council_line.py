"""How to reach the council: by day, at night and in writing, with the right words for the hour."""

from datetime import UTC, datetime

import pytest

from directory import clock
from directory.settings import Settings
from directory.web.council_line import DEMO_NIGHT_PHONE, council_line_at
from tests.client import CheckedClient


@pytest.mark.requirement("A074")
@pytest.mark.parametrize(
    ("moment", "closed"),
    [
        (datetime(2026, 1, 5, 8, 29, tzinfo=UTC), "Closed until today at 8:30am"),
        (datetime(2026, 1, 5, 8, 30, tzinfo=UTC), ""),
        (datetime(2026, 1, 5, 16, 59, tzinfo=UTC), ""),
        (datetime(2026, 1, 5, 17, 0, tzinfo=UTC), "Closed until tomorrow at 8:30am"),
        (datetime(2026, 1, 9, 18, 0, tzinfo=UTC), "Closed until Monday at 8:30am"),
        (datetime(2026, 1, 11, 12, 0, tzinfo=UTC), "Closed until tomorrow at 8:30am"),
        (datetime(2026, 7, 6, 7, 30, tzinfo=UTC), ""),
    ],
    ids=["before", "opening", "last minute", "evening", "Friday night", "Sunday", "summer time"],
)
def test_it_says_until_when_nobody_answers(settings: Settings, moment: datetime, closed: str) -> None:
    assert council_line_at(settings, moment).closed == closed


@pytest.mark.requirement("A074")
@pytest.mark.parametrize("address", ["/", "/urgent-help", "/assessment", "/needs", "/self-check"])
def test_every_page_has_the_ways_by_day_at_night_and_in_writing(client: CheckedClient, address: str) -> None:
    with clock.stopped_at(datetime(2026, 1, 10, 12, 0, tzinfo=UTC)):
        page = client.page(address)
    assert "Monday to Friday, 8:30am to 5pm, not on bank holidays. Closed until Monday at 8:30am." in page.text
    assert page.links["0115 496 0000"] == "tel:01154960000"
    assert page.links["18001 0115 496 0000"] == "tel:1800101154960000"
    assert page.links[DEMO_NIGHT_PHONE] == "tel:01154960009"
    assert page.links["directory@example.org"] == "mailto:directory@example.org"


@pytest.mark.requirement("A074")
def test_by_day_nothing_says_closed(client: CheckedClient) -> None:
    with clock.stopped_at(datetime(2026, 1, 5, 12, 0, tzinfo=UTC)):
        assert "Closed until" not in client.page("/").text


@pytest.mark.requirement("A074")
def test_no_invented_number_is_shown_to_real_people(settings: Settings) -> None:
    real = settings.model_copy(update={"mode": "production"})
    assert council_line_at(real, clock.now()).night_phone == ""
