"""The closed lists of stewardship: what may be claimed of quality and on which evidence, and how a claim stands."""

from directory.db import Coded


class QualityKind(Coded):
    """A claim that people rely on before they set out, so it is shown only once somebody checked it."""

    evidence: str

    def __new__(cls, code: str, label: str = "", evidence: str = "") -> "QualityKind":
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.evidence = evidence
        return member

    DEMENTIA_FRIENDLY = (
        "dementia_friendly",
        "Dementia friendly",
        "Staff or volunteers who had Dementia Friends or like training in the last two years, and clear signs",
    )
    AUTISM_FRIENDLY = (
        "autism_friendly",
        "Autism friendly",
        "Autism training in the last two years, what to expect told beforehand, and somewhere quiet to go",
    )
    STEP_FREE_CHECKED = (
        "step_free_checked",
        "Step-free, checked on the spot",
        "Somebody went from the street to the room and the toilet without a step, and measured the doors",
    )
    DEAF_AWARE = (
        "deaf_aware",
        "Deaf aware",
        "Deaf awareness training in the last two years, and a loop that works or BSL that can be booked",
    )
    SIGHT_LOSS_AWARE = (
        "sight_loss_aware",
        "Aware of sight loss",
        "Training in guiding people in the last two years, and information in large print or read aloud",
    )
    CARER_FRIENDLY = (
        "carer_friendly",
        "Carer friendly",
        "A written promise on how carers are asked and welcomed, or a carers’ quality award that still runs",
    )
    AGE_FRIENDLY = (
        "age_friendly",
        "Age friendly",
        "An Age-friendly pledge or award that still runs, or a visit with the national checklist",
    )
    LGBTQ_INCLUSIVE = (
        "lgbtq_inclusive",
        "LGBTQ+ inclusive",
        "Inclusion training in the last two years, or an award such as Pride in Care that still runs",
    )
    EASY_READ_CHECKED = (
        "easy_read_checked",
        "Easy Read, checked by people with a learning disability",
        "A group of people with a learning disability read these words and said what to change; name the group",
    )
    SAFE_PLACE = (
        "safe_place",
        "Safe place",
        "The local Safe Places scheme lists it, and somebody asked there knew what to do",
    )


class ClaimState(Coded):
    """How far a claim has got."""

    PROPOSED = "proposed", "Waiting for a steward"
    CONFIRMED = "confirmed", "Confirmed"
    REFUSED = "refused", "Not confirmed"
    WITHDRAWN = "withdrawn", "Taken back"


class ContactWay(Coded):
    """How somebody here and the people who run a listing spoke."""

    PHONE = "phone", "By phone"
    EMAIL = "email", "By email"
    VISIT = "visit", "A visit"
    MEETING = "meeting", "A meeting or an event"
    LETTER = "letter", "By letter"


class WordingState(Coded):
    """What became of words that a steward suggested."""

    SENT = "sent", "Waiting for the people who run it"
    TAKEN = "taken", "Used"
    KEPT = "kept", "They keep their own words"
    REPLACED = "replaced", "A later suggestion took its place"
