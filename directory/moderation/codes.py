"""The closed lists of change and trust: what can be wrong, who proposes, how far a thing has got."""

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


class ProposalSource(Coded):
    """Who proposes a change."""

    PROVIDER = "provider", "The people who run it"
    STEWARD = "steward", "A steward"
    RESIDENT = "resident", "A member of the public"
    CONNECTOR = "connector", "A connector or link worker"
    FEED = "feed", "Another directory's feed"
    IMPORT = "import", "An imported list"


class ProposalState(Coded):
    """How far a proposed change has got. The live listing stays as it is until approval."""

    SUBMITTED = "submitted", "Waiting for a steward"
    RETURNED = "returned", "Sent back with a question"
    APPROVED = "approved", "Added to the directory"
    PARTLY_APPROVED = "partly_approved", "Added in part"
    REJECTED = "rejected", "Not added"
    SUPERSEDED = "superseded", "Already listed"


OPEN_STATES = frozenset({ProposalState.SUBMITTED, ProposalState.RETURNED})


class Connection(Coded):
    """How the person who suggests a listing knows it."""

    USER = "user", "I go there or use it"
    RUNS_IT = "runs_it", "I help to run it"
    COUNCIL = "council", "I work for the council, in another team"
    PROFESSIONAL = "professional", "I support people in my work (health, housing, a charity)"
    NEIGHBOUR = "neighbour", "I live nearby or heard about it"


SOURCE_OF = {
    Connection.RUNS_IT: ProposalSource.PROVIDER,
    Connection.COUNCIL: ProposalSource.CONNECTOR,
    Connection.PROFESSIONAL: ProposalSource.CONNECTOR,
}
