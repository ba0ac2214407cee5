"""What those who run something may see and change: the listings of their own organisations, and no other."""

from typing import Protocol
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from directory.listings.codes import ListingStatus
from directory.listings.models import Organization, Service
from directory.listings.policy import SHOWN
from directory.moderation.proposals.codes import ProposalSource
from directory.moderation.proposals.models import ChangeProposal

#: What can be kept: whatever is shown, and what was hidden for its age.
KEPT = (*SHOWN, ListingStatus.STALE)
#: What its people still see: that, and what has ended.
SEEN = (*KEPT, ListingStatus.ARCHIVED)


class Keeper(Protocol):
    """Somebody with organisations."""

    @property
    def organization_ids(self) -> frozenset[UUID]:
        """The organisations whose listings they keep."""
        ...


def own_listings(user: Keeper) -> Select[Service]:
    """The listings somebody sees as their own, each with its organisation."""
    own = Service.organization_id.in_(user.organization_ids)
    return select(Service).options(joinedload(Service.organization)).where(own, Service.listing_status.in_(SEEN))


def kept_listings(user: Keeper) -> Select[Service]:
    """Those of them that can still be changed."""
    return own_listings(user).where(Service.listing_status.in_(KEPT))


def own_organizations(user: Keeper) -> Select[Organization]:
    """The organisations somebody belongs to."""
    return select(Organization).where(Organization.id.in_(user.organization_ids))


def own_changes(user: Keeper) -> Select[ChangeProposal]:
    """Changes that anybody of their organisations sent about their listings."""
    own = select(Service.id).where(Service.organization_id.in_(user.organization_ids))
    return select(ChangeProposal).where(
        ChangeProposal.target_id.in_(own), ChangeProposal.source == ProposalSource.PROVIDER
    )
