"""What travels with a referral: chosen fact by fact, shown to the provider only while agreement holds.

Communication needs and what is safe always travel: without them a provider may do harm.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlalchemy.orm import Session

from directory.referrals.agreement.ledger import may_share
from directory.referrals.models import Person, Referral
from directory.referrals.people.flags import Flags, flags_of

#: Facts of a person that may travel: key in `Referral.shared`, and how a page names it.
SHAREABLE: Mapping[str, str] = MappingProxyType(
    {
        "name": "Name",
        "phone": "Phone",
        "email": "Email",
        "address": "Address",
        "postcode": "Postcode",
        "born": "Born",
        "best_time": "Best time to ring",
    }
)
WHAT_MATTERS = "what_matters"  # the key in `Referral.shared` under which the person's own words travel


@dataclass(frozen=True)
class Named:
    """Somebody else in the referral."""

    name: str
    part: str
    contact: str
    communication: str


@dataclass(frozen=True)
class SharedView:
    """All that a provider may read of a referral, as plain values."""

    facts: tuple[tuple[str, str], ...]
    flags: Flags
    what_matters: str
    summary: str
    others: tuple[Named, ...]


def shared_choices(*keys: str, what_matters: str = "") -> dict[str, object]:
    """The value of `Referral.shared` for these facts."""
    unknown = set(keys) - set(SHAREABLE)
    if unknown:
        raise ValueError(f"not shareable: {sorted(unknown)}")
    return {**{key: key in keys for key in SHAREABLE}, WHAT_MATTERS: what_matters}


def shared_view(session: Session, referral: Referral, *, on: date) -> SharedView | None:
    """What the provider reads on this day; None when agreement does not hold or the person is erased."""
    if referral.person is None or not may_share(session, referral, on=on):
        return None
    return preview(referral, referral.person)


def preview(referral: Referral, person: Person) -> SharedView:
    """What the provider would read, for the page on which the person agrees to it."""
    facts = tuple(
        (label, value)
        for key, label in SHAREABLE.items()
        if referral.shared.get(key) and (value := getattr(person, key))
    )
    return SharedView(
        facts=facts,
        flags=flags_of(person),
        what_matters=str(referral.shared.get(WHAT_MATTERS) or ""),
        summary=referral.summary or "",
        others=tuple(
            Named(each.name, each.part.label, each.contact or "", each.communication or "")
            for each in referral.participants
        ),
    )
