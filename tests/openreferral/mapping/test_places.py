"""Places, addresses and access facts out of feeds."""

from collections import Counter
from typing import Any

import pytest

from directory.openreferral.mapping.places import access, address, location, point


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"),
    [
        (53.1, -1.2, (53.1, -1.2)),
        ("53.1", "-1.2", (53.1, -1.2)),
        (-1.2, 53.1, (53.1, -1.2)),
        (152.9, -1.1, (None, None)),
        (0, 0, (None, None)),
        (100, 101, (None, None)),
        ("north", "", (None, None)),
        (None, None, (None, None)),
        (float("nan"), 1.0, (None, None)),
    ],
)
def test_coordinates_are_in_the_british_isles_or_nowhere(latitude: Any, longitude: Any, expected: Any) -> None:
    assert point(latitude, longitude, Counter()) == expected


def test_an_address_gets_its_postcode_in_order_and_its_country_right() -> None:
    found = address(
        {"address_1": "1 High St", "address_2": "Annexe", "postal_code": "ng181aa", "country": "UK"}, Counter()
    )
    assert found is not None
    assert (found["address_1"], found["postal_code"], found["country"]) == ("1 High St, Annexe", "NG18 1AA", "GB")


def test_a_postcode_hiding_in_the_lines_is_found() -> None:
    found = address({"address_1": "Hall, High St, NG18 1AA"}, Counter())
    assert found is not None
    assert found["postal_code"] == "NG18 1AA"


def test_an_empty_address_is_none() -> None:
    assert address({"address_1": "", "city": None, "country": "GB"}, Counter()) is None


def test_plain_claims_of_access_become_facts() -> None:
    facts, words = access([{"description": "Induction loop and step-free entrance"}])
    assert {fact["feature"]: fact["value"] for fact in facts} == {"hearing_loop": "yes", "step_free": "yes"}
    assert words is None


def test_doubtful_claims_of_access_stay_words() -> None:
    facts, words = access([{"description": "No wheelchair access to the first floor"}, {"description": "Ring first"}])
    assert facts == []
    assert words == "No wheelchair access to the first floor. Ring first"


def test_a_place_without_id_or_name_still_has_both() -> None:
    found = location({"addresses": [{"address_1": "2 Low Road", "city": "Ollerton"}]}, "service-1:0", Counter())
    assert (found.external_id, found.values["name"]) == ("service-1:0", "2 Low Road")
