"""What the demonstration's year is played with: who works where, which listings there are, who never replies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from directory.referrals.outcomes.measures.library import Library


@dataclass(frozen=True)
class Worker:
    """A connector: how much of the team's work they do, where, and how many people they have now."""

    user_id: UUID
    team_id: UUID
    districts: tuple[str, ...]
    share: float
    is_volunteer: bool = False

    @property
    def actor(self) -> str:
        """How records name them."""
        return f"user:{self.user_id}"


@dataclass(frozen=True)
class Listing:
    """One listing people are pointed or referred to."""

    id: UUID
    external_id: str
    needs: tuple[str, ...]
    districts: frozenset[str]
    takes_referrals: bool
    organization_id: UUID | None = None

    def reaches(self, district: str) -> bool:
        """Whether it is in a district, or in none in particular."""
        return not self.districts or district in self.districts


@dataclass(frozen=True)
class World:
    """Everything that is there before the year begins."""

    workers: Sequence[Worker]
    listings: Sequence[Listing]
    measures: Library
    partner_id: UUID | None = None
    provider_id: UUID | None = None
    provider_organization_id: UUID | None = None
    silent: str = ""
    _by_need: dict[str, list[Listing]] = field(default_factory=dict)

    def for_need(self, need: str, district: str, *, referrals: bool) -> list[Listing]:
        """Listings for a need that reach a district; the provider's first where it has one."""
        if need not in self._by_need:
            self._by_need[need] = [each for each in self.listings if need in each.needs]
        return [
            each for each in self._by_need[need] if each.reaches(district) and (each.takes_referrals or not referrals)
        ]

    def is_providers(self, listing: Listing) -> bool:
        """Whether the demonstration's provider keeps it."""
        return self.provider_organization_id is not None and listing.organization_id == self.provider_organization_id


Teams = Mapping[UUID, Sequence[Worker]]
