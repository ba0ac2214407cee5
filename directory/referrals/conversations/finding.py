"""Finding listings within a conversation: the same search as everybody's, near the person, with nothing in an address.

Reads the person's postcode or the area of the contact where no place was typed, and writes neither anywhere.
"""

import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from directory import clock
from directory.accounts.roles import Permission
from directory.geo.models import Area as GeoArea
from directory.listings.cards import cards
from directory.referrals.models import Person
from directory.referrals.models.conversations import Placed
from directory.search.asking import asked, search
from directory.search.presenters import ResultCard, result_cards

SHOWN = 6
ROLES = 3
FAR = 50  # miles: somebody who drives may drive further
VOLUNTEERING = "skills.volunteer"
#: What people say they could offer, by how it begins, and the part that volunteers of this kind have.
PARTS = (
    ("driv", "driver"), ("car", "driver"), ("cook", "cook"), ("bak", "cook"), ("garden", "gardener"),
    ("listen", "befriender"), ("chat", "befriender"), ("talk", "befriender"), ("visit", "befriender"),
    ("comput", "digital champion"), ("phone", "telephone befriender"), ("repair", "repair cafe"),
    ("mend", "repair cafe"), ("sew", "sewing"), ("knit", "knitting"), ("sing", "singing"), ("music", "music"),
    ("teach", "tutor"), ("read", "reading"), ("walk", "walk leader"), ("dog", "dog walker"),
    ("language", "interpreter"), ("shop", "shopping"),
)  # fmt: skip


@dataclass(frozen=True)
class FoundHere:
    """What a search within a conversation found. `near` is what was typed, never the person's own postcode."""

    cards: tuple[ResultCard, ...]
    total: int
    words: str = ""
    near: str = ""
    need: str = ""
    lost: str = ""

    @property
    def more(self) -> int:
        """How many are not shown."""
        return max(0, self.total - len(self.cards))


def find_listings(
    session: Session, *, words: str, place: str, need: str, own_place: str = "", most: int = SHOWN, miles: int = 0
) -> FoundHere:
    """Listings for a need, for words, or for both. Raises `Unavailable` when search cannot answer."""
    args = MultiDict[str, str]([("q", words), ("near", place or own_place), *([("need", need)] if need else [])])
    if miles:
        args["radius"] = str(miles)
    wanted = asked(args)
    if place and (wanted.lost or wanted.namesakes):
        sentence = wanted.lost.message if wanted.lost else "There are several places of this name: add the county"
        return FoundHere((), 0, words, place, need, sentence)
    if wanted.lost or wanted.namesakes:
        return find_listings(session, words=words, place="", need=need, most=most)
    found = search(wanted.about(per_page=most))
    shown = cards(
        session,
        [hit.service_id for hit in found.hits],
        clock.now(),
        nearest={hit.service_id: hit.location_id for hit in found.hits if hit.location_id},
        for_professionals=wanted.audience is Permission.SEE_PROFESSIONAL,
    )
    return FoundHere(result_cards(found.hits, shown, wanted.criteria), found.total, words, place, need)


def own_place(session: Session, contact: Placed, person: Person | None) -> str:
    """Where to look when nobody says: the person's postcode, else the district of the contact or referral."""
    if person is not None and person.postcode:
        return person.postcode
    code = contact.district_code or (person.district_code if person else None)
    if not code:
        return ""
    names = select(GeoArea.name).where(GeoArea.code == code).order_by(GeoArea.valid_from.desc())
    return session.scalars(names.limit(1)).first() or ""


def roles_for(session: Session, offer: str, place: str) -> FoundHere:
    """Volunteer roles that go with what somebody would like to offer: "I can drive" finds drivers."""
    spoken = offer.casefold()
    parts = [part for start, part in PARTS if any(word.startswith(start) for word in re.findall(r"[a-z]+", spoken))]
    words = f"volunteer {parts[0]}" if parts else f"volunteer {offer}"[:200]
    wider = ((words, 0), (words, FAR), ("", FAR))
    tries = (
        find_listings(session, words=said, place="", need=VOLUNTEERING, own_place=place, most=ROLES, miles=miles)
        for said, miles in wider
    )
    return next((found for found in tries if found.total), FoundHere((), 0))
