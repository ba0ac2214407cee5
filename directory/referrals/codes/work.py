"""What comes of a conversation, and what is left to do."""

from collections.abc import Mapping
from types import MappingProxyType

from directory.db import Coded


class ActionKind(Coded):
    """One thing that was done in a conversation."""

    INFORMATION = "information", "Information given"
    SIGNPOST = "signpost", "Pointed to a named service"
    SUPPORTED_INTRO = "supported_intro", "Introduced or went along with the person"
    REFERRAL = "referral", "Formal referral with details shared"
    SELF_REFERRAL = "self_referral", "Person referred themselves"
    UNMET = "unmet", "Need recorded, nothing suitable found"
    ASSESSMENT_REQUEST = "assessment_request", "Care Act or carer's assessment requested"


#: Days until somebody asks how it went. What is not here needs no ringing back; A060 asks for it after information too.
FOLLOW_UP_DAYS: Mapping[ActionKind, int] = MappingProxyType(
    {
        ActionKind.INFORMATION: 14,
        ActionKind.SIGNPOST: 14,
        ActionKind.SUPPORTED_INTRO: 14,
        ActionKind.REFERRAL: 14,
        ActionKind.SELF_REFERRAL: 14,
        ActionKind.UNMET: 28,
        ActionKind.ASSESSMENT_REQUEST: 5,
    }
)


class TaskKind(Coded):
    """Why somebody has to be rung, or something looked at."""

    RING_BACK = "ring_back", "Ring back: did it help?"
    WAITING_CHECK_IN = "waiting_check_in", "Ask how they are while they wait"
    QUESTION = "question", "Answer the provider's question"
    NO_REPLY = "no_reply", "The provider has not replied"
    DECISION_LATE = "decision_late", "The provider has not decided"
    NEXT_STEP = "next_step", "The provider said no: find the next step"
    LISTING_CLOSING = "listing_closing", "The service is closing: find another"
    OUTCOME_POINT = "outcome_point", "Measure again"
    ASSESSMENT = "assessment", "Has the assessment been arranged?"
    CLOSE = "close", "Close with an outcome"
    NEEDS_REVIEW = "needs_review", "Check communication needs: a year has passed"
    REDIRECTED_THRICE = "redirected_thrice", "Passed on three times: step in"
    AGREEMENT_ENDED = "agreement_ended", "They took their agreement back: talk to them, then close it"
    HELP_APPEARED = "help_appeared", "Something has opened that they needed: tell them"


class ToldAnswer(Coded):
    """What somebody said when they were told that help has appeared."""

    WANTS_IT = "wants_it", "They would like to try it"
    HAS_HELP = "has_help", "They have found help meanwhile"
    DOES_NOT_SUIT = "does_not_suit", "It does not suit them: tell them when something else opens"
    NOT_WANTED = "not_wanted", "They no longer need it"


class Helped(Coded):
    """The answer to "Did it help?"."""

    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"
    NOT_TRIED = "not_tried", "Not tried yet"
    NOT_REACHED = "not_reached", "Could not be reached"
    DECLINED = "declined", "Did not want to say"


class Attempt(Coded):
    """How an attempt to reach somebody ended."""

    SPOKE = "spoke", "Spoke to them"
    NO_ANSWER = "no_answer", "No answer"
    LEFT_MESSAGE = "left_message", "Left a message"
    WRONG_NUMBER = "wrong_number", "Wrong number"
    NOT_NOW = "not_now", "Not a good time"


class Severity(Coded):
    """How much it matters."""

    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class UnmetReason(Coded):
    """Why a need stays unmet, as staff say it."""

    NO_SERVICE = "no_service", "No such service exists here"
    TOO_FAR = "too_far", "Exists but too far away"
    TRANSPORT = "transport", "No suitable or affordable transport"
    WAITING_LIST = "waiting_list", "Waiting list too long"
    FULL = "full", "Full or closed to referrals"
    NOT_ELIGIBLE = "not_eligible", "Does not meet the service's criteria"
    COST = "cost", "Costs too much"
    TIMES = "times", "Days or times do not fit"
    LANGUAGE = "language", "Language not available"
    CULTURE = "culture", "Not culturally or religiously suitable, or no single-gender option"
    PHYSICAL_ACCESS = "physical_access", "Building or activity not physically accessible"
    FORMAT = "format", "Information or communication format not available"
    DIGITAL_ONLY = "digital_only", "Only available online"
    COVER = "cover", "Cannot leave the person cared for"
    CONFIDENCE = "confidence", "Needs someone to go along the first time"
    UNSUITABLE = "unsuitable", "Not suitable or not safe for this person"
    TIME_LIMITED = "time_limited", "Support ended before the need was met"
    NO_REPLY = "no_reply", "Provider did not reply"
    NOT_FOUND = "not_found", "Could not find out what exists"
    DECLINED = "declined", "Person chose not to go ahead"
