"""What providers' pages say about a referral, as plain values. What the person did not agree to is not in here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from directory import clock
from directory.referrals.answering.steps import Step, steps_from
from directory.referrals.codes.referral import Mover, ReferralStatus, Urgency
from directory.referrals.models import Referral, ReferralEvent
from directory.referrals.sharing import SharedView
from directory.web.wording import counted, short_date

S = ReferralStatus

#: How far it is, as a provider says it.
SAID: Mapping[ReferralStatus, str] = MappingProxyType(
    {
        S.SUBMITTED: "New",
        S.ACKNOWLEDGED: "Waits for your answer",
        S.INFO_NEEDED: "You asked something",
        S.ACCEPTED: "You said yes",
        S.WAITING: "On your waiting list",
        S.STARTED: "With you now",
        S.COMPLETED: "Finished",
        S.NOT_ACCEPTED: "You could not help",
        S.NOT_TAKEN_UP: "They did not come",
        S.WITHDRAWN: "Taken back",
        S.REDIRECTED: "Passed on",
        S.CLOSED: "Closed",
        S.ERROR: "Removed",
    }
)
AGREEMENT_GONE = "The person took their agreement back"
#: They have no more part in it: nothing of the person is shown, and nothing that was never opened opens by this.
OVER = frozenset({S.WITHDRAWN, S.REDIRECTED, S.NOT_ACCEPTED, S.CLOSED, S.ERROR})
#: What a provider has to look at first.
FIRST = (S.SUBMITTED, S.ACKNOWLEDGED, S.INFO_NEEDED, S.ACCEPTED, S.WAITING, S.STARTED)


@dataclass(frozen=True)
class Line:
    """One referral in the provider's list. No name: whose it is stands behind one more step."""

    id: str
    reference: str
    service: str
    status: str
    since: str
    urgency: str
    is_new: bool


@dataclass(frozen=True)
class Happened:
    """One thing that happened, with the words that were said to this provider or by them."""

    on: str
    what: str
    words: str


@dataclass(frozen=True)
class Page:
    """All of a provider's page about one referral."""

    reference: str
    service: str
    need: str
    status: str
    asks: str
    urgency: str
    is_new: bool
    is_withdrawn: bool
    is_over: bool
    shared: SharedView | None
    happened: tuple[Happened, ...]
    steps: tuple[Step, ...]


def present_line(referral: Referral, today: date, *, is_shared: bool) -> Line:
    """A line of the list; only that it was withdrawn where agreement does not hold and they still had a part in it."""
    is_gone = not is_shared and referral.status not in OVER
    return Line(
        id=str(referral.id),
        reference=referral.reference,
        service=referral.service.name,
        status=AGREEMENT_GONE if is_gone else SAID[referral.status],
        since="" if is_gone else _since(referral, today),
        urgency="" if is_gone else urgency_words(referral),
        is_new=referral.status is S.SUBMITTED and not is_gone,
    )


def present_page(referral: Referral, shared: SharedView | None, events: Sequence[ReferralEvent], *, need: str) -> Page:
    """The page. `shared` is None when agreement does not hold: then it says only that it was withdrawn."""
    is_gone, is_over = shared is None, referral.status in OVER
    return Page(
        reference=referral.reference,
        service=referral.service.name,
        need="" if is_gone else need,
        status=SAID[referral.status],
        asks="" if is_gone or referral.status is not S.INFO_NEEDED else "Whoever referred has been asked.",
        urgency="" if is_gone else urgency_words(referral),
        is_new=referral.status is S.SUBMITTED,
        is_withdrawn=is_gone,
        is_over=is_over,
        shared=None if is_over or referral.status is S.SUBMITTED else shared,
        happened=() if is_gone else tuple(_happened(event, has_words=not is_over) for event in events),
        steps=() if is_gone else tuple(steps_from(referral.status)),
    )


def urgency_words(referral: Referral) -> str:
    """How soon it matters, with its days."""
    words = []
    if referral.urgency is not Urgency.USUAL:
        words.append(referral.urgency.label if not referral.start_by else "Urgent")
    if referral.start_by:
        words.append(f"needed by {short_date(referral.start_by)}")
    if referral.not_before:
        words.append(f"not before {short_date(referral.not_before)}")
    return ", ".join(words).capitalize() if words and words[0][0].islower() else ", ".join(words)


def _since(referral: Referral, today: date) -> str:
    days = (today - clock.local(referral.status_since).date()).days
    return "today" if days <= 0 else f"for {counted(days, 'day')}"


def _happened(event: ReferralEvent, *, has_words: bool) -> Happened:
    parts = {Mover.PROVIDER: "You", Mover.SYSTEM: "Waypost"}
    who = parts.get(event.mover, "Whoever referred")
    return Happened(
        on=short_date(clock.local(event.at)),
        what=f"{who}: {_WHAT[event.to]}",
        words=(event.note or "") if has_words else "",
    )


_WHAT: Mapping[ReferralStatus, str] = MappingProxyType(
    {
        S.SUBMITTED: "sent it",
        S.ACKNOWLEDGED: "opened or answered it",
        S.INFO_NEEDED: "asked",
        S.ACCEPTED: "said yes",
        S.WAITING: "put them on the waiting list",
        S.STARTED: "noted the start",
        S.COMPLETED: "noted the end",
        S.NOT_ACCEPTED: "could not help",
        S.NOT_TAKEN_UP: "noted that they did not come",
        S.WITHDRAWN: "took it back",
        S.REDIRECTED: "passed it on",
        S.CLOSED: "closed it",
        S.ERROR: "removed it",
    }
)
