"""Conversations of the demonstration: what matters, what somebody is good at, and what comes of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from directory import clock
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.work import ActionKind, Severity, UnmetReason
from directory.referrals.conversations.codes import TechnologyAnswer
from directory.referrals.demo.crowd import Life
from directory.referrals.demo.follow_ups import after_action
from directory.referrals.demo.game import Game
from directory.referrals.demo.neighbourhoods import BASSETLAW, Neighbourhood
from directory.referrals.demo.sending import refer
from directory.referrals.demo.stories import OFFERS, STORIES, STRENGTHS
from directory.referrals.demo.world import Worker
from directory.referrals.models import ContactAction, Conversation

K, U = ActionKind, UnmetReason

CHANNELS: Mapping[Channel, float] = {
    Channel.PHONE: 48.0, Channel.HOME_VISIT: 22.0, Channel.DROP_IN: 14.0, Channel.IN_PERSON: 10.0, Channel.EMAIL: 4.0,
    Channel.TEXT: 2.0,
}  # fmt: skip
KINDS: Mapping[ActionKind, float] = {
    K.REFERRAL: 36.0, K.SIGNPOST: 28.0, K.INFORMATION: 14.0, K.SUPPORTED_INTRO: 9.0, K.UNMET: 10.0,
    K.ASSESSMENT_REQUEST: 3.0,
}  # fmt: skip
REASONS: Mapping[UnmetReason, float] = {
    U.WAITING_LIST: 20.0, U.FULL: 14.0, U.NO_SERVICE: 14.0, U.TOO_FAR: 10.0, U.TRANSPORT: 10.0, U.COST: 8.0,
    U.TIMES: 7.0, U.NOT_ELIGIBLE: 6.0, U.COVER: 4.0, U.CONFIDENCE: 4.0, U.LANGUAGE: 2.0, U.DIGITAL_ONLY: 1.0,
}  # fmt: skip
#: The story that the map of missing help should tell: carers of Bassetlaw look for a break and there is none.
GAP_NEED, GAP_DISTRICT, GAP_SHARE = "carer.break", BASSETLAW, 0.72
GAP_REASONS: Mapping[UnmetReason, float] = {U.NO_SERVICE: 5.0, U.TOO_FAR: 3.0, U.COVER: 3.0, U.WAITING_LIST: 1.0}
SEVERITIES: Mapping[Severity, float] = {Severity.LOW: 3.0, Severity.MEDIUM: 5.0, Severity.HIGH: 2.0}
_CARERS = 5.0  # times as often as others they speak of caring


def talk_with(game: Game, life: Life, worker: Worker, at: datetime) -> None:
    """One conversation with somebody, with everything that follows from it."""
    needs = _needs(game, life)
    talk = _conversation(game, worker, at, life.home, needs)
    talk.person_id = life.person.id
    story = STORIES[needs[0]]
    talk.what_matters = game.chance.one_of(story.matters)
    talk.strengths = game.chance.one_of(STRENGTHS) if game.chance.happens(0.7) else None
    talk.contribution = game.chance.one_of(OFFERS) if game.chance.happens(0.15) else None
    talk.technology = game.chance.one_of(tuple(TechnologyAnswer)).value if game.chance.happens(0.3) else None
    life.met(at)
    for need in needs:
        _act(game, life, worker, talk, need)


def talk_with_nobody(game: Game, worker: Worker, at: datetime) -> None:
    """A contact without a name: a drop-in, a call. It counts with its area and its need."""
    home = game.home_in(worker.districts)
    need = game.chance.weighted({code: story.weight for code, story in STORIES.items()})
    talk = _conversation(game, worker, at, home, [need])
    kinds = {kind: share for kind, share in KINDS.items() if kind in (K.INFORMATION, K.SIGNPOST, K.UNMET)}
    listings = game.world.for_need(need, home.district, referrals=False)
    kind = game.chance.weighted(kinds) if listings else K.UNMET
    action = _action(game, talk, kind, need)
    if kind is K.UNMET:
        _say_why(game, action, home.district, ())
    elif kind is K.SIGNPOST:
        action.service_id = game.chance.one_of(listings).id


def _needs(game: Game, life: Life) -> list[str]:
    shares = {
        code: story.weight * (_CARERS if life.is_carer and code.startswith("carer.") else 1.0)
        for code, story in STORIES.items()
    }
    return list(dict.fromkeys(game.chance.weighted(shares) for _ in range(1 + game.chance.happens(0.4))))


def _act(game: Game, life: Life, worker: Worker, talk: Conversation, need: str) -> None:
    district = life.home.district
    kind = game.chance.weighted(KINDS)
    if need == GAP_NEED and district == GAP_DISTRICT and game.chance.happens(GAP_SHARE):
        kind = K.UNMET
    listings = game.world.for_need(need, district, referrals=kind is K.REFERRAL)
    if not listings and kind in (K.REFERRAL, K.SIGNPOST, K.SUPPORTED_INTRO):
        kind = K.UNMET
    if kind is K.REFERRAL:
        refer(game, life, game.pick(listings), need, talk.at, by=worker.user_id, conversation=talk)
        return
    action = _action(game, talk, kind, need)
    action.person_id = life.person.id
    if kind is K.UNMET:
        _say_why(game, action, district, tuple(life.person.cohorts))
    elif kind in (K.SIGNPOST, K.SUPPORTED_INTRO):
        action.service_id = game.chance.one_of(listings).id
        action.accompanied = kind is K.SUPPORTED_INTRO and game.chance.happens(0.5)
    task = after_action(game.chance, life, action)
    if task is not None:
        game.books.tasks.append(task)


def _say_why(game: Game, action: ContactAction, district: str, cohorts: tuple[str, ...]) -> None:
    is_gap = action.need == GAP_NEED and district == GAP_DISTRICT
    action.unmet_reason = game.chance.weighted(GAP_REASONS if is_gap else REASONS)
    action.severity = game.chance.weighted(SEVERITIES)
    action.cohorts = list(cohorts)


def _conversation(game: Game, worker: Worker, at: datetime, home: Neighbourhood, needs: list[str]) -> Conversation:
    talk = Conversation(
        id=game.new_id(at),
        navigator_id=worker.user_id,
        team_id=worker.team_id,
        at=at,
        channel=game.chance.weighted(CHANNELS),
        needs=needs,
        transitions=[],
        created_at=at,
        updated_at=at,
        ward_code=home.ward,
        lsoa_code=home.lsoa,
        district_code=home.district,
        month=clock.month_of(at),
    )
    game.books.conversations.append(talk)
    return talk


def _action(game: Game, talk: Conversation, kind: ActionKind, need: str) -> ContactAction:
    same: dict[str, Any] = {
        name: getattr(talk, name)
        for name in ("navigator_id", "team_id", "at", "ward_code", "lsoa_code", "district_code", "month", "created_at")
    }
    made = ContactAction(
        id=game.new_id(talk.at),
        conversation_id=talk.id,
        kind=kind,
        need=need,
        updated_at=talk.at,
        accompanied=False,
        cohorts=[],
        **same,
    )
    if kind is K.INFORMATION:
        made.closed_on = clock.local(talk.at).date()
    game.books.actions.append(made)
    return made
