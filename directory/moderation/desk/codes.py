"""The closed lists of the desk: how a call ended, and how somebody made sure."""

from directory.db import Coded
from directory.listings.codes import VerificationMethod


class CallOutcome(Coded):
    """How a call ended. The first five are the keys 1 to 5."""

    RIGHT = "right", "All of it is right"
    CHANGED = "changed", "Something has changed"
    NO_ANSWER = "no_answer", "Nobody answered"
    CLOSED = "closed", "It has closed for good"
    WRONG_NUMBER = "wrong_number", "Wrong number"
    WRITTEN = "written", "We wrote to them instead"
    REOPENED = "reopened", "Put back: it has not closed"


#: The keys of the phone script, in their order.
KEYS = (
    CallOutcome.RIGHT,
    CallOutcome.CHANGED,
    CallOutcome.NO_ANSWER,
    CallOutcome.CLOSED,
    CallOutcome.WRONG_NUMBER,
)

#: How somebody at the desk made sure, as the form asks it.
WAYS = (
    (VerificationMethod.STEWARD_CALLED, "I spoke with them on the phone"),
    (VerificationMethod.WEB_CHECKED, "I read it on their website"),
    (VerificationMethod.STEWARD_VISITED, "Somebody went there"),
)
