"""How people are reached and understood: ways, safety, communication needs (Accessible Information Standard)."""

from collections.abc import Mapping
from types import MappingProxyType

from directory.db import Coded


class ContactWay(Coded):
    """How somebody wants to be reached."""

    PHONE = "phone", "Phone call"
    MOBILE_TEXT = "mobile_text", "Text message"
    EMAIL = "email", "Email"
    POST = "post", "Letter"
    VIDEO = "video", "Video call"
    VIDEO_RELAY = "video_relay", "BSL video relay"
    RELAY_UK = "relay_uk", "Relay UK text relay"
    IN_PERSON = "in_person", "In person"
    VIA_REPRESENTATIVE = "via_representative", "Through someone they choose"
    NO_CONTACT = "no_contact", "Do not contact"


class Channel(Coded):
    """How a conversation took place."""

    HOME_VISIT = "home_visit", "At their home"
    IN_PERSON = "in_person", "In person elsewhere"
    PHONE = "phone", "By phone"
    VIDEO = "video", "By video"
    TEXT = "text", "By text"
    EMAIL = "email", "By email"
    LETTER = "letter", "By letter"
    ONLINE = "online", "Online form"
    DROP_IN = "drop_in", "At a drop-in session"


class NeedKind(Coded):
    """What a communication need is about, in the four kinds of the Accessible Information Standard."""

    INFORMATION_FORMAT = "information_format", "Information in a format"
    PROFESSIONAL_SUPPORT = "professional_support", "Somebody to help people understand each other"
    COMMUNICATION_SUPPORT = "communication_support", "How to talk together"
    CONTACT_METHOD = "contact_method", "How to get in touch"


class CommunicationNeed(Coded):
    """What somebody needs so that they understand and are understood."""

    EASY_READ = "easy_read", "Easy read"
    LARGE_PRINT = "large_print", "Large print"
    BRAILLE = "braille", "Braille"
    AUDIO = "audio", "Audio"
    BSL_VIDEO = "bsl_video", "BSL video"
    EMAIL_TEXT = "email_text", "Plain email or text that a screen reader can read"
    COLOURED_PAPER = "coloured_paper", "Particular paper or background colour"
    OTHER_LANGUAGE = "other_language", "Translated information"
    BSL_INTERPRETER = "bsl_interpreter", "British Sign Language interpreter"
    DEAFBLIND_MANUAL = "deafblind_manual", "Deafblind manual or other deafblind interpreter"
    LIPSPEAKER = "lipspeaker", "Lipspeaker or note taker"
    SPEECH_TO_TEXT = "speech_to_text", "Speech to text reporter"
    SPOKEN_INTERPRETER = "spoken_interpreter", "Spoken language interpreter"
    ADVOCATE = "advocate", "Advocate or supporter present"
    LIPREADS = "lipreads", "Lip-reads: face the person"
    HEARING_AID_LOOP = "hearing_aid_loop", "Hearing aid: needs a loop"
    MAKATON = "makaton", "Makaton or signs"
    AAC = "aac", "Communication device or board"
    EXTRA_TIME = "extra_time", "More time, simple words, check understanding"
    WRITTEN_FOLLOW_UP = "written_follow_up", "Something in writing after a conversation"
    NO_PHONE = "no_phone", "Cannot use the phone"
    TEXT_ONLY = "text_only", "Contact by text only"
    EMAIL_ONLY = "email_only", "Contact by email only"
    LETTER_ONLY = "letter_only", "Contact by letter only"


def _kinds() -> Mapping[CommunicationNeed, NeedKind]:
    ends = (
        (CommunicationNeed.OTHER_LANGUAGE, NeedKind.INFORMATION_FORMAT),
        (CommunicationNeed.ADVOCATE, NeedKind.PROFESSIONAL_SUPPORT),
        (CommunicationNeed.WRITTEN_FOLLOW_UP, NeedKind.COMMUNICATION_SUPPORT),
        (CommunicationNeed.LETTER_ONLY, NeedKind.CONTACT_METHOD),
    )
    needs, kinds, first = list(CommunicationNeed), {}, 0
    for last, kind in ends:
        after = needs.index(last) + 1
        kinds.update(dict.fromkeys(needs[first:after], kind))
        first = after
    return MappingProxyType(kinds)


#: The kind of each communication need: the list above keeps them together.
KIND_OF: Mapping[CommunicationNeed, NeedKind] = _kinds()
