"""What the pages of referring say, as plain values. Knows no table beyond what it is given."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from directory import clock
from directory.listings.codes import ReferralRoute
from directory.listings.models import Service
from directory.listings.presenters.contact import PhoneLine, WebLink, email_link, phone_lines, web_link
from directory.referrals.codes.referral import ReferralStatus
from directory.referrals.codes.work import FOLLOW_UP_DAYS, ActionKind
from directory.referrals.models import Referral
from directory.referrals.referring.verdicts import PreCheck
from directory.referrals.timing import due_on

SEEN_WITHIN, DECIDED_WITHIN = 2, 10  # working days: then the provider is reminded


@dataclass(frozen=True)
class Reach:
    """How to reach a listing that takes nothing from here."""

    phones: tuple[PhoneLine, ...]
    email: str
    email_href: str | None
    website: WebLink | None
    joining: str


@dataclass(frozen=True)
class Looked:
    """One listing with what is known of it before a referral."""

    id: UUID
    name: str
    organization: str
    check: PreCheck
    habits: str
    reach: Reach | None


@dataclass(frozen=True)
class Elsewhere:
    """Another referral of the same person that is on its way."""

    id: UUID
    reference: str
    service: str
    status: str
    since: date


@dataclass(frozen=True)
class Sent:
    """What happens next with one referral, and by when."""

    id: UUID
    reference: str
    service: str
    seen_by: date
    decided_by: date
    ring_back_on: date | None
    need: str
    starts: str


def present_look(service: Service, check: PreCheck, phones: Iterable[object], habits: str) -> Looked:
    """A listing as the page of the pre-check shows it."""
    return Looked(
        id=service.id,
        name=service.name,
        organization=service.organization.name if service.organization else "",
        check=check,
        habits=habits,
        reach=None if check.takes_referrals else _reach(service, phones),
    )


def _reach(service: Service, phones: Iterable[object]) -> Reach:
    by_mail = service.referral_route in (ReferralRoute.EMAIL, ReferralRoute.NONE, ReferralRoute.PHONE)
    email = (service.email or "").strip() if by_mail else ""
    return Reach(
        phones=phone_lines(phones),
        email=email,
        email_href=email_link(email),
        website=web_link(service.url),
        joining=" ".join((service.application_process or "").split()),
    )


def present_elsewhere(referrals: Sequence[Referral]) -> tuple[Elsewhere, ...]:
    """What is on its way already."""
    return tuple(
        Elsewhere(
            id=each.id,
            reference=each.reference,
            service=each.service.name,
            status=each.status.label if each.status is not ReferralStatus.DRAFT else "Draft, not sent",
            since=clock.local(each.status_since).date(),
        )
        for each in referrals
    )


def present_sent(referral: Referral, needs: Mapping[str, str], *, may_ring_back: bool = True) -> Sent:
    """What happens next, counted from the moment it went out. Nobody is rung who did not agree to that."""
    at = referral.submitted_at or referral.status_since
    return Sent(
        id=referral.id,
        reference=referral.reference,
        service=referral.service.name,
        seen_by=due_on(at, SEEN_WITHIN),
        decided_by=due_on(at, DECIDED_WITHIN),
        ring_back_on=ring_back_on(at) if may_ring_back else None,
        need=needs.get(referral.need, referral.need),
        starts=_starts(referral),
    )


def ring_back_on(at: datetime) -> date:
    """The day on which somebody asks how it went."""
    return clock.local(at).date() + timedelta(days=FOLLOW_UP_DAYS[ActionKind.REFERRAL])


def _starts(referral: Referral) -> str:
    if referral.not_before:
        return f"Not before {referral.not_before:%d %B %Y}".replace(" 0", " ")
    return ""


def offered_needs(needs: Mapping[str, str], listed: Sequence[str], asked: str) -> list[tuple[str, str]]:
    """The needs to choose from for one listing: those asked for and listed first, then all others."""
    first = [code for code in dict.fromkeys((asked, *listed)) if code in needs]
    return [
        *((code, needs[code]) for code in first),
        *((code, name) for code, name in needs.items() if code not in first),
    ]
