"""Feedback invented for the demonstration: half a year of it, so that there is something to read and to count."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.models import Service
from directory.moderation.feedback.codes import Age, Group, Rating, Told
from directory.moderation.feedback.models import Feedback
from directory.moderation.feedback.operations import Said, keep_feedback
from directory.moderation.telling import PUBLIC

KEYS = ("b-brook-court-sit-stand", "trentside-red-card", None)
AMOUNT, DAYS = 96, 150
WORDS = (
    "Somebody met me at the door the first time. I would not have gone in alone.",
    "The bus stops running before it ends, so I leave early.",
    "I rang twice before anybody rang back, then it was quick.",
    "Kind people. The hall echoes, and I could not follow with my hearing aid.",
    "",
    "",
)
_RATINGS = (Rating.VERY_GOOD, Rating.GOOD, Rating.GOOD, Rating.MIXED, Rating.POOR)
_AGES = (Age.OLDER, Age.OLDEST, Age.WORKING, None)
_GROUPS: tuple[tuple[Group, ...], ...] = ((), (Group.CARER,), (Group.DISABLED, Group.ALONE), (Group.HEARING,), ())
_TOLD = (Told.ONLINE, Told.PHONE, Told.ONLINE, Told.FACE_TO_FACE, Told.GROUP)


def fill_feedback(session: Session, *, at: datetime) -> None:
    """As many answers as a small district gives in five months, once."""
    if session.scalars(select(Feedback.id).limit(1)).first() is not None:
        return
    found = session.scalars(select(Service).where(Service.external_id.in_([key for key in KEYS if key])))
    services = {service.external_id: service for service in found}
    for number in range(AMOUNT):
        said = Said(
            rating=_RATINGS[number * 7 % len(_RATINGS)],
            text=WORDS[number * 5 % len(WORDS)],
            age=_AGES[number * 3 % len(_AGES)],
            groups=_GROUPS[number // 7 % len(_GROUPS)],
        )
        when = at - timedelta(days=1 + DAYS * (AMOUNT - 1 - number) // AMOUNT, minutes=number)
        service, how = services.get(KEYS[number % len(KEYS)] or ""), _TOLD[(number // 5 + number) % len(_TOLD)]
        keep_feedback(session, said, service=service, how=how, by=PUBLIC, at=when)
