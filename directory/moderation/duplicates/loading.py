"""Loads a pair or a joining for a steward, who must be allowed to see it, with what both listings say."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.errors import NotVisible
from directory.listings.editing import Content, read_content
from directory.listings.models import Service
from directory.listings.policy import SHOWN
from directory.moderation.areas import areas_of_listings
from directory.moderation.duplicates import policy
from directory.moderation.duplicates.choosing import Difference, Side, Standing, agreed, differences, stays
from directory.moderation.duplicates.models import DuplicatePair, Merge


@dataclass(frozen=True)
class Comparison:
    """Two listings side by side: where they differ, where they agree, and which would stay unasked."""

    first: Service
    second: Service
    first_content: Content
    second_content: Content
    differences: tuple[Difference, ...]
    agreed: tuple[str, ...]
    stays: Side

    @property
    def versions(self) -> str:
        """The counters of both, as a form carries them."""
        return f"{self.first.version}.{self.second.version}"


def pair_for(session: Session, user: User, pair_id: UUID, *, to_decide: bool = False) -> DuplicatePair:
    """The pair, if this steward may see it (or decide about it)."""
    pair = session.get(DuplicatePair, pair_id)
    if pair is None:
        raise NotVisible(policy.NOT_YOURS)
    areas = areas_of_listings(session, [pair.first_id, pair.second_id])
    refuse = policy.refuse_unless_decides if to_decide else policy.refuse_unless_seen
    refuse(user, areas[pair.first_id], areas[pair.second_id])
    return pair


def may_decide(session: Session, user: User, pair: DuplicatePair) -> bool:
    """Whether this steward answers for both."""
    areas = areas_of_listings(session, [pair.first_id, pair.second_id])
    return policy.may_decide(user, areas[pair.first_id], areas[pair.second_id])


def merge_for(session: Session, user: User, merge_id: UUID, *, to_decide: bool = False) -> Merge:
    """The joining, if this steward may see it (or undo it). Of one whose listings are gone only the names are left."""
    merge = session.get(Merge, merge_id)
    if merge is None:
        raise NotVisible(policy.NOT_YOURS)
    ids = [service_id for service_id in (merge.survivor_id, merge.merged_id) if service_id]
    found = areas_of_listings(session, ids)
    first, second = (found.get(service_id, frozenset()) if service_id else frozenset()
                     for service_id in (merge.survivor_id, merge.merged_id))  # fmt: skip
    refuse = policy.refuse_unless_decides if to_decide else policy.refuse_unless_seen
    refuse(user, first, second)
    return merge


def compare(session: Session, pair: DuplicatePair) -> Comparison:
    """What the two listings say, field by field."""
    first, second = pair.first, pair.second
    one, other = read_content(session, first.id), read_content(session, second.id)
    of_first, of_second = _standing(first), _standing(second)
    return Comparison(
        first=first,
        second=second,
        first_content=one,
        second_content=other,
        differences=differences(one, other, of_first, of_second),
        agreed=agreed(one, other),
        stays=stays(first.listing_status in SHOWN, second.listing_status in SHOWN, one, other, of_first, of_second),
    )


def _standing(service: Service) -> Standing:
    return Standing(service.verified_at, service.last_modified or service.updated_at)
