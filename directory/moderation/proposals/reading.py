"""Loads what the pages about a proposal show."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.errors import NotVisible
from directory.listings.editing import Content, Risk, read_content, risk_of
from directory.listings.editing.venue_writing import shared_with
from directory.listings.models import Service
from directory.moderation.duplicates.matching import alike
from directory.moderation.proposals import policy
from directory.moderation.proposals.deciding import is_in_free_words, target
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.proposals.presenters import ProposalView, present_proposal
from directory.moderation.proposals.queueing import name_of
from directory.moderation.suggestions.codes import Connection
from directory.moderation.suggestions.queries import listed_alike
from directory.taxonomy.models import Taxonomy, TaxonomyTerm

OURS = ("needs", "cohorts")


def proposal_for(session: Session, user: User, proposal_id: UUID) -> ChangeProposal:
    """The proposal, if this steward may see it. Raises `NotVisible`."""
    found = session.get(ChangeProposal, proposal_id)
    if found is None or not policy.may_see(user, found, session):
        raise NotVisible(policy.NOT_YOURS)
    return found


def term_names(session: Session) -> dict[str, str]:
    """Names of needs and of those they are for, by code."""
    query = select(TaxonomyTerm.code, TaxonomyTerm.name).join(Taxonomy, Taxonomy.id == TaxonomyTerm.taxonomy_id)
    return {row.code: row.name for row in session.execute(query.where(Taxonomy.code.in_(OURS)))}


def proposal_view(session: Session, proposal: ChangeProposal) -> tuple[ProposalView, Service | None]:
    """What the page says, and the listing as it is."""
    service = target(session, proposal)
    now = read_content(session, service.id) if service and not proposal.is_new else None
    known = {member.value: member.label for member in Connection}
    view = present_proposal(
        proposal,
        now=now,
        name=service.name if service else name_of(proposal),
        names=term_names(session),
        connection=known.get(proposal.connection or "", proposal.connection or ""),
    )
    return view, service


@dataclass(frozen=True)
class Lookalike:
    """A listing that may be the same thing as a new one, and why."""

    service_id: UUID
    name: str
    town: str
    reasons: tuple[str, ...] = ()


def lookalikes(session: Session, proposal: ChangeProposal, today: date) -> list[Lookalike]:
    """Listings of today that a new one is much like: by name, place and numbers, or by name for one in free words."""
    content: Content = {key: change["after"] for key, change in proposal.changes.items()}
    if is_in_free_words(proposal):
        named = listed_alike(session, str(content.get("name", "")), str(content.get("town", "")), today=today)
        found = [Lookalike(each.service_id, each.name, each.town) for each in named]
    else:
        found = [Lookalike(each.service_id, each.name, each.town, each.reasons)
                 for each in alike(session, content, today=today)]  # fmt: skip
    return [each for each in found if each.service_id != proposal.target_id]


def others_at_places(session: Session, proposal: ChangeProposal) -> int:
    """How many other listings are held at the places that a change is about; none when only hours or numbers change."""
    change = proposal.changes.get("venues")
    if change is None or proposal.target_id is None or risk_of("venues", change["before"], change["after"]) is Risk.LOW:
        return 0
    ids = {UUID(venue["location_id"]) for venue in change["after"] if venue.get("location_id")}
    return max((shared_with(session, location_id, proposal.target_id) for location_id in ids), default=0)
