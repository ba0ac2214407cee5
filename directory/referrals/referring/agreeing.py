"""What was said on the page of agreement: written into the ledger first, then whatever was agreed to is sent."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.errors import RuleBroken
from directory.referrals.agreement.ledger import Said, take_agreement
from directory.referrals.codes.agreement import GIVEN, AgreementValue, Purpose
from directory.referrals.codes.contact import Channel
from directory.referrals.models import Person, Referral
from directory.referrals.referring.operations import submit
from directory.referrals.sharing import SHAREABLE

V = AgreementValue
#: Who did not answer for themselves: the ledger keeps who did, or why.
_FOR_SOMEBODY = frozenset({V.AGREED_REPRESENTATIVE, V.BEST_INTERESTS})
#: The answers to "do they agree?"; that they left details out is seen from what was unticked.
ANSWERS = tuple(value for value in AgreementValue if value not in (V.PARTIAL, V.WITHDRAWN))
#: Purposes beside the provider, each agreed to on its own and left out of what is counted when it is not.
ALSO = (
    Purpose.FOLLOW_UP_CONTACT,
    Purpose.TELL_REFERRER_OUTCOME,
    Purpose.TELL_GP,
    Purpose.OTHER_NAMED_PARTNER,
    Purpose.ANONYMOUS_STATISTICS,
)


@dataclass(frozen=True)
class Answer:
    """What somebody said, and how."""

    value: AgreementValue
    channel: Channel
    facts: frozenset[str] = frozenset()
    purposes: frozenset[Purpose] = frozenset()
    note: str = ""
    partner: str = ""


def record_answer(
    session: Session,
    person: Person,
    referrals: Sequence[Referral],
    answer: Answer,
    *,
    user: User,
    at: datetime,
) -> list[Referral]:
    """Write the answer down for each referral and send those that were agreed to. A no leaves the drafts as they are.

    Returns what was sent. Raises `RuleBroken` when something is missing; then nothing was written.
    """
    _check(answer)
    is_given = answer.value in GIVEN
    sent = []
    for referral in referrals:
        left_out = leave_out(referral, person, answer.facts) if is_given else False
        said = [Said(Purpose.THIS_PROVIDER, _value(answer.value, left_out=left_out), note=answer.note)]
        if is_given:
            said += _also(answer)
        take_agreement(session, person, said, channel=answer.channel, by=user.actor, at=at, referral=referral)
        if is_given:
            submit(session, referral, by=user.actor, at=at, navigator=user)
            sent.append(referral)
    return sent


def leave_out(referral: Referral, person: Person, facts: Collection[str]) -> bool:
    """Let only these facts travel; say whether something that usually travels was left out."""
    known = {key for key in SHAREABLE if getattr(person, key)}
    usual = {key for key in known if referral.shared.get(key)}
    referral.shared = {**referral.shared, **{key: key in known and key in facts for key in SHAREABLE}}
    return bool(usual - set(facts))


def _value(value: AgreementValue, *, left_out: bool) -> AgreementValue:
    return V.PARTIAL if left_out and value in (V.AGREED_VERBAL, V.AGREED_WRITTEN) else value


def _also(answer: Answer) -> list[Said]:
    return [
        Said(
            purpose,
            answer.value if purpose in answer.purposes else V.NOT_AGREED,
            named_partner=answer.partner if purpose is Purpose.OTHER_NAMED_PARTNER else "",
        )
        for purpose in ALSO
        if purpose in answer.purposes or purpose is not Purpose.OTHER_NAMED_PARTNER
    ]


def _check(answer: Answer) -> None:
    if answer.value in _FOR_SOMEBODY and not answer.note:
        raise RuleBroken("note", "Write who agreed for them, or why it is in their best interests")
    if Purpose.OTHER_NAMED_PARTNER in answer.purposes and not answer.partner:
        raise RuleBroken("partner", "Enter which other organisation they agreed to")
    if answer.value in GIVEN and "name" not in answer.facts:
        raise RuleBroken("fact", "Keep the name, or what they like to be called: the service has to ask for somebody")
