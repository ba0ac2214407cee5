"""What the year leaves behind, in the order in which it is written to the database."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from directory.extensions import Model
from directory.referrals.demo.crowd import Life
from directory.referrals.models import (
    Agreement,
    Caring,
    ContactAction,
    Conversation,
    FollowUp,
    OutcomeScore,
    Referral,
    ReferralEvent,
    ReferralParticipant,
)


@dataclass
class Books:
    """All rows of the year."""

    lives: list[Life] = field(default_factory=list)
    carings: list[Caring] = field(default_factory=list)
    conversations: list[Conversation] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    actions: list[ContactAction] = field(default_factory=list)
    events: list[ReferralEvent] = field(default_factory=list)
    participants: list[ReferralParticipant] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    tasks: list[FollowUp] = field(default_factory=list)
    scores: list[OutcomeScore] = field(default_factory=list)

    def shelves(self) -> Iterator[list[Model]]:
        """The rows of each table, those that others point to first."""
        yield [life.person for life in self.lives]
        yield [mark for life in self.lives for mark in life.person.marks]
        yield list(self.carings)
        yield list(self.conversations)
        yield list(self.referrals)
        yield list(self.actions)
        yield list(self.events)
        yield list(self.participants)
        yield list(self.agreements)
        yield list(self.tasks)
        yield list(self.scores)
