"""The closed lists of providing: what somebody does where they say they belong, and how far a claim has got."""

from directory.db import Coded


class ClaimRole(Coded):
    """What somebody does there."""

    RUNS_IT = "runs_it", "I run it, or help to run it"
    WORKS_THERE = "works_there", "I work or volunteer there"
    COMMITTEE = "committee", "I am on its committee or board"
    OWNER = "owner", "It is my business"
    ON_BEHALF = "on_behalf", "I look after its information for them"


class ClaimState(Coded):
    """How far a claim has got."""

    PENDING = "pending", "Waiting for a steward"
    APPROVED = "approved", "Yours to keep"
    REFUSED = "refused", "Not agreed"
    WITHDRAWN = "withdrawn", "Taken back"
