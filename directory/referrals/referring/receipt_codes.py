"""The code of a self-referral: three words and a number to write down.

It is stored encrypted, so that the page after sending can show it again when the connection was lost, and found by a
keyed mark: nobody who reads the database alone can tell it, and both are written again when the keys are changed.
"""

import secrets
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from directory import encryption
from directory.errors import RuleBroken
from directory.referrals.models import Person, Referral
from directory.referrals.people.facts import read_born
from directory.web.spoken_codes import as_written, new_code

ENDING = 4  # digits of the phone number
WRONG = "No referral fits these two. Check the code, and the date of birth or the end of the phone number you gave"


def give_code(referral: Referral) -> None:
    """Give a referral its code, once."""
    referral.receipt_code = new_code()
    referral.receipt_fingerprint = encryption.fingerprint(referral.receipt_code)


def hand_on_code(referral: Referral, to: Referral) -> None:
    """The same code opens what a referral became when it was passed on."""
    to.receipt_code, to.receipt_fingerprint = referral.receipt_code, referral.receipt_fingerprint


def code_of(referral: Referral) -> str:
    """The code to tell the person, as it is said aloud."""
    return (referral.receipt_code or "").replace("-", " ")


def referral_by_code(session: Session, code: str, known: str) -> Referral:
    """The referral with this code, for somebody who knows the date of birth or the end of the phone number given.

    Raises `RuleBroken` with the same sentence whatever was wrong.
    """
    written = as_written(code)
    marks = encryption.fingerprints(written or "none")
    found = session.scalars(
        select(Referral)
        .options(joinedload(Referral.person), joinedload(Referral.service))
        .where(Referral.receipt_fingerprint.in_(marks))
        .order_by(Referral.id.desc())  # one that was passed on has a later one of the same code
        .limit(1)
    ).first()
    if found is None or found.person is None or not knows(found.person, known):
        raise RuleBroken(None, WRONG)
    return found


def still_there(session: Session, referral_id: UUID) -> Referral | None:
    """A self-referral whose person is still known."""
    found = session.get(Referral, referral_id, options=[joinedload(Referral.person), joinedload(Referral.service)])
    return found if found is not None and found.person is not None and found.receipt_fingerprint else None


def knows(person: Person, known: str) -> bool:
    """Whether these are the person's date of birth or the last digits of their phone number."""
    return fits(known, phone=person.phone or "", born=person.born or "")


def fits(known: str, *, phone: str, born: str) -> bool:
    """Whether what somebody says they know is this whole date of birth, or the end of this phone number."""
    digits, ending = _digits(known), phone_ending(phone)
    by_phone = bool(ending) and len(digits) == ENDING and secrets.compare_digest(digits.encode(), ending.encode())
    by_birth = is_whole_day(born) and secrets.compare_digest(read_born(known).encode(), born.encode())
    return by_phone or by_birth


def phone_ending(phone: str) -> str:
    """The digits that are asked for; empty for a number too short to have an end."""
    digits = _digits(phone)
    return digits[-ENDING:] if len(digits) > ENDING else ""


def is_whole_day(born: str) -> bool:
    """Whether a date of birth, as it is kept, is more than a year."""
    try:
        return len(born) == len("1948-03-02") and date.fromisoformat(born) is not None
    except ValueError:
        return False


def _digits(words: str) -> str:
    return "".join(letter for letter in words if letter.isdigit())
