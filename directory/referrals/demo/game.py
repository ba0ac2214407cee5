"""What every part of the demonstration's year needs at hand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from directory.referrals.demo.books import Books
from directory.referrals.demo.chance import Chance
from directory.referrals.demo.crowd import Life, make_life
from directory.referrals.demo.neighbourhoods import Neighbourhood, weights
from directory.referrals.demo.world import Listing, Worker, World

_SENT_TO_SILENCE = 0.35


@dataclass
class Game:
    """Chance, the world and the books."""

    chance: Chance
    world: World
    books: Books = field(default_factory=Books)
    _homes: dict[tuple[str, ...], dict[Neighbourhood, float]] = field(default_factory=dict)

    def home_in(self, districts: tuple[str, ...]) -> Neighbourhood:
        """A place to live in one of these districts."""
        if districts not in self._homes:
            self._homes[districts] = weights(districts, self.chance)
        return self.chance.weighted(self._homes[districts])

    def somebody(self, worker: Worker, since: datetime, *, is_waiting: bool = False) -> Life:
        """A new person where this connector works: with them, or in the queue of their team."""
        life = make_life(
            self.chance,
            self.home_in(worker.districts),
            since,
            navigator_id=None if is_waiting else worker.user_id,
            team_id=worker.team_id,
        )
        self.books.lives.append(life)
        return life

    def pick(self, listings: Sequence[Listing]) -> Listing:
        """One of these. Where one of them never replies, many have been sent there all the same."""
        silent = [each for each in listings if each.external_id == self.world.silent]
        return silent[0] if silent and self.chance.happens(_SENT_TO_SILENCE) else self.chance.one_of(listings)

    def recent_moment(self, least: int, most: int) -> datetime:
        """A moment so many working days ago."""
        day = self.chance.day_after(self.chance.today, -most, -least)
        return self.chance.moment_on(day)

    def new_id(self, moment: datetime) -> UUID:
        """An id of that moment."""
        return self.chance.id_at(moment)
