"""The closed lists of unmet need: values are permanent codes, labels are what staff read."""

from collections.abc import Mapping
from types import MappingProxyType

from directory.db import Coded
from directory.referrals.codes.work import UnmetReason


class FlagSource(Coded):
    """Where word of an unmet need came from."""

    NAVIGATOR = "navigator", "Navigator or connector"
    REFERRAL = "referral", "A referral that was not accepted or failed"
    FOLLOW_UP = "follow_up", "A follow-up that found the need unmet"
    SEARCH = "search", "A search with no useful result"
    RESIDENT = "resident", "A resident told us"
    PROVIDER = "provider", "A provider’s return: turned away or waiting"
    SOCIAL_CARE = "social_care", "Social worker, occupational therapist or assessment"
    CONTACT_CENTRE = "contact_centre", "Customer service contact"
    PARTNER = "partner", "GP, hospital, pharmacy, fire, police or housing partner"
    SURVEY = "survey", "Local or national survey"
    PANEL = "panel", "Deep-dive case panel"
    DATA_MODEL = "data_model", "Demand model"


class FlagStatus(Coded):
    """How far a flag is."""

    OPEN = "open", "Open"
    GROUPED = "grouped", "Grouped into a gap"
    UNDER_REVIEW = "under_review", "Under review"
    ACTION_AGREED = "action_agreed", "Action agreed"
    MET_LATER = "met_later", "Met later"
    MET_BY_OWN_NETWORK = "met_by_own_network", "Met by their own network: family, friends or neighbours"
    NO_ACTION_POSSIBLE = "no_action_possible", "No action possible"
    DUPLICATE = "duplicate", "Duplicate"
    TAKEN_BACK = "taken_back", "Taken back: noted by mistake"


#: Flags that no number counts: the same thing said twice, and what was noted by mistake.
UNCOUNTED = frozenset({FlagStatus.DUPLICATE, FlagStatus.TAKEN_BACK})

#: The need of a flag whose words nobody has sorted yet. It is no need of the list, so it counts by place only.
UNSORTED = "unsorted"


class ReasonFamily(Coded):
    """What kind of trouble a reason is."""

    SUPPLY_GAP = "supply_gap", "There is no such help"
    ACCESS_BARRIER = "access_barrier", "It cannot be reached or used"
    CAPACITY = "capacity", "There is too little of it"
    ELIGIBILITY = "eligibility", "It is not for them"
    FIT = "fit", "It does not suit"
    QUALITY = "quality", "It did not answer"
    INFORMATION_GAP = "information_gap", "It could not be found"
    CHOICE = "choice", "They chose not to"


_R = UnmetReason
_ACCESS = (
    _R.TOO_FAR,
    _R.TRANSPORT,
    _R.COST,
    _R.TIMES,
    _R.LANGUAGE,
    _R.CULTURE,
    _R.PHYSICAL_ACCESS,
    _R.FORMAT,
    _R.DIGITAL_ONLY,
    _R.COVER,
    _R.CONFIDENCE,
)
FAMILY_OF: Mapping[UnmetReason, ReasonFamily] = MappingProxyType(
    {
        _R.NO_SERVICE: ReasonFamily.SUPPLY_GAP,
        **dict.fromkeys(_ACCESS, ReasonFamily.ACCESS_BARRIER),
        _R.WAITING_LIST: ReasonFamily.CAPACITY,
        _R.FULL: ReasonFamily.CAPACITY,
        _R.TIME_LIMITED: ReasonFamily.CAPACITY,
        _R.NOT_ELIGIBLE: ReasonFamily.ELIGIBILITY,
        _R.UNSUITABLE: ReasonFamily.FIT,
        _R.NO_REPLY: ReasonFamily.QUALITY,
        _R.NOT_FOUND: ReasonFamily.INFORMATION_GAP,
        _R.DECLINED: ReasonFamily.CHOICE,
    }
)

#: The same reasons as a resident says them.
SAID_BY_RESIDENT: Mapping[UnmetReason, str] = MappingProxyType(
    {
        _R.NO_SERVICE: "There is nothing like this near me",
        _R.TOO_FAR: "It is too far away",
        _R.TRANSPORT: "I cannot get there",
        _R.WAITING_LIST: "The wait is too long",
        _R.FULL: "They are full",
        _R.NOT_ELIGIBLE: "They said I do not qualify",
        _R.COST: "I cannot afford it",
        _R.TIMES: "It is on when I cannot go",
        _R.LANGUAGE: "They do not speak my language",
        _R.CULTURE: "It does not feel right for people like me",
        _R.PHYSICAL_ACCESS: "I cannot get in or take part",
        _R.FORMAT: "I could not use the information",
        _R.DIGITAL_ONLY: "I cannot do it online",
        _R.COVER: "I cannot leave the person I look after",
        _R.CONFIDENCE: "I do not feel able to go on my own",
        _R.UNSUITABLE: "It is not right for me",
        _R.TIME_LIMITED: "The help stopped too soon",
        _R.NO_REPLY: "They did not get back to me",
        _R.NOT_FOUND: "I could not find anything",
        _R.DECLINED: "I decided not to",
    }
)

#: Reasons that are no gap: "declined" is a choice, and whether "not found" is one, a person looks at.
NOT_COUNTED = frozenset({_R.DECLINED})
TO_REVIEW = frozenset({_R.NOT_FOUND})


class CaseState(Coded):
    """How far a gap case is."""

    NOTICED = "noticed", "Noticed"
    UNDER_REVIEW = "under_review", "Under review"
    ACTION_AGREED = "action_agreed", "Action agreed"
    UNDER_WAY = "under_way", "Under way"
    REVIEW_DUE = "review_due", "Review due"
    CLOSED = "closed", "Closed"


class Reviewed(Coded):
    """What the review of a gap found."""

    MET = "met", "The need is met now"
    PARTLY = "partly", "It is met in part: go on"
    NOT_MET = "not_met", "It is not met: go on"
    NOTHING_POSSIBLE = "nothing_possible", "Nothing can be done about it"


class PanelState(Coded):
    """How far a case panel is."""

    WAITING = "waiting", "Cases are being chosen"
    DRAWN = "drawn", "Cases to look at"
    TOO_FEW = "too_few", "Too few cases to hide anybody among"
    CLOSED = "closed", "Closed"


class AgeBand(Coded):
    """How old somebody is, as roughly as a panel needs."""

    UNDER_18 = "under_18", "Under 18"
    TO_34 = "to_34", "18 to 34"
    TO_49 = "to_49", "35 to 49"
    TO_64 = "to_64", "50 to 64"
    TO_79 = "to_79", "65 to 79"
    OVER_79 = "over_79", "80 and over"
    NOT_KNOWN = "not_known", "Age not known"


class PanelDecision(Coded):
    """What a panel says of one case."""

    GAP = "gap", "What was needed does not exist or has no room"
    BARRIER = "barrier", "It exists and could not be reached or used"
    TOO_LATE = "too_late", "Help came, too late"
    NOT_FOUND = "not_found", "It exists and nobody found it"
    WENT_WELL = "went_well", "It went well: learn from it"
    NOT_CLEAR = "not_clear", "It cannot be told from this"


class ActionType(Coded):
    """What can be done about a gap."""

    NEW_SERVICE = "new_service", "Start or buy something new"
    MORE_PLACES = "more_places", "More places or sessions in what there is"
    GROW_COMMUNITY = "grow_community", "Help a group start or grow"
    NAVIGATORS = "navigators", "Connectors who go along"
    TRANSPORT = "transport", "Lifts, outreach or another venue"
    ADAPT = "adapt", "Change times, language, cost or access of what there is"
    EQUIPMENT = "equipment", "Equipment or technology"
    INFORMATION = "information", "Better information: it exists and is not found"


class PromiseState(Coded):
    """How far a promise to come back is."""

    WAITING = "waiting", "Nothing has opened yet"
    MATCHED = "matched", "Something has opened: ring back"
    TOLD = "told", "They were told"
    NOT_REACHED = "not_reached", "Could not be reached"
    NOT_WANTED = "not_wanted", "No longer wanted"
    ENDED = "ended", "Ended: kept long enough"


class PromiseCause(Coded):
    """What opened."""

    PUBLISHED = "published", "A new listing"
    REOPENED = "reopened", "It takes people again"
    PLACES = "places", "It has places"
    WIDER = "wider", "It serves a wider area"
