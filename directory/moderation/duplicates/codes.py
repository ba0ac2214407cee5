"""The closed lists of duplicates."""

from directory.db import Coded


class PairState(Coded):
    """What became of two listings that look alike."""

    WAITING = "waiting", "Waiting for a steward"
    NOT_DUPLICATES = "not_duplicates", "Not the same"
    MERGED = "merged", "Joined"
