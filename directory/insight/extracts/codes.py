"""What an extract may hold, and how far the asking for one is. Nothing by which somebody could be reached is listed."""

from directory.db import Coded


class Fact(Coded):
    """One column that may be agreed on."""

    KEY = "person_key", "A key for each person, made for this extract alone"
    QUARTER = "quarter", "Quarter, or year where few are alike"
    DISTRICT = "district", "District"
    AGE = "age_group", "Age group, as a referral named it"
    NEED = "need", "Need, or its group where few are alike"
    SOURCE = "referred_by", "Who referred"
    STATUS = "status", "How far it is"
    DECLINED = "why_declined", "Why a provider could not help"
    OUTCOME = "outcome", "What came of it"


class ExtractState(Coded):
    """How far it is."""

    ASKED = "asked", "Waiting for a decision"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
    ENDED = "ended", "Ended"
