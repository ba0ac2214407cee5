"""What a supervisor looks for in a record, and what they may answer. Values are permanent codes."""

from directory.db import Coded


class Question(Coded):
    """Practice as it was meant."""

    MATTERS_FIRST = "matters_first", "Does the record begin with what matters to the person, in their words?"
    STRENGTHS = "strengths", "Does it say what they are good at, and who is around them?"
    CHOICE = "choice", "Was it the person who chose?"
    AGREEMENT = "agreement", "Was agreement written down before anything was shared?"
    COMMUNICATION = "communication", "Were their communication needs met?"
    FOLLOWED_UP = "followed_up", "Did somebody ask in time how it went?"
    NOT_LEFT = "not_left", "Where something was not to be had, was a next step found or the need counted as unmet?"


class Answer(Coded):
    """How far it was so."""

    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"
    NONE = "none", "Does not apply"
