"""Who keeps listings, and how the changes they sent have gone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from directory.accounts.models import Membership, User
from directory.listings.models import Organization, Service
from directory.moderation.areas import Limited, areas_of_listings, may_act_in
from directory.moderation.proposals.codes import OPEN_STATES, ProposalSource, ProposalState
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.providing.policy import SEEN

AGREED = frozenset({ProposalState.APPROVED, ProposalState.SUPERSEDED})


@dataclass(frozen=True)
class KeeperLine:
    """One person who keeps listings, with those of their organisations that the steward answers for."""

    user_id: UUID
    name: str
    organizations: tuple[str, ...]
    agreed: int
    put_right: int
    waiting: int
    is_trusted: bool


def keepers() -> Select[User]:
    """Open accounts with an organisation."""
    return select(User).where(User.active, User.id.in_(select(Membership.user_id)))


def keeper_lines(session: Session, steward: Limited) -> list[KeeperLine]:
    """Everybody who keeps listings where a steward answers for, those without trust and with good changes first."""
    here = organizations_of(session, steward)
    names = _organization_names(session, here)
    tallies = _tallies(session)
    lines = [
        _line(user, names, tallies.get(user.id, Counter()))
        for user in session.scalars(keepers().order_by(User.id))
        if here is None or not here.isdisjoint(user.organization_ids)
    ]
    return sorted(lines, key=lambda line: (line.is_trusted, -line.agreed, line.name, str(line.user_id)))


def organizations_of(session: Session, steward: Limited) -> frozenset[UUID] | None:
    """The organisations with a listing where a steward answers for; None stands for all."""
    if not steward.areas:
        return None
    rows = session.execute(select(Service.id, Service.organization_id).where(Service.listing_status.in_(SEEN))).all()
    kept = {row.id: row.organization_id for row in rows if row.organization_id}
    areas = areas_of_listings(session, kept)
    return frozenset(kept[service_id] for service_id, codes in areas.items() if may_act_in(steward, codes))


def _line(user: User, names: dict[UUID, str], tally: Counter[str]) -> KeeperLine:
    return KeeperLine(
        user_id=user.id,
        name=user.name or "No name given",
        organizations=tuple(sorted(names[each] for each in user.organization_ids if each in names)),
        agreed=tally["agreed"],
        put_right=tally["put_right"],
        waiting=tally["waiting"],
        is_trusted=all(each.is_trusted for each in user.memberships if each.organization_id in names),
    )


def _tallies(session: Session) -> dict[UUID, Counter[str]]:
    rows: Iterable[tuple[UUID | None, ProposalState]] = session.execute(
        select(ChangeProposal.user_id, ChangeProposal.state).where(ChangeProposal.source == ProposalSource.PROVIDER)
    ).tuples()
    found: dict[UUID, Counter[str]] = {}
    for user_id, state in rows:
        if user_id is not None:
            found.setdefault(user_id, Counter())[_kind(state)] += 1
    return found


def _kind(state: ProposalState) -> str:
    if state in OPEN_STATES:
        return "waiting"
    if state is ProposalState.WITHDRAWN:
        return "withdrawn"
    return "agreed" if state in AGREED else "put_right"


def _organization_names(session: Session, here: frozenset[UUID] | None) -> dict[UUID, str]:
    held = select(Membership.organization_id)
    rows = session.execute(select(Organization.id, Organization.name).where(Organization.id.in_(held)))
    return {row.id: row.name for row in rows if here is None or row.id in here}
