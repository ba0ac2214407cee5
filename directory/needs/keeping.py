"""What flags and promises keep of a person: told in their copy, and taken out when they are erased."""

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from directory.needs.models import Promise, UnmetNeed
from directory.referrals.models import ContactAction, Person, Referral
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
    gone = {"words": None, "flagged_by": None, "action_id": None, "referral_id": None}
    if going.people:  # a need that only lets go of its person keeps its small area: it names nobody
        gone["lsoa_code"] = None
    for flag_id, at in session.execute(select(UnmetNeed.id, UnmetNeed.at).where(theirs)).all():
        moment = month_of(at)
        times = {"at": moment, "created_at": moment, "updated_at": moment}
        session.execute(update(UnmetNeed).where(UnmetNeed.id == flag_id).values(**gone, **times))


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
