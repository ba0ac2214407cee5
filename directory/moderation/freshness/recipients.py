"""To whom a letter about a listing goes: those who keep it with an account, else its own public address."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import encryption
from directory.accounts.models import Membership, User
from directory.accounts.roles import MembershipKind
from directory.listings.models import Service
from directory.moderation.freshness.models import MailStop


def addresses_for(session: Session, services: Sequence[Service]) -> dict[UUID, tuple[str, ...]]:
    """The addresses for each listing; none for those that can only be rung. Stopped ones are left out."""
    keepers = keepers_of(session, {service.organization_id for service in services if service.organization_id})
    found = {service.id: _of(service, keepers) for service in services}
    stopped = _stopped(session, {email for emails in found.values() for email in emails})
    return {service_id: tuple(e for e in emails if e not in stopped) for service_id, emails in found.items()}


def keepers_of(session: Session, organization_ids: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    """The confirmed addresses of those who lead each organisation here; of its editors where nobody leads."""
    members: dict[UUID, dict[MembershipKind, list[str]]] = defaultdict(lambda: defaultdict(list))
    query = (
        select(Membership.organization_id, Membership.kind, User.email)
        .join(User, User.id == Membership.user_id)
        .where(Membership.organization_id.in_(list(organization_ids)), User.active)
        .order_by(Membership.since, Membership.id)
    )
    for row in session.execute(query):
        members[row.organization_id][row.kind].append(normal(row.email))
    return {
        organization_id: tuple(kinds.get(MembershipKind.LEAD) or kinds[MembershipKind.EDITOR])
        for organization_id, kinds in members.items()
    }


def normal(email: str) -> str:
    """An address as addresses are compared: people type capitals where they please."""
    return email.strip().lower()


def public_address(service: Service) -> str:
    """The address that a listing itself, or who runs it, gives to everybody."""
    own = service.email or (service.organization.email if service.organization else None) or ""
    return normal(own) if "@" in own else ""


def _of(service: Service, keepers: dict[UUID, tuple[str, ...]]) -> tuple[str, ...]:
    kept_by = keepers.get(service.organization_id, ()) if service.organization_id else ()
    own = public_address(service)
    return kept_by or ((own,) if own else ())


def _stopped(session: Session, emails: Iterable[str]) -> set[str]:
    marks = {mark: email for email in emails for mark in encryption.fingerprints(email)}
    stopped: set[str] = set()
    all_marks = sorted(marks)
    for start in range(0, len(all_marks), 500):  # marks in one IN (…)
        some = all_marks[start : start + 500]
        rows = session.scalars(select(MailStop.email_fingerprint).where(MailStop.email_fingerprint.in_(some)))
        stopped.update(marks[mark] for mark in rows)
    return stopped
