"""Where a contact happened, from the little that is said of it: a postcode, or a town. Only area codes are kept."""

from sqlalchemy.orm import Session

from directory.geo.lookup import Found, resolve_place
from directory.referrals.conversations.talk import Area
from directory.referrals.people.places import place_of, tidy_postcode

#: How the codes of England's wards, small areas and districts begin.
_WARD, _LSOA, _DISTRICT = ("E05",), ("E01",), ("E06", "E07", "E08", "E09")


def area_of(session: Session, words: str) -> Area:
    """The area that a postcode or the name of a place stands for; nowhere when it says nothing."""
    words = words.strip()
    if not words:
        return Area()
    if tidy_postcode(words):
        place = place_of(session, words)
        return Area(place.ward, place.lsoa, place.district)
    found = resolve_place(session, words)
    return _of_codes(found.areas) if isinstance(found, Found) else Area()


def _of_codes(codes: tuple[str, ...]) -> Area:
    def first(starts: tuple[str, ...]) -> str | None:
        return next((code for code in codes if code.startswith(starts)), None)

    return Area(first(_WARD), first(_LSOA), first(_DISTRICT))
