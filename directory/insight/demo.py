"""The demonstration's insight: small areas and wards, two indicators with their sources, and the year as counts."""

from datetime import datetime

from sqlalchemy.orm import Session

from directory.insight.areas.loading import load_areas
from directory.insight.facts.counting import recount
from directory.insight.reports.demo import fill_reports
from directory.listings.area_assignment import assign_areas


def fill_insight(session: Session, *, at: datetime) -> None:
    """Everything that reports read, once what stayed unmet in the year is flagged."""
    session.flush()
    load_areas(session, at=at)
    assign_areas(session)
    recount(session, at=at)
    fill_reports(session, at=at)
