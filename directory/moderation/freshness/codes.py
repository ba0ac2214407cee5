"""The closed lists of freshness: what a mailed link is for, what a check finds, how people were reached."""

from directory.db import Coded


class LinkPurpose(Coded):
    """What a link in a letter does when its button is pressed."""

    STILL_RIGHT = "still_right", "Say that the listing is still right"


class FindingKind(Coded):
    """What is wrong with a listing's details, as a machine or somebody on the phone found."""

    LINK_BROKEN = "link_broken", "The website does not answer"
    LINK_REFUSED = "link_refused", "The website's address cannot be used"
    EMAIL_BOUNCED = "email_bounced", "E-mail comes back"
    PHONE_FORMAT = "phone_format", "The phone number cannot be rung as it is written"
    WRONG_NUMBER = "wrong_number", "The phone number reaches somebody else"
    POSTCODE_ENDED = "postcode_ended", "The postcode is no longer in use"


class ContactHow(Coded):
    """How the people who run something were last reached, or reached us."""

    CONFIRMED = "confirmed", "They told us that it is right"
    CALLED = "called", "We spoke on the phone"
    VISITED = "visited", "Somebody went there"
