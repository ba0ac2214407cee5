"""Who runs a listing: one that is known, found by its number in a register or its exact name, or a new one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory import signals
from directory.errors import RuleBroken
from directory.listings.models import Organization, OrganizationIdentifier, Service
from directory.listings.queries.touched import services_touched
from directory.listings.records import Values

PLAIN = ("name", "website", "email", "sector")
REGISTERS = {
    "GB-CHC": "Charity number", "GB-COH": "Company number", "GB-SC": "Scottish charity number",
    "GB-NIC": "Northern Ireland charity number", "GB-NHS": "NHS code",
}  # fmt: skip


def write_organization(session: Session, service: Service, value: Any, at: datetime) -> None:
    """Link the listing to its organisation. Facts given with an id are the organisation's own from now on."""
    if not value:
        service.organization_id = None
        return
    organization = _known(session, value) or _new(session, value, at)
    if value.get("id"):
        _change(session, organization, value)
    _enter_in_registers(session, organization, value.get("identifiers", []))
    session.flush()
    service.organization_id = organization.id


def _known(session: Session, value: Values) -> Organization | None:
    if value.get("id"):
        found = session.get(Organization, UUID(value["id"]))
        if found is None:
            raise RuleBroken("organization.id", "Choose the organisation again: it is not there any more")
        return found
    for row in value.get("identifiers", []):
        if holder := _holder(session, row):
            return session.get(Organization, holder)
    same = func.lower(Organization.name) == value["name"].lower()
    return session.scalars(select(Organization).where(same).order_by(Organization.created_at, Organization.id)).first()


def _new(session: Session, value: Values, at: datetime) -> Organization:
    made = Organization(**{key: value.get(key) for key in PLAIN}, created_at=at, updated_at=at)
    session.add(made)
    session.flush()
    return made


def _change(session: Session, organization: Organization, value: Values) -> None:
    differing = {key: value[key] for key in PLAIN if key in value and value[key] != getattr(organization, key)}
    for key, said in differing.items():
        setattr(organization, key, said)
    if differing:
        session.flush()
        touched = services_touched(session, organization_ids=[organization.id])
        signals.service_changed.send(session, service_ids=sorted(touched))


def _enter_in_registers(session: Session, organization: Organization, identifiers: list[Values]) -> None:
    """Add numbers it has not got. One that another organisation holds is refused: that is a duplicate to settle."""
    for row in identifiers:
        holder = _holder(session, row)
        if holder is None:
            scheme = row["scheme"]
            organization.identifiers.append(
                OrganizationIdentifier(
                    identifier_scheme=scheme,
                    identifier_type=REGISTERS.get(scheme, scheme),
                    identifier=row["identifier"],
                )
            )
        elif holder != organization.id:
            raise RuleBroken(
                "organization.identifiers",
                f"Check the number {row['identifier']}: another organisation in the directory has it",
            )


def _holder(session: Session, row: Values) -> UUID | None:
    return session.scalar(
        select(OrganizationIdentifier.organization_id).where(
            OrganizationIdentifier.identifier_scheme == row["scheme"],
            OrganizationIdentifier.identifier == row["identifier"],
        )
    )
