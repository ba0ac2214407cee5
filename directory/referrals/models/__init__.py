"""The tables of people, conversations and referrals. Nothing here is ever public."""

from directory.referrals.models.agreement import Agreement, PurposeBasis
from directory.referrals.models.answering import ProviderLink, ReferralInbox
from directory.referrals.models.conversations import ContactAction, Conversation, FollowUp
from directory.referrals.models.copies import PlanCopy
from directory.referrals.models.goals import Goal, GoalStep
from directory.referrals.models.outcomes import OutcomeScore, Point, QualitySample
from directory.referrals.models.people import Caring, Person, PersonMark, ReadingGrant
from directory.referrals.models.referral import Referral, ReferralEvent, ReferralParticipant
from directory.referrals.models.reminders import PersonalReminder
from directory.referrals.models.telling import ShareLetter
from directory.referrals.models.unsent import UnsentRequest

__all__ = [
    "Agreement",
    "Caring",
    "ContactAction",
    "Conversation",
    "FollowUp",
    "Goal",
    "GoalStep",
    "OutcomeScore",
    "Person",
    "PersonMark",
    "PersonalReminder",
    "PlanCopy",
    "Point",
    "ProviderLink",
    "PurposeBasis",
    "QualitySample",
    "ReadingGrant",
    "Referral",
    "ReferralEvent",
    "ReferralInbox",
    "ReferralParticipant",
    "ShareLetter",
    "UnsentRequest",
]
