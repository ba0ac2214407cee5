"""A whole listing as plain JSON by field key: what editors send, versions keep and proposals compare."""

from typing import Any

from directory.db import Coded
from directory.listings import captions
from directory.listings.codes import (
    AccessRoute,
    AssetType,
    CommissioningStatus,
    CrisisTiming,
    DeliveryMode,
    DeliveryScale,
    Known,
    ReferralRoute,
    Visibility,
)

Content = dict[str, Any]

#: Keys that are a column of the listing with words in it, and how long they may be.
TEXTS = {
    "name": 255,
    "summary": 600,
    "description": 10_000,
    "url": 500,
    "email": 254,
    "alert": 500,
    "eligibility_description": 2_000,
    "exclusion_description": 2_000,
    "application_process": 2_000,
    "fees_description": 2_000,
    "easy_read": 2_000,
    "commissioner": 255,
    "who_pays": 255,
    "bsl_video_url": 500,
    "bsl_captions": captions.LONGEST,
}
#: Text that a listing always has, if only as nothing.
NEVER_NONE = frozenset({"name", "summary", "description"})
NUMBERS = ("minimum_age", "maximum_age")
DATES = ("contract_start", "contract_end", "closing_on")
#: One code of a closed list, and what an empty answer means.
CODES: dict[str, tuple[type[Coded], str | None]] = {
    "asset_type": (AssetType, "service"),
    "commissioning_status": (CommissioningStatus, "unknown"),
    "delivery_scale": (DeliveryScale, None),
    "referral_route": (ReferralRoute, "none"),
    "visibility": (Visibility, "public"),
    "someone_will_meet_you": (Known, "not_known"),
    "companion_free": (Known, "not_known"),
    "transport_provided": (Known, "not_known"),
}
#: Several codes of a closed list.
CODE_LISTS: dict[str, type[Coded]] = {
    "access_routes": AccessRoute,
    "delivery_modes": DeliveryMode,
    "crisis_timing": CrisisTiming,
}


def trimmed(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is not said: one way to write each value, so that equal means the same."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}
