"""Looking before asking: does this listing take this person, is there room, is it near, are we sure?

Nothing here asks for a name. It warns and never blocks, except that a listing without a way in through Waypost cannot
be sent anything.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from directory import clock
from directory.geo.lookup import Found, resolve_place
from directory.listings import freshness
from directory.listings.codes import CapacityStatus, LinkType, ListingStatus, ReferralRoute
from directory.listings.coverage import is_outside
from directory.listings.models import Service
from directory.listings.notices import notices, standing_of
from directory.listings.presenters import facts as words
from directory.listings.queries.alternatives import area_types
from directory.referrals.answering.inboxes import is_reached
from directory.referrals.referring.listing_facts import ListingFacts, facts_of
from directory.referrals.referring.verdicts import NOTHING_SAID, Check, PreCheck, Rule, Verdict, ages_of
from directory.web.wording import short_date

P, F, A = Verdict.PASS, Verdict.FAIL, Verdict.ASK
_ROOM = {
    CapacityStatus.OPEN: P,
    CapacityStatus.LIMITED: P,
    CapacityStatus.WAITING_LIST: A,
    CapacityStatus.INTAKE_WINDOW: A,
    CapacityStatus.FULL: F,
}


def pre_check(
    session: Session,
    service: Service,
    *,
    born: str | None = None,
    postcode: str | None = None,
    need: str | None = None,
    answers: Mapping[str, str] = NOTHING_SAID,
    at: datetime,
) -> PreCheck:
    """What speaks for and against this listing for somebody born then, living there.

    `answers` holds yes or no by the key of a check that asked something.
    """
    facts, today = facts_of(session, service), clock.local(at).date()
    checks = [
        _route(session, service),
        *_open(service, facts, at),
        _room(service, facts, at),
        _age(service, born, today),
        *_area(session, facts, postcode),
        *_cohorts(facts, answers),
        *_exclusion(service, facts, answers),
        *_eligibility(service, answers),
        *_need(facts, need),
        _sure(service, today),
    ]
    return PreCheck(tuple(checks))


def _route(session: Session, service: Service) -> Check:
    if service.referral_route is ReferralRoute.WAYPOST:
        if not is_reached(session, service):
            return Check(Rule.ROUTE, F, "Nobody there gets word of referrals yet. Contact them as their page says.")
        return Check(Rule.ROUTE, P, "They take referrals through Waypost.")
    how = {
        ReferralRoute.EMAIL: "They take referrals by email.",
        ReferralRoute.PHONE: "They take referrals by phone.",
        ReferralRoute.URL: "They take referrals on their own website.",
    }.get(service.referral_route, "Nobody needs a referral: people get in touch themselves.")
    return Check(Rule.ROUTE, F, f"{how} Nothing can be sent to them from here.")


def _open(service: Service, facts: ListingFacts, at: datetime) -> Iterator[Check]:
    if service.closing_on is not None:
        yield Check(Rule.OPEN, F, f"It ends for good on {short_date(service.closing_on)}.")
        return
    if service.listing_status is ListingStatus.PUBLISHED_PAUSED:
        yield Check(Rule.OPEN, F, "They are not taking new people at the moment.")
    closed = [each for each in notices(standing_of(service, facts.capacity), at=at) if each.kind == "closed"]
    yield from (Check(Rule.OPEN, A, _sentence(each.sentence)) for each in closed)


def _room(service: Service, facts: ListingFacts, at: datetime) -> Check:
    room = facts.capacity
    if room is None or room.status not in _ROOM or (room.expires_at is not None and room.expires_at <= at):
        return Check(Rule.CAPACITY, A, "Nobody has told us lately whether there is room.")
    said = next(
        (each.sentence for each in notices(standing_of(service, room), at=at) if each.kind in ("full", "room")), ""
    )
    known = f" As of {short_date(room.as_of)}." if room.as_of else ""
    wait = " Tell the person about the wait before you promise anything." if _ROOM[room.status] is A else ""
    return Check(Rule.CAPACITY, _ROOM[room.status], f"{_sentence(said or room.status.label)}{known}{wait}")


def _age(service: Service, born: str | None, today: date) -> Check:
    low, high = service.minimum_age, service.maximum_age
    if low is None and high is None:
        return Check(Rule.AGE, P, "No age limit is stated.")
    limits = words.ages(service)
    ages = ages_of(born, today)
    if ages is None:
        return Check(Rule.AGE, A, f"{limits}.")
    youngest, oldest = ages
    if (low is not None and oldest < low) or (high is not None and youngest > high):
        return Check(Rule.AGE, F, f"{limits}: they are {_said_age(ages)}.")
    if (low is not None and youngest < low) or (high is not None and oldest > high):
        return Check(Rule.AGE, A, f"{limits}: ask for their birthday.")
    return Check(Rule.AGE, P, f"{limits}: they are {_said_age(ages)}.")


def _said_age(ages: tuple[int, int]) -> str:
    return str(ages[0]) if ages[0] == ages[1] else f"{ages[0]} or {ages[1]}"


def _area(session: Session, facts: ListingFacts, postcode: str | None) -> Iterator[Check]:
    served = ", ".join(dict.fromkeys(area.name for area in facts.areas))
    if not served:
        yield Check(Rule.AREA, A if postcode else P, "They name no area that they keep to.")
        return
    place = resolve_place(session, postcode) if postcode else None
    if not isinstance(place, Found):
        not_found = " We do not know that place." if postcode else ""
        yield Check(Rule.AREA, A, f"For people in {served}.{not_found}")
        return
    if is_outside(facts.areas, place.areas, area_types(session, place.areas)):
        yield Check(Rule.AREA, F, f"For people in {served}: {place.label} is outside.")
    elif any(area.code in place.areas for area in facts.areas):
        yield Check(Rule.AREA, P, f"For people in {served}: {place.label} is within.")
    else:
        yield Check(Rule.AREA, A, f"For people in {served}: ask whether {place.label} counts.")


def _cohorts(facts: ListingFacts, answers: Mapping[str, str]) -> Iterator[Check]:
    for term in facts.terms:
        if term.link_type == LinkType.COHORT_REQUIRED:
            key = f"cohort.{term.code}"
            verdict = {"yes": P, "no": F}.get(answers.get(key, ""), A)
            yield Check(Rule.COHORTS, verdict, f"Only for: {term.name}.", key, f"{term.name}: is that so for them?")


def _exclusion(service: Service, facts: ListingFacts, answers: Mapping[str, str]) -> Iterator[Check]:
    said = "; ".join(line.rstrip(".") for line in words.not_for(service, facts.terms))
    if said:
        verdict = {"yes": F, "no": P}.get(answers.get("exclusion", ""), A)
        yield Check(Rule.EXCLUSION, verdict, f"Not for: {said}.", "exclusion", f"{said}: is that so for them?")


def _eligibility(service: Service, answers: Mapping[str, str]) -> Iterator[Check]:
    said = " ".join((service.eligibility_description or "").split())
    if said:
        verdict = {"yes": P, "no": F}.get(answers.get("eligibility", ""), A)
        yield Check(Rule.ELIGIBILITY, verdict, _sentence(said), "eligibility", f"{said}: is that so for them?")


def _need(facts: ListingFacts, need: str | None) -> Iterator[Check]:
    listed = {term.code for term in facts.terms if term.link_type == LinkType.NEED}
    if need and need in listed:
        yield Check(Rule.NEED, P, "It is listed for this need.")
    elif need:
        yield Check(Rule.NEED, A, "It is not listed for this need: ask them whether they help with it.")


def _sure(service: Service, today: date) -> Check:
    badge = freshness.badge(service, today)
    return Check(Rule.FRESHNESS, P if badge.state == "fresh" else A, badge.sentence)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
