"""The life of a referral in codes: statuses, who moves it, and the reasons a move may need."""

from collections.abc import Mapping
from types import MappingProxyType

from directory.db import Coded


class ReferralStatus(Coded):
    """How far a referral is, as staff say it."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Sent to provider"
    ACKNOWLEDGED = "acknowledged", "Seen by provider"
    INFO_NEEDED = "info_needed", "Provider has a question"
    ACCEPTED = "accepted", "Accepted"
    WAITING = "waiting", "Accepted, on waiting list"
    STARTED = "started", "Person has started"
    COMPLETED = "completed", "Support finished"
    NOT_ACCEPTED = "not_accepted", "Provider could not accept"
    NOT_TAKEN_UP = "not_taken_up", "Person did not take it up"
    WITHDRAWN = "withdrawn", "Withdrawn"
    REDIRECTED = "redirected", "Passed to a different service"
    CLOSED = "closed", "Closed after follow-up"
    ERROR = "error", "Entered in error"


#: The same, as the person it is about reads it.
SAID_TO_PERSON: Mapping[ReferralStatus, str] = MappingProxyType(
    {
        ReferralStatus.DRAFT: "Being written",
        ReferralStatus.SUBMITTED: "Sent",
        ReferralStatus.ACKNOWLEDGED: "They have received it",
        ReferralStatus.INFO_NEEDED: "They need to know something",
        ReferralStatus.ACCEPTED: "They can help",
        ReferralStatus.WAITING: "You are on the waiting list",
        ReferralStatus.STARTED: "You have started",
        ReferralStatus.COMPLETED: "Finished",
        ReferralStatus.NOT_ACCEPTED: "They could not help this time",
        ReferralStatus.NOT_TAKEN_UP: "You decided not to, or we could not reach you",
        ReferralStatus.WITHDRAWN: "Cancelled",
        ReferralStatus.REDIRECTED: "Passed on to someone else",
        ReferralStatus.CLOSED: "Closed",
        ReferralStatus.ERROR: "Removed",
    }
)

ENDED = frozenset({ReferralStatus.REDIRECTED, ReferralStatus.CLOSED, ReferralStatus.ERROR})
#: With a provider, who has to do something next or is at work.
WITH_PROVIDER = frozenset(
    {
        ReferralStatus.SUBMITTED,
        ReferralStatus.ACKNOWLEDGED,
        ReferralStatus.INFO_NEEDED,
        ReferralStatus.ACCEPTED,
        ReferralStatus.WAITING,
        ReferralStatus.STARTED,
    }
)
OPEN = frozenset(ReferralStatus) - ENDED


class Mover(Coded):
    """In what part somebody moves a referral."""

    NAVIGATOR = "navigator", "Connector or partner who made it, or a colleague of their team"
    RESIDENT = "resident", "The person it is about"
    PROVIDER = "provider", "The organisation it was made to"
    SUPERVISOR = "supervisor", "Supervisor of the connector's team"
    SYSTEM = "system", "Waypost itself, at a set time"


class Source(Coded):
    """Who made a referral."""

    NAVIGATOR = "navigator", "Connector"
    SELF = "self", "The person themselves"
    PARTNER = "partner", "Partner organisation"


class Urgency(Coded):
    """How soon it matters."""

    USUAL = "usual", "When there is a place"
    SOON = "soon", "Soon"
    URGENT = "urgent", "Urgent: by a date"


class OutcomeFamily(Coded):
    """What a way of ending means in reports."""

    POSITIVE = "positive", "Better"
    MIXED = "mixed", "Partly better"
    NEUTRAL = "neutral", "Neither better nor worse"
    NEGATIVE = "negative", "Not better"
    UNMET = "unmet", "Need not met"
    CHOICE = "choice", "The person's choice"
    UNKNOWN = "unknown", "Not known"
    ADMIN = "admin", "Record keeping"


class ClosureReason(Coded):
    """How support ended."""

    GOAL_MET = "goal_met", "What mattered was achieved"
    PARTLY_MET = "partly_met", "Partly achieved"
    ENDED_AS_PLANNED = "ended_as_planned", "Planned support finished"
    NOW_INDEPENDENT = "now_independent", "Connected and carrying on without support"
    CARRYING_ON = "carrying_on", "Still attending by choice"
    NO_CHANGE = "no_change", "No difference made"
    NEEDS_GROWN = "needs_grown", "Needs increased, moved to care assessment"
    SAFEGUARDING = "safeguarding", "Moved to safeguarding"
    HOSPITAL_OR_CARE_HOME = "hospital_or_care_home", "Admitted to hospital or care home"
    NO_CONTACT = "no_contact", "Could not be reached after agreed attempts"
    STOPPED_ATTENDING = "stopped_attending", "Stopped going"
    NOT_ELIGIBLE = "not_eligible", "Did not meet criteria"
    NO_CAPACITY = "no_capacity", "No place available"
    SERVICE_ENDED = "service_ended", "Service closed"
    MOVED_AWAY = "moved_away", "Moved out of area"
    DIED = "died", "Died"
    CHANGED_MIND = "changed_mind", "Person changed their mind"
    DUPLICATE = "duplicate", "Duplicate"
    ENTERED_IN_ERROR = "entered_in_error", "Entered in error"
    NO_RESPONSE = "no_response", "Provider did not reply"


_FAMILIES = {
    OutcomeFamily.POSITIVE: ("goal_met", "now_independent", "carrying_on"),
    OutcomeFamily.MIXED: ("partly_met",),
    OutcomeFamily.NEUTRAL: (
        "ended_as_planned",
        "needs_grown",
        "safeguarding",
        "hospital_or_care_home",
        "moved_away",
        "died",
    ),
    OutcomeFamily.NEGATIVE: ("no_change", "stopped_attending"),
    OutcomeFamily.UNMET: ("not_eligible", "no_capacity", "service_ended", "no_response"),
    OutcomeFamily.CHOICE: ("changed_mind",),
    OutcomeFamily.UNKNOWN: ("no_contact",),
    OutcomeFamily.ADMIN: ("duplicate", "entered_in_error"),
}
#: What each way of ending counts as. Silence never counts as success.
FAMILY_OF: Mapping[ClosureReason, OutcomeFamily] = MappingProxyType(
    {ClosureReason(code): family for family, codes in _FAMILIES.items() for code in codes}
)


class NotTakenUp(Coded):
    """Why somebody did not go, or stopped."""

    CHANGED_MIND = "changed_mind", "Changed their mind"
    NEED_PASSED = "need_passed", "No longer needed"
    NO_CONTACT = "no_contact", "Could not be reached"
    TOO_ANXIOUS = "too_anxious", "Too anxious to go"
    TRANSPORT = "transport", "Could not get there"
    COST = "cost", "Cost too much"
    TIMES = "times", "Times did not fit"
    ILL_HEALTH = "ill_health", "Not well enough"
    DID_NOT_LIKE_IT = "did_not_like_it", "Went, and did not like it"
    STOPPED_ATTENDING = "stopped_attending", "Stopped going"
    OTHER = "other", "Another reason"


class Declined(Coded):
    """Why a provider cannot help; each is also a reason for an unmet need."""

    FULL = "full", "We are full"
    WAITING_LIST = "waiting_list", "Our waiting list is too long"
    NOT_ELIGIBLE = "not_eligible", "Outside what we can do or whom we are for"
    TOO_FAR = "too_far", "Outside our area"
    UNSUITABLE = "unsuitable", "Not right or not safe for this person"
    TIMES = "times", "Our times do not fit"
    LANGUAGE = "language", "We cannot offer the language"
    PHYSICAL_ACCESS = "physical_access", "Our place is not accessible for them"
    NO_SERVICE = "no_service", "We no longer do this"


class PartInReferral(Coded):
    """In what part somebody is named in a referral for several people."""

    PERSON = "person", "The person it is for"
    CARER = "carer", "Carer"
    FAMILY = "family", "Family member"
    FRIEND = "friend", "Friend or neighbour"
    ADVOCATE = "advocate", "Advocate"
    PROFESSIONAL = "professional", "Professional"
