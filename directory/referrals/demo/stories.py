"""What the invented people say, and what somebody writes down for them: a few lines for each need."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Story:
    """A need as it comes up: how often, what matters then, and what a provider is told."""

    weight: float
    matters: tuple[str, ...]
    summary: str


_ALL = {
    "connect.befriending": Story(
        12,
        (
            "Hearing a voice before teatime. The house is too quiet now.",
            "Somebody to do the crossword with, even down the phone.",
            "Seeing a face that is not on the television.",
        ),
        "Would like a regular call or visit on weekdays.",
    ),
    "connect.groups": Story(
        11,
        (
            "Getting out of the house once a week and being expected somewhere.",
            "Making things with my hands again, with other people about.",
            "A reason to put a coat on.",
        ),
        "Would like to join a small group and be met at the door the first time.",
    ),
    "connect.lunch": Story(
        6,
        ("Eating with other people on a Sunday.", "A hot dinner that somebody else has cooked."),
        "Would like a place at a shared meal, within reach of a bus.",
    ),
    "carer.support": Story(
        13,
        (
            "Keeping Dad at home, and keeping my job.",
            "Somebody who asks how I am, not only how she is.",
            "Being told what help there is before I have to beg for it.",
        ),
        "Looks after a relative every day and would like to talk about support.",
    ),
    "carer.break": Story(
        10,
        (
            "One afternoon a week that is mine.",
            "Sleeping a whole night without listening.",
            "Going to my granddaughter’s school play.",
        ),
        "Needs a break of a few hours a week; the person cared for cannot be left alone.",
    ),
    "health.falls": Story(
        9,
        ("Walking to the shop without holding on to walls.", "Not lying on the floor again until somebody comes."),
        "Has fallen twice this year and would like to be steadier.",
    ),
    "mind.grief": Story(
        6,
        ("Talking about him without everybody changing the subject.", "Getting through Christmas."),
        "Was bereaved this year and would like to talk with somebody who knows how it is.",
    ),
    "mind.mood": Story(
        6,
        ("Getting up before noon.", "Enjoying the allotment again."),
        "Has felt low for some months and would like talking help.",
    ),
    "money.benefits": Story(
        8,
        (
            "Knowing what we are owed, and not being made to feel small for asking.",
            "The form that has sat there since May.",
        ),
        "Would like help to claim what they are entitled to.",
    ),
    "money.debt": Story(
        4, ("Opening the post without feeling sick.",), "Has several debts and would like to sort them with somebody."
    ),
    "memory.dementia": Story(
        5,
        ("Going on singing, whatever else goes.", "That she still laughs."),
        "Lives with dementia and would like company that understands it.",
    ),
    "travel.transport": Story(
        6,
        ("Getting to the hospital without asking the neighbours again.", "Seeing my sister in Retford once a month."),
        "Cannot use the bus and needs a way to appointments.",
    ),
    "recover.hospital": Story(
        3,
        ("Managing the stairs by the time the cat comes home.",),
        "Comes home from hospital and needs a hand at first.",
    ),
    "home.repairs": Story(
        4, ("The rail by the back step, before the frost.",), "Needs a small repair that keeps the home safe."
    ),
    "home.personal": Story(2, ("A proper bath.",), "Needs help with washing a few times a week."),
    "skills.digital": Story(
        3, ("Seeing the baby in Australia on the screen.",), "Would like to learn to use a tablet, at their own pace."
    ),
    "housing.advice": Story(3, ("Staying near the school.",), "Has notice to leave and would like advice."),
    "dis.hearing": Story(
        2,
        ("Following a conversation at the table again.",),
        "Has lost much hearing and would like equipment and advice.",
    ),
}
STORIES: Mapping[str, Story] = MappingProxyType(_ALL)

STRENGTHS = (
    "Kept the books for a removals firm; good with figures.",
    "Bakes. Has neighbours who would do anything for a scone.",
    "Knows every bird by its call.",
    "Sings bass, has done for fifty years.",
    "Two daughters who ring each Sunday.",
    "Mends clocks. Patience without end.",
    "Speaks Polish and English.",
    "Drove buses for thirty years and knows every village.",
    "Grows more beans than anybody can eat.",
    "Listens well. People tell her things.",
)
OFFERS = (
    "Would read to children at the school.",
    "Would make soup for the lunch club.",
    "Would teach somebody to knit.",
    "Would walk a dog for a neighbour.",
)
QUESTIONS = ("Can they manage one step at the door?", "Is there a good day to ring?", "Do they have transport?")
ANSWERS = ("Yes, with a hand.", "Weekdays after ten.", "A neighbour can drive on Tuesdays.")
