"""What is asked of whoever says how it was. Groups are those of the directory's own list, by the same codes."""

from directory.db import Coded


class Rating(Coded):
    """How it was, all in all."""

    VERY_GOOD = "very_good", "Very good"
    GOOD = "good", "Good"
    MIXED = "mixed", "Some good, some not"
    POOR = "poor", "Not good"
    VERY_POOR = "very_poor", "Not good at all"


class Told(Coded):
    """How it was told. What is not online was written down by somebody else, in the same fields."""

    ONLINE = "online", "Online"
    PHONE = "phone", "By phone"
    FACE_TO_FACE = "face_to_face", "Face to face"
    LETTER = "letter", "By letter or on paper"
    GROUP = "group", "In a group or meeting"


class Age(Coded):
    """Ages, as the directory's list of groups names them."""

    YOUNG = "young_adult", "Under 26"
    WORKING = "working_age", "26 to 64"
    OLDER = "older_65", "65 to 79"
    OLDEST = "older_80", "80 or over"


class Group(Coded):
    """What somebody may say of themselves, as they would say it."""

    DISABLED = "physical_disability", "I am disabled or have a long-term illness"
    SIGHT = "sight_loss", "I have sight loss"
    HEARING = "hearing_loss", "I am Deaf or have hearing loss"
    LEARNING = "learning_disability", "I have a learning disability"
    MEMORY = "dementia", "I have memory problems"
    MIND = "mental_health", "I have a mental health problem"
    CARER = "carer", "I look after somebody"
    MINORITY = "minority_ethnic", "I belong to a minority ethnic community"
    ENGLISH = "limited_english", "I use little English"
    LGBTQ = "lgbtq", "I am LGBTQ+"
    MAN = "men", "I am a man"
    ALONE = "lives_alone", "I live alone"
