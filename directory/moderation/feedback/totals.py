"""Counts of feedback that reports are made of: by month, district, groups, rating and how it was told. No words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.moderation.feedback.codes import Rating, Told
from directory.moderation.feedback.models import Feedback


@dataclass(frozen=True)
class Answer:
    """One answer as far as reports know it."""

    district: str
    groups: tuple[str, ...]
    rating: Rating
    told: Told
    is_about_listing: bool


def answers(session: Session, first: date, last: date) -> Iterator[Answer]:
    """Every answer of these months."""
    columns = (Feedback.district_code, Feedback.groups, Feedback.rating, Feedback.told, Feedback.listing_name)
    for row in session.execute(select(*columns).where(Feedback.month.between(first, last))):
        yield Answer(row.district_code, tuple(row.groups), row.rating, row.told, bool(row.listing_name))
