"""The closed lists of conversations: answers to its prompts, and what became of a copy of the plan."""

from directory.db import Coded
from directory.referrals.codes.contact import ContactWay


class TechnologyAnswer(Coded):
    """What came of asking about alarms, sensors and other technology. All but the first set it aside, and say why."""

    OFFERED = "offered", "They would like to know more"
    HAS_IT = "has_it", "They have it already"
    NOT_WANTED = "not_wanted", "They do not want it"
    NOT_NOW = "not_now", "Not now: ask again"
    NOT_SUITABLE = "not_suitable", "It would not help them"
    COST = "cost", "It costs too much"
    CONNECTION = "connection", "No phone line, signal or internet"


class PassedTo(Coded):
    """Who looks into it when somebody may be at risk. What was told to them is not written here."""

    EMERGENCY = "emergency", "999"
    ADULTS = "adults", "The council’s adult safeguarding team"
    CHILDREN = "children", "The council’s children’s team"
    OUT_OF_HOURS = "out_of_hours", "The council’s team for nights and weekends"
    POLICE = "police", "Police, 101"
    MANAGER = "manager", "My supervisor or safeguarding lead"


class Held(Coded):
    """Why a copy of a plan did not leave."""

    NO_CONTACT = "no_contact", "They do not want to be contacted"
    NOT_THIS_WAY = "not_this_way", "They do not want to be reached this way"
    NOT_SAFE = "not_safe", "It is not safe to write to them or leave messages"
    NO_ADDRESS = "no_address", "Their record does not say where to"
    GONE = "gone", "There is nobody to send it to any more"


#: How a plan reaches somebody without anybody bringing it.
COPY_WAYS = (ContactWay.MOBILE_TEXT, ContactWay.EMAIL, ContactWay.POST)
