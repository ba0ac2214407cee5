"""Room that was told for a time: once that is over, a listing says "ask" again and not what was true a month ago."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.codes import CapacityStatus
from directory.listings.editing import write_content
from directory.listings.models import Service, ServiceCapacity

JOB = "job:lapse_capacity"
ASK = {"status": CapacityStatus.UNKNOWN.value}


def lapse_capacity(session: Session, at: datetime) -> str:
    """Let every answer that has run out lapse to "ask"; what was said stays in the listing's history."""
    lapsed = (
        select(Service)
        .join(ServiceCapacity, ServiceCapacity.service_id == Service.id)
        .where(ServiceCapacity.expires_at <= at, ServiceCapacity.status != CapacityStatus.UNKNOWN)
        .order_by(ServiceCapacity.expires_at, Service.id)
    )
    services = session.scalars(lapsed).all()
    for service in services:
        write_content(session, service, {"capacity": ASK}, by=JOB, at=at, why="What was said about room has run out")
    return f"{len(services)} answers about room have run out"
