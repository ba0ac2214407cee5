"""Which letters the person agreed to, what stands in one, and keeping that one was made. Paper only, never e-mail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.audit.chain import record
from directory.errors import Conflict, RuleBroken
from directory.referrals.agreement.ledger import gives, holds, last_line, may_share, said_last
from directory.referrals.codes.agreement import Purpose
from directory.referrals.codes.referral import ReferralStatus
from directory.referrals.models import Agreement, Person, Referral, ShareLetter
from directory.referrals.sharing import SharedView, preview
from directory.web.wording import short_date

#: The letters there are, by their word in an address.
KINDS: Mapping[str, Purpose] = MappingProxyType({"gp": Purpose.TELL_GP, "partner": Purpose.OTHER_NAMED_PARTNER})
NOT_AGREED = "They do not agree to this letter, or took that back. Nothing is written and nothing may be sent."
#: By these a surgery knows its patient; it is told no more of them.
_KNOWN_BY = ("Name", "Born", "Address", "Postcode")


@dataclass(frozen=True)
class Offered:
    """A letter that may be written today."""

    kind: str
    words: str
    recipient: str
    referral_id: UUID
    reference: str


@dataclass(frozen=True)
class Letter:
    """All that stands in a letter, as plain values."""

    about: str
    facts: tuple[tuple[str, str], ...]
    needs: tuple[str, ...]
    safety: tuple[str, ...]
    what_matters: str
    summary: str
    course: tuple[str, ...]


def offered_for(lines: Sequence[Agreement], referrals: Sequence[Referral], *, on: date) -> list[Offered]:
    """The letters that somebody's whole ledger, oldest first, allows about their referrals on this day."""
    shared = [line for line in lines if line.purpose is Purpose.THIS_PROVIDER]
    found = []
    for referral in referrals:
        is_open = referral.submitted_at is not None and gives(shared, referral, on=on)
        for kind, purpose in KINDS.items() if is_open else ():
            line = said_last([each for each in lines if each.purpose is purpose], referral)
            if line is not None and holds(line, on=on):
                name = line.named_partner or ""
                words = f"Write to {name}" if name else "Write to their GP surgery"
                found.append(Offered(kind, words, name, referral.id, referral.reference))
    return found


def agreed_line(session: Session, referral: Referral, kind: str, *, on: date) -> Agreement | None:
    """The line of the ledger by which this letter may be written on this day; None where none holds."""
    if referral.person_id is None or referral.submitted_at is None or not may_share(session, referral, on=on):
        return None
    line = last_line(session, referral.person_id, KINDS[kind], referral.id)
    return line if holds(line, on=on) else None


def require_agreed(session: Session, referral: Referral, kind: str, *, on: date) -> Agreement:
    """The same. Raises `Conflict` where nothing may be written, whenever that is asked: before, while and after."""
    line = agreed_line(session, referral, kind, on=on)
    if line is None:
        raise Conflict(NOT_AGREED)
    return line


def make_letter(
    session: Session, referral: Referral, kind: str, *, recipient: str, address: str, by: User, at: datetime
) -> ShareLetter:
    """Keep that a letter is made. The organisation is the one the person named, whatever else was typed.

    Raises `Conflict` without agreement, `RuleBroken` without a surgery.
    """
    line = require_agreed(session, referral, kind, on=clock.local(at).date())
    name = line.named_partner or recipient
    if not name:
        raise RuleBroken("recipient", "Enter the name of the surgery")
    letter = ShareLetter(
        person_id=line.person_id,
        referral_id=referral.id,
        purpose=line.purpose,
        recipient=name,
        address=address or None,
        made_by=by.actor,
        at=at,
    )
    session.add(letter)
    session.flush()
    detail = {"purpose": line.purpose.value}
    record(session, actor=by.actor, action="letter.made", subject=f"referral:{referral.id}", detail=detail, at=at)
    return letter


def write_letter(referral: Referral, person: Person, kind: str) -> Letter:
    """What it says: of a surgery's patient that they were put in touch, and how it goes; else all that is shared."""
    view = preview(referral, person)
    whole = kind == "partner"
    return Letter(
        about=referral.service.name,
        facts=tuple(fact for fact in view.facts if whole or fact[0] in _KNOWN_BY),
        needs=tuple(need.sentence for need in view.flags.needs),
        safety=_safety(view),
        what_matters=view.what_matters if whole else "",
        summary=view.summary if whole else "",
        course=tuple(_course(referral)),
    )


def letters_about(session: Session, person: Person) -> Sequence[ShareLetter]:
    """The letters that were made about somebody, oldest first."""
    of = select(ShareLetter).where(ShareLetter.person_id == person.id)
    return session.scalars(of.order_by(ShareLetter.at, ShareLetter.id)).all()


def _safety(view: SharedView) -> tuple[str, ...]:
    """What keeps them safe goes along. The word by which they know us stays between them and us."""
    return tuple(line for line in view.flags.safety if not line.startswith("Code word"))


def _course(referral: Referral) -> list[str]:
    sent = clock.local(referral.submitted_at) if referral.submitted_at else None
    said = [f"Put in touch on {short_date(sent)}." if sent else ""]
    if referral.status is not ReferralStatus.SUBMITTED:
        since = short_date(clock.local(referral.status_since))
        outcome = f": {referral.closure_reason.label}" if referral.closure_reason else ""
        said.append(f"{_TOLD.get(referral.status, referral.status.label)}{outcome}, {since}.")
    return [line for line in said if line]


#: How far it is, to somebody who is neither the person nor the provider.
_TOLD: Mapping[ReferralStatus, str] = MappingProxyType(
    {
        ReferralStatus.ACKNOWLEDGED: "They have received it",
        ReferralStatus.INFO_NEEDED: "They asked for more",
        ReferralStatus.NOT_ACCEPTED: "They could not help this time",
    }
)
