"""Who proposes a change, and how far it has got."""

from directory.db import Coded


class ProposalSource(Coded):
    """Who proposes a change."""

    PROVIDER = "provider", "The people who run it"
    STEWARD = "steward", "A steward"
    RESIDENT = "resident", "A member of the public"
    CONNECTOR = "connector", "A connector or link worker"
    FEED = "feed", "Another directory's feed"
    IMPORT = "import", "An imported list"


class ProposalState(Coded):
    """How far a proposed change has got. What waits for a steward is not in the live listing yet."""

    SUBMITTED = "submitted", "Waiting for a steward"
    RETURNED = "returned", "Sent back with a question"
    LIVE = "live", "In the directory; a steward looks at it afterwards"
    APPROVED = "approved", "Added to the directory"
    PARTLY_APPROVED = "partly_approved", "Added in part"
    REJECTED = "rejected", "Not added"
    SUPERSEDED = "superseded", "Already listed"
    WITHDRAWN = "withdrawn", "Taken back by whoever sent it"


#: Something may still become of it.
OPEN_STATES = frozenset({ProposalState.SUBMITTED, ProposalState.RETURNED, ProposalState.LIVE})
#: A steward is asked.
WAITING_STATES = frozenset({ProposalState.SUBMITTED, ProposalState.LIVE})


class Decision(Coded):
    """What became of one field of a proposal."""

    ACCEPTED = "accepted", "Added"
    REFUSED = "refused", "Left as it was"
    LIVE = "live", "Live since it was sent"
    TAKEN_BACK = "taken_back", "Put back as it was"
