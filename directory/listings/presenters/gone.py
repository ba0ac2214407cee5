"""The page of a listing that was public and is no longer: what to do instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from directory.listings.codes import ListingStatus
from directory.listings.models import Service
from directory.listings.presenters.facts import is_sensitive
from directory.listings.queries.alternatives import Alternative

CHECKING = "We could not confirm that its details are still right, so we took it out until someone has."
ENDED = "It has closed, moved or changed, as far as we know."


@dataclass(frozen=True)
class GoneView:
    """What the page says."""

    id: UUID
    name: str
    why: str
    needs: tuple[tuple[str, str], ...]
    alternatives: tuple[Alternative, ...]
    is_sensitive: bool


def present_gone(service: Service, needs: Sequence[Any], found: Sequence[Alternative]) -> GoneView:
    """Why a listing is not shown any more, and what else there is for the same need."""
    return GoneView(
        id=service.id,
        name=service.name,
        why=CHECKING if service.listing_status is ListingStatus.STALE else ENDED,
        needs=tuple((row.code, row.name) for row in needs),
        alternatives=tuple(found),
        is_sensitive=is_sensitive(row.code for row in needs),
    )
