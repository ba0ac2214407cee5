"""A whole listing as content, with the terms and the area it names."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories import listings as make

THURSDAYS = {
    "freq": "WEEKLY", "interval": 1, "term_time_only": False, "byday": "TH", "opens_at": "10:00", "closes_at": "12:00",
}  # fmt: skip
HALL = {
    "name": "Old Station Hub",
    "address_1": "1 Station Road",
    "city": "Kirkby-in-Ashfield",
    "postal_code": "NG17 7AA",
    "latitude": 53.1,
    "longitude": -1.25,
    "address_visibility": "full",
    "access": {"step_free": "yes", "hoist": "not_known"},
    "times": [THURSDAYS],
    "days_off": [],
    "phones": [],
}


@pytest.fixture
def whole(session: Session) -> dict[str, Any]:
    """Something in every list."""
    make.term(session, "needs", "connect.groups", "Groups and clubs")
    make.term(session, "cohorts", "older", "Older people")
    make.term(session, "cohorts", "children", "Children")
    make.area(session, "E07000170", "Ashfield")
    return WHOLE


WHOLE: dict[str, Any] = {
    "name": "Thursday coffee and company",
    "summary": "Tea, cake and a table to sit at.",
    "description": "Come in by the side door.\n\nSomebody will find you a chair.",
    "asset_type": "group",
    "organization": {
        "name": "Kirkby Good Neighbours",
        "website": "https://neighbours.example.org",
        "identifiers": [{"scheme": "GB-CHC", "identifier": "1234567"}],
    },
    "url": "https://coffee.example.org",
    "email": "hello@example.org",
    "alert": None,
    "eligibility_description": "Anybody who lives in Kirkby",
    "exclusion_description": None,
    "application_process": "Just come",
    "fees_description": None,
    "easy_read": "We drink tea.\nYou can come too.",
    "minimum_age": 18,
    "maximum_age": None,
    "phones": [{"number": "0115 496 0123", "description": "Mornings", "kind": "voice"}],
    "contacts": [{"name": "The desk", "phones": [{"number": "0115 496 0124", "kind": "text"}]}],
    "venues": [HALL],
    "times": [],
    "days_off": [{"date": "2026-04-02", "is_closed": True, "reason": "Easter"}],
    "closed": {"from": "2026-08-01", "to": "2026-08-31", "reason": "Holidays"},
    "closing_on": None,
    "is_paused": False,
    "capacity": {"status": "limited", "places": 3, "expires_at": "2026-02-01T00:00:00+00:00"},
    "costs": [{"cost_type": "fixed", "amount": "2.50", "amount_description": "including cake"}],
    "needs": ["connect.groups"],
    "cohorts": [{"code": "older", "how": "welcomed"}, {"code": "children", "how": "excluded"}],
    "languages": ["en", "bfi", "Scots"],
    "access_routes": ["drop_in"],
    "delivery_modes": ["venue"],
    "referral_route": "none",
    "areas": [{"code": "E07000170", "name": "Ashfield"}],
    "tiers": ["prevent"],
    "access": {"hearing_loop": "no"},
    "documents": ["A mug"],
    "crisis_timing": ["before"],
    "delivery_scale": "community",
    "commissioning_status": "council_grant",
    "commissioner": "The county",
    "contract_start": "2025-04-01",
    "contract_end": "2027-03-31",
    "who_pays": None,
    "someone_will_meet_you": "yes",
    "companion_free": "not_known",
    "transport_provided": "no",
    "picture": {"file": "0" * 32 + ".jpg", "alt": "A table with cups"},
    "bsl_video_url": "https://film.example.org/coffee",
    "bsl_captions": "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nCoffee, and somebody to sign with",
    "visibility": "public",
}
