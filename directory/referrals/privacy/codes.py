"""Why a record is kept although its time is up, and how it was made sure who asks. Closed lists."""

from directory.db import Coded


class HoldReason(Coded):
    """Why nothing of a record may be erased, whatever its age."""

    COURT = "court", "Court or inquest"
    SAFEGUARDING = "safeguarding", "Safeguarding enquiry"
    COMPLAINT = "complaint", "Complaint or review"
    PERSON = "person", "The person asked us to keep it"


class KnownBy(Coded):
    """How it was made sure that whoever asks is the person, or may ask for them."""

    IN_PERSON = "in_person", "I know them, and they asked me face to face"
    DOCUMENT = "document", "They showed a document"
    QUESTIONS = "questions", "They answered questions that only they can answer"
    REPRESENTATIVE = "representative", "Somebody who may act for them asked, and showed it"


class ErasureReason(Coded):
    """Why a record is erased before its time."""

    ASKED = "asked", "The person asked"
    NO_BASIS = "no_basis", "It should not have been kept"
    MISTAKE = "mistake", "It was made by mistake, or twice"
