"""One listing looked at before a referral: the pre-check, how it answers, how to reach it when nothing can be sent."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from directory.listings.models import Phone, Service
from directory.listings.queries.places import phones_of
from directory.referrals.referring.pre_check import pre_check
from directory.referrals.referring.presenters import Looked, present_look
from directory.referrals.referring.reply_times import habits_of
from directory.referrals.referring.verdicts import NOTHING_SAID


def look_at(
    session: Session,
    service: Service,
    need: str = "",
    *,
    born: str | None = None,
    postcode: str | None = None,
    answers: Mapping[str, str] = NOTHING_SAID,
    at: datetime,
) -> Looked:
    """One listing, for these facts."""
    found = pre_check(session, service, born=born, postcode=postcode, need=need, answers=answers, at=at)
    phones = () if found.takes_referrals else phones_of(session, Phone.service_id == service.id)
    habits = habits_of(session, service.id, at=at)
    return present_look(service, found, phones, habits.sentence if habits else "")
