"""What flags and promises keep of a person: told in their copy, taken out when they are erased, and gone in time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, or_, select, update
from sqlalchemy.orm import Session

from directory.needs.models import Promise, UnmetNeed
from directory.referrals.models import ContactAction, Person, Referral
from directory.referrals.privacy.ageing import Ageing, also_ages
from directory.referrals.privacy.copies.copy import Item, Section, item
from directory.referrals.privacy.copies.making import also_tell
from directory.referrals.privacy.copies.others import redactor_for
from directory.referrals.privacy.erasing import Going, also_erase
from directory.referrals.privacy.kept import month_of


@also_erase
def forget(session: Session, going: Going) -> None:
    """Leave of a flag what counts it; the promise to come back ends with the person it was made to."""
    session.execute(delete(Promise).where(Promise.person_id.in_(going.people)))
    theirs = or_(UnmetNeed.action_id.in_(going.actions), UnmetNeed.referral_id.in_(going.referrals))
    # a need that only lets go of its person keeps its small area: it names nobody
    _empty(session, theirs, {"lsoa_code": None} if going.people else {})


def _empty(session: Session, which: ColumnElement[bool], more: Mapping[str, None]) -> None:
    """Leave of these flags the month, place, need, reason and groups."""
    gone = {"words": None, "flagged_by": None, "action_id": None, "referral_id": None, **more}
    for flag_id, at in session.execute(select(UnmetNeed.id, UnmetNeed.at).where(which)).all():
        moment = month_of(at)
        times = {"at": moment, "created_at": moment, "updated_at": moment}
        session.execute(update(UnmetNeed).where(UnmetNeed.id == flag_id).values(**gone, **times))
    session.expire_all()


def due_flags(edge: datetime) -> Select[Any]:
    """Flags so old, whoever raised them, in which words stand or that lead to somebody."""
    leads = (UnmetNeed.words, UnmetNeed.flagged_by, UnmetNeed.action_id, UnmetNeed.referral_id)
    rule = or_(*(column.is_not(None) for column in leads))
    return select(UnmetNeed.id).where(UnmetNeed.at < edge, rule, ~_held()).order_by(UnmetNeed.at, UnmetNeed.id)


def due_quotes(edge: datetime) -> Select[Any]:
    """Flags so old with words from which the names were taken: even those may be known again."""
    rule = UnmetNeed.quote.is_not(None)
    return select(UnmetNeed.id).where(UnmetNeed.at < edge, rule, ~_held()).order_by(UnmetNeed.at, UnmetNeed.id)


def _held() -> ColumnElement[bool]:
    """Flags of somebody whose record a hold keeps."""
    held = select(Person.id).where(Person.hold_reason.is_not(None))
    acted = select(ContactAction.id).where(ContactAction.person_id.in_(held))
    referred = select(Referral.id).where(Referral.person_id.in_(held))
    return or_(
        and_(UnmetNeed.action_id.is_not(None), UnmetNeed.action_id.in_(acted)),
        and_(UnmetNeed.referral_id.is_not(None), UnmetNeed.referral_id.in_(referred)),
    )


def _forget_flags(session: Session, ids: Sequence[UUID]) -> None:
    _empty(session, UnmetNeed.id.in_(ids), {})


def _forget_quotes(session: Session, ids: Sequence[UUID]) -> None:
    session.execute(update(UnmetNeed).where(UnmetNeed.id.in_(ids)).values(quote=None))
    session.expire_all()


also_ages(
    Ageing(
        "flags",
        "Flags of unmet needs older than {months} months: emptied of words and of who raised them",
        "flag",
        "emptied",
        lambda periods: periods.unmet,
        due_flags,
        _forget_flags,
    )
)
also_ages(
    Ageing(
        "quotes",
        "Quotes older than {months} months, without names: erased",
        "quote",
        "erased",
        lambda periods: periods.person,
        due_quotes,
        _forget_quotes,
    )
)


@also_tell
def tell(session: Session, person: Person) -> Section:
    """Needs noted as unmet with them, and where they asked to be told."""
    clean = redactor_for(session, person)
    found = session.scalars(select(UnmetNeed).where(_about(person)).order_by(UnmetNeed.at, UnmetNeed.id))
    flags = [
        item(
            "A need that stayed unmet",
            ("When", flag.at),
            ("Need", flag.need),
            ("Why", flag.reason),
            ("How much it mattered", flag.severity),
            ("What was said", clean(flag.words) if flag.words else None),
        )
        for flag in found
    ]
    return Section("unmet", "Needs that stayed unmet", (*flags, *_promises(session, person)))


def _promises(session: Session, person: Person) -> list[Item]:
    asked = session.scalars(select(Promise).where(Promise.person_id == person.id).order_by(Promise.id))
    return [
        item(
            "You asked to be told when help appears",
            ("Need", each.need),
            ("How to reach you", each.contact),
            ("What to call you", each.called),
            ("Is now", each.state),
            ("Kept until", each.erase_on),
        )
        for each in asked
    ]


def _about(person: Person) -> ColumnElement[bool]:
    actions = select(ContactAction.id).where(ContactAction.person_id == person.id)
    referrals = select(Referral.id).where(Referral.person_id == person.id)
    return or_(UnmetNeed.action_id.in_(actions), UnmetNeed.referral_id.in_(referrals))
