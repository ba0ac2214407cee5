"""The demonstration's year, from its first working day to this morning. Knows no database."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from directory import clock
from directory.referrals.codes.referral import ENDED, Mover, ReferralStatus, Source
from directory.referrals.codes.work import TaskKind
from directory.referrals.demo.books import Books
from directory.referrals.demo.chance import Chance
from directory.referrals.demo.courses import SEEN, SENT, TO, way_of
from directory.referrals.demo.game import Game
from directory.referrals.demo.sending import posed_way, refer
from directory.referrals.demo.stories import STORIES
from directory.referrals.demo.talks import talk_with, talk_with_nobody
from directory.referrals.demo.world import Listing, Worker, World
from directory.referrals.models import Caring, FollowUp, Referral

SEED = "Waypost demonstration"
#: By these a visitor finds the referral somebody made for themselves; its code is printed when this is loaded.
SELF_REFERENCE, SELF_PHONE = "RF-2222-7777", "01632 960123"
PEOPLE, NOBODY, BY_PARTNER, BY_THEMSELVES = 900, 380, 60, 40
_TALKS = {1: 45.0, 2: 30.0, 3: 15.0, 4: 10.0}
_COVERED, _ELSEWHERE = 0.12, 0.02  # of later conversations, by somebody else
_RECENT = 25  # working days in which those whom nobody looks after yet came
_QUIET = timedelta(days=24)
_FOR_PROVIDER = 5  # referrals of the last days that wait for the demonstration's provider
_DUE_TODAY, _OVERDUE = 5, 4


def make_year(world: World, at: datetime, *, scale: float = 1.0) -> Books:
    """All rows. `scale` makes a smaller or larger crowd."""
    game = Game(Chance(SEED, at), world)
    for worker, since in _arrivals(game, round(PEOPLE * scale)):
        _live(game, worker, since)
    for worker, since in _arrivals(game, round(NOBODY * scale)):
        talk_with_nobody(game, worker, since)
    _from_partner(game, round(BY_PARTNER * scale))
    _from_themselves(game, round(BY_THEMSELVES * scale))
    _pose(game)
    _care(game)
    _close(game)
    for worker in world.workers:
        _lay_out_today(game, worker)
    return game.books


def _arrivals(game: Game, number: int) -> Iterator[tuple[Worker, datetime]]:
    shares = {worker: worker.share for worker in game.world.workers}
    for _ in range(number):
        yield game.chance.weighted(shares), game.chance.moment_on(game.chance.day_in_year())


def _live(game: Game, worker: Worker, since: datetime) -> None:
    life, moment, talking = game.somebody(worker, since), since, worker
    for _ in range(game.chance.weighted(_TALKS)):
        talk_with(game, life, talking, moment)
        talking = _next_time(game, worker)
        moment = game.chance.moment_on(game.chance.day_after(clock.local(moment).date(), 8, 45))
        if moment > game.chance.at:
            break


def _next_time(game: Game, worker: Worker) -> Worker:
    """Mostly the same connector; now and then a colleague who covers, rarely somebody of another team."""
    team = [each for each in game.world.workers if each.team_id == worker.team_id and not each.is_volunteer]
    if game.chance.happens(_COVERED) and team:
        return game.chance.one_of(team)
    return game.chance.one_of(game.world.workers) if game.chance.happens(_ELSEWHERE) else worker


def _from_partner(game: Game, number: int) -> None:
    """What a surgery sent: people for the teams, each with a referral already under way."""
    if game.world.partner_id is None:
        return
    for worker, since in _arrivals(game, number):
        _sent(game, worker, since, Source.PARTNER)


def _from_themselves(game: Game, number: int) -> None:
    """People who asked by themselves. Of the last weeks', nobody has taken all on; one can be looked up."""
    for worker, since in _arrivals(game, number):
        _sent(game, worker, since, Source.SELF)
    worker, since = game.world.workers[0], game.recent_moment(2, 3)
    referral = _sent(game, worker, since, Source.SELF, is_short=True)
    if referral is not None:
        referral.reference = SELF_REFERENCE
        person = game.books.lives[-1].person
        person.phone, person.best_time = SELF_PHONE, "after ten"


def _sent(game: Game, worker: Worker, since: datetime, source: Source, *, is_short: bool = False) -> Referral | None:
    is_new = since > game.recent_moment(_RECENT, _RECENT)
    life = game.somebody(worker, since, is_waiting=is_new)
    open_to = {code: _open_to(game, code, life.home.district) for code in STORIES}
    met = {code: STORIES[code].weight for code, found in open_to.items() if found}
    if not met:
        return None
    need = game.chance.weighted(met)
    by = game.world.partner_id if source is Source.PARTNER else life.person.navigator_id
    way = way_of(game.chance, (replace(SENT, who=Mover.RESIDENT), replace(SEEN, most=1))) if is_short else None
    made = refer(game, life, game.chance.one_of(open_to[need]), need, since, source=source, by=by, way=way)
    if not is_new and game.chance.happens(0.6):
        later = game.chance.moment_on(game.chance.day_after(clock.local(since).date(), 1, 5))
        if later < game.chance.at:
            talk_with(game, life, worker, later)
    return made


def _open_to(game: Game, need: str, district: str) -> Sequence[Listing]:
    found = game.world.for_need(need, district, referrals=True)
    return [each for each in found if each.external_id != game.world.silent]


def _pose(game: Game) -> None:
    """For the connector everybody signs in as: a referral at every status; for the provider: some to answer."""
    worker = game.world.workers[0]
    theirs = [each for each in game.world.listings if game.world.is_providers(each) and each.takes_referrals]
    others = [each for each in game.world.listings if each.takes_referrals and not game.world.is_providers(each)]
    for status in TO:
        _posed(game, worker, others, status)
    for number in range(_FOR_PROVIDER if theirs else 0):
        _posed(game, worker, theirs, (SENT, SEEN)[number % 2].to)


def _posed(game: Game, worker: Worker, listings: Sequence[Listing], status: ReferralStatus) -> None:
    way, since = posed_way(game, status)
    life = game.somebody(worker, since)
    fitting = [each for each in listings if each.reaches(life.home.district) and set(each.needs) & set(STORIES)]
    listing = game.chance.one_of(fitting or list(listings))
    need = next((code for code in listing.needs if code in STORIES), "connect.groups")
    refer(game, life, listing, need, since, by=worker.user_id, way=way)


def _care(game: Game) -> None:
    """Some carers and those they look after are both known."""
    carers = [life for life in game.books.lives if life.is_carer]
    others = [life for life in game.books.lives if not life.is_carer]
    for carer, other in zip(carers[::3], others[::2], strict=False):
        if carer.person.team_id == other.person.team_id:
            since = max(carer.since, other.since)
            game.books.carings.append(
                Caring(
                    id=game.new_id(since),
                    carer_id=carer.person.id,
                    cared_for_id=other.person.id,
                    relation=game.chance.one_of(("daughter", "son", "wife", "husband", "neighbour", "friend")),
                    since=since,
                )
            )


def _close(game: Game) -> None:
    """Whoever has nothing open and was not in touch for weeks is not being helped any more."""
    running = {each.person_id for each in game.books.referrals if each.status not in ENDED}
    running |= {task.person_id for task in game.books.tasks if task.done_at is None}
    for life in game.books.lives:
        life.person.last_contact_at = life.person.updated_at = life.last
        if life.person.id not in running and life.last < game.chance.at - _QUIET:
            life.person.closed_on = clock.local(life.last).date() + timedelta(days=30)


def _lay_out_today(game: Game, worker: Worker) -> None:
    """Work that waits this morning: some due today, some overdue, whichever day of the week it is."""
    mine = [task for task in game.books.tasks if task.navigator_id == worker.user_id and task.done_at is None]
    ahead = sorted((task for task in mine if task.due_on > game.chance.today), key=lambda task: (task.due_on, task.id))
    number = _DUE_TODAY if not worker.is_volunteer else 2
    late = max(0, _OVERDUE - sum(task.due_on < game.chance.today for task in mine))
    for task in ahead[:number]:
        _move(task, game, 0)
    for task in ahead[number : number + late]:
        _move(task, game, game.chance.between(1, 6))


def _move(task: FollowUp, game: Game, days_ago: int) -> None:
    if task.kind is not TaskKind.OUTCOME_POINT:
        task.due_on = task.first_due_on = game.chance.today - timedelta(days=days_ago)
