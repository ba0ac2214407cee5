"""Writing to the ledger of agreement and reading what holds now. Nothing is shared unless this module says so."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from directory import clock
from directory.audit.chain import record
from directory.referrals.agreement.wording import WORDING
from directory.referrals.codes.agreement import GIVEN, AgreementValue, LawfulBasis, Purpose, SpecialCategory
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.referral import Source
from directory.referrals.models.agreement import Agreement, PurposeBasis
from directory.referrals.models.people import Person
from directory.referrals.models.referral import Referral

#: What holds until the council sets something else.
DEFAULT_BASIS = (LawfulBasis.PUBLIC_TASK, SpecialCategory.HEALTH_SOCIAL_CARE)


#: Called with the session, the person, the referral (none: in general) and the new lines, before the commit.
Heard = Callable[[Session, Person, Referral | None, Sequence[Agreement]], None]
_listening: list[Heard] = []


def on_agreement(heard: Heard) -> Heard:
    """Have a function called after each thing somebody said. For modules that are imported at start."""
    _listening.append(heard)
    return heard


@dataclass(frozen=True)
class Said:
    """What somebody said about one purpose. `expires_on` overrides what the council has set."""

    purpose: Purpose
    value: AgreementValue
    expires_on: date | None = None
    named_partner: str = ""
    note: str = ""


def take_agreement(
    session: Session,
    person: Person,
    said: Iterable[Said],
    *,
    channel: Channel,
    by: str,
    at: datetime,
    referral: Referral | None = None,
) -> list[Agreement]:
    """Add lines to the ledger: for one referral, or for the person in general. `by` is an actor."""
    laws = {row.purpose: row for row in session.scalars(select(PurposeBasis))}
    lines = []
    for one in said:
        law = laws.get(one.purpose)
        days = law.expires_after_days if law else None
        line = Agreement(
            person_id=person.id,
            referral_id=referral.id if referral else None,
            purpose=one.purpose,
            value=one.value,
            wording=WORDING,
            channel=channel,
            taken_by=by,
            at=at,
            expires_on=one.expires_on or (clock.local(at).date() + timedelta(days=days) if days else None),
            named_partner=one.named_partner or None,
            note=one.note or None,
            lawful_basis=law.lawful_basis if law else DEFAULT_BASIS[0],
            condition=law.condition if law else DEFAULT_BASIS[1],
        )
        session.add(line)
        lines.append(line)
    session.flush()
    for line in lines:
        record(
            session,
            actor=by,
            action="agreement.taken",
            subject=person.actor,
            detail={"purpose": line.purpose.value, "value": line.value.value},
            at=at,
        )
    for heard in _listening:
        heard(session, person, referral, lines)
    return lines


def withdraw(
    session: Session,
    person: Person,
    purposes: Iterable[Purpose],
    *,
    channel: Channel,
    by: str,
    at: datetime,
    referral: Referral | None = None,
) -> list[Agreement]:
    """End agreement: from this moment nothing more is shared for these purposes, for one referral or for all."""
    said = [Said(purpose, AgreementValue.WITHDRAWN) for purpose in purposes]
    return take_agreement(session, person, said, channel=channel, by=by, at=at, referral=referral)


def lines_of(session: Session, person_id: UUID) -> list[Agreement]:
    """The whole ledger of somebody, oldest first."""
    of = select(Agreement).where(Agreement.person_id == person_id)
    return list(session.scalars(of.order_by(Agreement.at, Agreement.id)))


def last_line(session: Session, person_id: UUID, purpose: Purpose, referral_id: UUID | None) -> Agreement | None:
    """The line that holds: the last for the referral or for the person in general, whichever is later."""
    of = select(Agreement).where(
        Agreement.person_id == person_id,
        Agreement.purpose == purpose,
        or_(Agreement.referral_id.is_(None), Agreement.referral_id == referral_id),
    )
    return session.scalars(of.order_by(Agreement.at.desc(), Agreement.id.desc()).limit(1)).first()


def holds(line: Agreement | None, *, on: date) -> bool:
    """Whether a line gives agreement on this day."""
    return line is not None and line.value in GIVEN and (line.expires_on is None or on <= line.expires_on)


def may_use(session: Session, person_id: UUID, purpose: Purpose, *, on: date, referral_id: UUID | None = None) -> bool:
    """Whether somebody's details may be used for a purpose on this day."""
    return holds(last_line(session, person_id, purpose, referral_id), on=on)


def may_share(session: Session, referral: Referral, *, on: date) -> bool:
    """Whether the provider of a referral may be shown what the person agreed to share, on this day.

    Agreement to this provider is given for one referral; only a withdrawal may be for all at once.
    """
    if referral.person_id is None:
        return False
    line = last_line(session, referral.person_id, Purpose.THIS_PROVIDER, referral.id)
    return line is not None and gives([line], referral, on=on)


def shared_now(session: Session, referrals: Collection[Referral], *, on: date) -> frozenset[UUID]:
    """Those of these referrals that `may_share`, by one read for a whole page."""
    people = {each.person_id for each in referrals if each.person_id}
    of = select(Agreement).where(Agreement.purpose == Purpose.THIS_PROVIDER, Agreement.person_id.in_(people))
    lines = session.scalars(of.order_by(Agreement.at, Agreement.id)).all()
    return frozenset(each.id for each in referrals if gives(lines, each, on=on))


def said_last(lines: Sequence[Agreement], referral: Referral) -> Agreement | None:
    """Of lines about one purpose, oldest first, the last about this referral or about all that its person does."""
    about = (line for line in reversed(lines) if line.person_id == referral.person_id)
    return next((line for line in about if line.referral_id in (None, referral.id)), None)


def gives(lines: Sequence[Agreement], referral: Referral, *, on: date) -> bool:
    """Whether lines about sharing with the provider, oldest first, give agreement for this referral on this day."""
    last = said_last(lines, referral)
    return holds(last, on=on) and last is not None and last.referral_id == referral.id


def may_tell_referrer(session: Session, referral: Referral, *, on: date) -> bool:
    """Whether whoever referred may hear how it goes, on this day: a partner only where the person agreed to that."""
    if referral.source is not Source.PARTNER:
        return True
    purpose, person_id = Purpose.TELL_REFERRER_OUTCOME, referral.person_id
    return person_id is not None and may_use(session, person_id, purpose, on=on, referral_id=referral.id)
