"""What can be wrong with a listing, and how far an answer has got."""

from directory.db import Coded


class ConcernKind(Coded):
    """What somebody noticed about a listing; the labels are the radios of "Is this right?"."""

    WRONG_TIME = "wrong_time", "The day or time is wrong"
    CLOSED = "closed", "It has closed or nobody was there"
    WRONG_CONTACT = "wrong_contact", "The phone number, email or address is wrong"
    EXTRA_INFO = "extra_info", "Something important is missing"
    UNSAFE = "unsafe", "I am worried that people are not safe there"
    OTHER = "other", "Something else"


NEEDS_WORDS = frozenset({ConcernKind.EXTRA_INFO, ConcernKind.OTHER})  # without words nobody could act on these


class ConcernStatus(Coded):
    """How far a concern has got."""

    NEW = "new", "Waiting for a steward"
    CHECKING = "checking", "A steward is checking it"
    CLOSED = "closed", "Answered"
