"""How somebody who suggests a listing knows of it, and which source that makes them."""

from directory.db import Coded
from directory.moderation.proposals.codes import ProposalSource


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
