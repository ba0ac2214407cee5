"""Referrals of the demonstration: written, agreed to, sent, and gone as far as the days allow."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from directory import clock
from directory.referrals.agreement.ledger import DEFAULT_BASIS
from directory.referrals.agreement.wording import WORDING
from directory.referrals.codes.agreement import AgreementValue, Purpose
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.referral import Mover, PartInReferral, ReferralStatus, Source, Urgency
from directory.referrals.codes.work import ActionKind
from directory.referrals.demo.courses import PASSED, PATHS, SENT, SILENCE, TO, Path, Way, walk, way_of
from directory.referrals.demo.crowd import Life, phone_of
from directory.referrals.demo.follow_ups import along_the_way
from directory.referrals.demo.game import Game
from directory.referrals.demo.measuring import measure_course
from directory.referrals.demo.stories import STORIES
from directory.referrals.demo.world import Listing
from directory.referrals.models import (
    Agreement,
    ContactAction,
    Conversation,
    Person,
    Referral,
    ReferralEvent,
    ReferralParticipant,
)
from directory.referrals.referring.operations import PREFIX
from directory.referrals.sharing import shared_choices
from directory.referrals.told import Told

_SLOW = 3  # times as long, where the demonstration's own provider should have something to answer
_MEASURED = 0.45
#: These ask everybody how life is: there are enough to say whether it changed. Of most others there are too few.
_MEASURES_ALL = frozenset(
    {"trentside-breather-fund", "worksop-friday-pool", "after-dads-second-fall", "secateur-society-gardens"}
)
_GROUP = 0.02
_VALUES = {
    AgreementValue.AGREED_VERBAL: 78.0,
    AgreementValue.AGREED_WRITTEN: 15.0,
    AgreementValue.AGREED_REPRESENTATIVE: 4.0,
    AgreementValue.BEST_INTERESTS: 3.0,
}


def refer(
    game: Game,
    life: Life,
    listing: Listing,
    need: str,
    at: datetime,
    *,
    source: Source = Source.NAVIGATOR,
    by: UUID | None = None,
    conversation: Conversation | None = None,
    way: Way | None = None,
    before: Referral | None = None,
) -> Referral:
    """Make one and let it go its way. `by` is who hears: the connector, or the partner who made it."""
    referral = _written(game, life, listing, need, at, source=source, by=by, conversation=conversation)
    if before is not None:
        referral.redirected_from_id, referral.redirects = before.id, before.redirects + 1
    game.books.referrals.append(referral)
    events = _walked(game, life, listing, referral, way or _way(game, listing, need, life, source))
    if referral.submitted_at is None:
        game.books.events.extend(events)
        return referral
    action = _counted(game, life, referral)
    _agree(game, life, referral)
    share = 1.0 if listing.external_id in _MEASURES_ALL else _MEASURED
    is_measured = source is Source.NAVIGATOR and game.chance.happens(share)
    if is_measured:
        matters = str(referral.shared["what_matters"])
        measure_course(game, life, referral, matters, start=at, actor=_actors(game, listing, referral)(Mover.NAVIGATOR))
    game.books.events.extend(events)
    if source is Source.NAVIGATOR:
        tasks = along_the_way(game.chance, life, referral, events, [action], is_measured=is_measured)
        game.books.tasks.extend(tasks)
    if game.chance.happens(_GROUP):
        name_others(game, referral, at)
    return referral


def posed_way(game: Game, status: ReferralStatus) -> tuple[Way, datetime]:
    """A way that ends at this status a day or two ago, and when it has to begin."""
    way = way_of(game.chance, TO[status])
    return way, game.recent_moment(way.days + 1, way.days + 2)


def name_others(game: Game, referral: Referral, at: datetime) -> None:
    """A family meeting: two more people are named, each with how to reach them."""
    for name, part in (("Her daughter, Mo Windowbox", PartInReferral.FAMILY), ("Pip Teacosy", PartInReferral.FRIEND)):
        contact = phone_of(game.chance)
        row = ReferralParticipant(
            id=game.new_id(at), referral_id=referral.id, name=name, part=part, contact=contact, communication=None
        )
        game.books.participants.append(row)


def _way(game: Game, listing: Listing, need: str, life: Life, source: Source) -> Way:
    if listing.external_id == game.world.silent:
        return way_of(game.chance, SILENCE)
    path: Path = game.chance.weighted(PATHS)
    others = game.world.for_need(need, life.home.district, referrals=True)
    if path is PASSED and (len(others) < 2 or source is not Source.NAVIGATOR):
        path = next(iter(PATHS))
    if source is Source.SELF:
        path = (replace(SENT, who=Mover.RESIDENT), *path[1:])
    return way_of(game.chance, path, slowness=_SLOW if game.world.is_providers(listing) else 1)


def _walked(game: Game, life: Life, listing: Listing, referral: Referral, way: Way) -> list[ReferralEvent]:
    def follow(moment: datetime) -> Told:
        others = [
            each
            for each in game.world.for_need(referral.need, life.home.district, referrals=True)
            if each.id != listing.id and each.external_id != game.world.silent
        ] or [each for each in game.world.listings if each.takes_referrals and each.id != listing.id]
        next_one = game.chance.one_of(others)
        made = refer(game, life, next_one, referral.need, moment, by=referral.navigator_id, before=referral)
        return Told(new_referral_id=made.id)

    return list(walk(game.chance, referral, way, actors=_actors(game, listing, referral), follower=follow))


def _actors(game: Game, listing: Listing, referral: Referral) -> Callable[[Mover], str]:
    link = game.new_id(referral.created_at)
    provider = f"user:{game.world.provider_id}" if game.world.is_providers(listing) else f"link:{link}"
    names = {
        Mover.NAVIGATOR: f"user:{referral.navigator_id}" if referral.navigator_id else "system",
        Mover.PROVIDER: provider,
        Mover.RESIDENT: f"receipt:{referral.id}",
    }
    return lambda mover: names.get(mover, "system")


def _written(
    game: Game, life: Life, listing: Listing, need: str, at: datetime, *, source: Source, by: UUID | None,
    conversation: Conversation | None,
) -> Referral:  # fmt: skip
    person, story = life.person, STORIES[need]
    start_by = (
        clock.local(at).date() + timedelta(days=game.chance.between(10, 60)) if game.chance.happens(0.08) else None
    )
    matters = game.chance.one_of(story.matters)
    return Referral(
        id=game.new_id(at),
        reference=game.chance.reference(PREFIX),
        person_id=person.id,
        service_id=listing.id,
        need=need,
        cohorts=list(person.cohorts),
        source=source,
        navigator_id=by,
        team_id=person.team_id,
        conversation_id=conversation.id if conversation else None,
        urgency=Urgency.URGENT if start_by else Urgency.SOON if game.chance.happens(0.1) else Urgency.USUAL,
        start_by=start_by,
        summary=story.summary,
        shared=shared_choices(*_known(person), what_matters=matters),
        pre_check={},
        status=ReferralStatus.DRAFT,
        status_since=at,
        redirects=0,
        created_at=at,
        updated_at=at,
        **_placed(person, at),
    )


def _known(person: Person) -> list[str]:
    return [key for key in ("name", "phone", "address", "best_time") if getattr(person, key)]


def _placed(person: Person, at: datetime) -> dict[str, object]:
    return {
        "ward_code": person.ward_code,
        "lsoa_code": person.lsoa_code,
        "district_code": person.district_code,
        "month": clock.month_of(at),
    }


def _counted(game: Game, life: Life, referral: Referral) -> ContactAction:
    action = ContactAction(
        id=game.new_id(referral.created_at),
        conversation_id=referral.conversation_id,
        person_id=referral.person_id,
        navigator_id=referral.navigator_id,
        team_id=referral.team_id,
        referral_id=referral.id,
        service_id=referral.service_id,
        kind=ActionKind.SELF_REFERRAL if referral.source is Source.SELF else ActionKind.REFERRAL,
        need=referral.need,
        accompanied=False,
        cohorts=[],
        at=referral.created_at,
        created_at=referral.created_at,
        updated_at=referral.created_at,
        **_placed(life.person, referral.created_at),
    )
    game.books.actions.append(action)
    return action


def _agree(game: Game, life: Life, referral: Referral) -> None:
    """What the person said before it was sent, purpose by purpose."""
    is_self = referral.source is Source.SELF
    value = AgreementValue.AGREED_WRITTEN if is_self else game.chance.weighted(_VALUES)
    purposes = [Purpose.THIS_PROVIDER, Purpose.FOLLOW_UP_CONTACT, Purpose.ANONYMOUS_STATISTICS]
    if referral.source is Source.PARTNER and game.chance.happens(0.8):
        purposes.append(Purpose.TELL_REFERRER_OUTCOME)
    for purpose in purposes:
        is_asked_more = purpose in (Purpose.FOLLOW_UP_CONTACT, Purpose.ANONYMOUS_STATISTICS)
        refused = is_asked_more and game.chance.happens(0.05)
        game.books.agreements.append(
            Agreement(
                id=game.new_id(referral.created_at),
                person_id=life.person.id,
                referral_id=referral.id,
                purpose=purpose,
                value=AgreementValue.NOT_AGREED if refused else value,
                wording=WORDING,
                channel=Channel.ONLINE if is_self else Channel.PHONE,
                taken_by=life.person.actor if is_self else f"user:{referral.navigator_id}",
                at=referral.created_at,
                note="Spoken with family and the nurse." if value is AgreementValue.BEST_INTERESTS else None,
                lawful_basis=DEFAULT_BASIS[0],
                condition=DEFAULT_BASIS[1],
            )
        )
