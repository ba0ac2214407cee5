"""The parts of a listing that have a page, in the order in which its people need them."""

from dataclasses import dataclass

from directory.listings.editing import FIELDS, Risk
from directory.moderation.listing_forms import (
    finding,
    paying,
    people,
    placing,
    reaching,
    showing,
    standing,
    times,
    wording,
)
from directory.moderation.listing_forms.part import PartFields


@dataclass(frozen=True)
class Part:
    """One page. `verb` is the link that leads to it, `lead` one sentence on what it does for people.

    `template` draws its fields where a label and a box each is not enough.
    """

    key: str
    label: str
    title: str
    verb: str
    lead: str
    fields: type[PartFields]
    template: str = ""

    @property
    def is_everyday(self) -> bool:
        """Whether a wrong answer does little harm: then a trusted provider's is live at once.

        Two pages write a place's times and days off, which weigh no more than those without a place.
        """
        keys = [key for key in self.fields.keys if key != "venues" or not self.is_of_times]
        return all(FIELDS[key].risk is Risk.LOW for key in keys)

    @property
    def is_of_times(self) -> bool:
        """Whether of a place it writes times and days off only."""
        return "days_off" in self.fields.keys


_PARTS = (
    Part(
        key="times",
        label="Times",
        title="When does it happen?",
        verb="Change times",
        lead="Write it as you would say it on the phone. We show you how we understood it.",
        fields=times.TimesFields,
    ),
    Part(
        key="closed-days",
        label="Closed days",
        title="Which days are you closed?",
        verb="Add a closed day",
        lead="So that nobody stands before a locked door.",
        fields=standing.DaysOffFields,
    ),
    Part(
        key="room",
        label="Room",
        title="Is there room?",
        verb="Say if there is room",
        lead="People see it before they ring. It runs out by itself, so that an old “full” turns nobody away.",
        fields=standing.RoomFields,
    ),
    Part(
        key="pause",
        label="New people",
        title="Are you taking new people?",
        verb="Pause or take new people",
        lead="While you are paused your listing stays, and says that you are not taking new people.",
        fields=standing.PauseFields,
    ),
    Part(
        key="closure",
        label="Closed for a while",
        title="Are you closed for a while?",
        verb="Close for a while",
        lead="For a break with a first day and, if you know it, a last one. Your listing stays.",
        fields=standing.ClosureFields,
    ),
    Part(
        key="notice",
        label="Notice",
        title="Is there something people must know first?",
        verb="Put up a notice",
        lead="It stands above everything else on your listing.",
        fields=wording.AlertFields,
    ),
    Part(
        key="phone",
        label="Phone",
        title="Which number do people ring?",
        verb="Change phone numbers",
        lead="The number somebody answers, and when.",
        fields=reaching.PhoneFields,
    ),
    Part(
        key="contact",
        label="Email and website",
        title="Where do people write and read more?",
        verb="Change email and website",
        lead="",
        fields=reaching.ReachFields,
    ),
    Part(
        key="name",
        label="Name",
        title="What is it called?",
        verb="Change the name",
        lead="People look for the name they know.",
        fields=wording.NameFields,
    ),
    Part(
        key="words",
        label="What happens",
        title="What happens there?",
        verb="Change the description",
        lead="Plain words bring more people than a list of aims.",
        fields=wording.WordsFields,
    ),
    Part(
        key="easy-read",
        label="Easy Read",
        title="How would you say it in Easy Read?",
        verb="Change the Easy Read words",
        lead="Short sentences with one thing in each, for people with a learning disability and anybody in a hurry.",
        fields=wording.EasyReadFields,
    ),
    Part(
        key="who",
        label="Who it is for",
        title="Who is it for?",
        verb="Change who it is for",
        lead="",
        fields=people.WhoFields,
        template="providing/parts/who.html",
    ),
    Part(
        key="needs",
        label="What it helps with",
        title="What does it help with?",
        verb="Change what it helps with",
        lead="People who look for one of these find you. We put first what your words speak of.",
        fields=finding.NeedFields,
        template="providing/parts/needs.html",
    ),
    Part(
        key="joining",
        label="How to join",
        title="How do people join?",
        verb="Change how to join",
        lead="What happens at the door helps most.",
        fields=wording.JoiningFields,
        template="providing/parts/joining.html",
    ),
    Part(
        key="costs",
        label="Cost",
        title="What does it cost?",
        verb="Change what it costs",
        lead="“Not known” is shown as not known, never as free. Choose “Nothing more” to take a line out.",
        fields=paying.CostFields,
    ),
    Part(
        key="places",
        label="Places",
        title="Where does it happen?",
        verb="Change the address",
        lead="Empty a place’s lines to take it out. Its pin on the map follows the postcode.",
        fields=placing.PlaceFields,
    ),
    Part(
        key="areas",
        label="Area it serves",
        title="Which area is it for?",
        verb="Change the area",
        lead="People who live there find you, also those who live far from the place itself.",
        fields=finding.AreaFields,
        template="providing/parts/areas.html",
    ),
    Part(
        key="access",
        label="Getting in",
        title="How do people get in?",
        verb="Change access",
        lead="“Not sure” is a good answer: a steward can find out.",
        fields=placing.AccessFields,
    ),
    Part(
        key="languages",
        label="Languages",
        title="Which languages are spoken there?",
        verb="Change languages",
        lead="",
        fields=placing.LanguageFields,
    ),
    Part(
        key="picture",
        label="Picture and film",
        title="A picture, if you have one",
        verb="Change the picture",
        lead="Faces at a table bring more people than a logo. Ask whoever is in it first.",
        fields=showing.PictureFields,
        template="providing/parts/picture.html",
    ),
)
PARTS: dict[str, Part] = {part.key: part for part in _PARTS}
#: What changes from week to week: offered first.
QUICK = ("times", "closed-days", "room", "pause", "closure", "notice")
