"""Where it happens: as many places as there are, each a page of its own; and how to get in."""

from collections.abc import Mapping
from typing import Any, ClassVar

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextInput
from wtforms import HiddenField, RadioField, StringField

from directory.listings.codes import AddressVisibility, Feature, Known
from directory.listings.editing import Content
from directory.moderation.submission.places import Finding, find_postcode, pin_of
from directory.moderation.submission.steps.base import Answers, Asked, Step, StepForm
from directory.web.validators import Chosen, TooLong

PREFIX = "place-"
MOST_PLACES = 12
NOT_SURE = Known.NOT_KNOWN.value
#: What people must know before they set out.
OF_PLACE = (
    (Feature.STEP_FREE, "A way in without steps"),
    (Feature.ACCESSIBLE_TOILET, "A toilet for wheelchair users"),
    (Feature.WIDE_DOOR, "Doors wide enough for a wheelchair"),
    (Feature.BLUE_BADGE_PARKING, "Blue Badge parking"),
    (Feature.LEVEL_BUS_STOP, "A bus stop close by"),
    (Feature.HEARING_LOOP, "A hearing loop"),
    (Feature.SEATING, "Seats to rest on"),
    (Feature.QUIET_SPACE, "A quiet corner"),
)
FIRST = 4  # of these are asked at once, the rest on demand
#: What a first visit depends on, wherever it is.
OF_VISIT = (
    ("someone_will_meet_you", "Will somebody meet a newcomer at the door?"),
    ("companion_free", "Can a companion or carer come free?"),
    ("transport_provided", "Can you help people get there?"),
)
SHOWN = (
    (AddressVisibility.FULL, "The full address", "Best for halls, cafés and anywhere people just turn up."),
    (AddressVisibility.AREA, "Only the town", "People ask you for the address when they get in touch."),
    (AddressVisibility.HIDDEN, "Nothing at all", "For a refuge or a home. No town and no pin leave our computer."),
)


class PinFields:
    """What is asked of one place, on whatever page. Typed coordinates are never asked for."""

    postcode = StringField("Postcode", validators=[TooLong(10, "the postcode")], widget=GovTextInput())
    name = StringField(
        "Name of the building", description="Such as St Mark’s Hall.",
        validators=[TooLong(200, "the name of the building")], widget=GovTextInput(),
    )  # fmt: skip
    address_1 = StringField("Street", validators=[TooLong(200, "the street")], widget=GovTextInput())
    city = StringField("Town or village", validators=[TooLong(100, "the town or village")], widget=GovTextInput())
    note = StringField(
        "Which door or room? (optional)", validators=[TooLong(300, "which door or room")], widget=GovTextInput()
    )
    visibility = RadioField(
        "How much may everybody see?", choices=[(code.value, words) for code, words, _hint in SHOWN],
        default=AddressVisibility.FULL.value, validators=[Chosen("how much everybody may see")], widget=GovRadioInput(),
    )  # fmt: skip
    latitude = HiddenField()
    longitude = HiddenField()
    pinned = HiddenField()


class PlaceForm(PinFields, StepForm):
    """One place, and whether there are more."""

    elsewhere = RadioField(
        "Does it happen anywhere else as well?", choices=[("no", "No, only here"), ("yes", "Yes, somewhere else too")],
        default="no", validators=[Chosen("whether it happens anywhere else as well")], widget=GovRadioInput(),
    )  # fmt: skip
    location_id = HiddenField()


class PlaceStep(Step):
    """One place of a listing; `slug` ends in its number."""

    form = PlaceForm
    fields: ClassVar[Mapping[str, str]] = {
        "venues": "name", "venues.0.postal_code": "postcode", "venues.0.address_1": "address_1",
        "venues.0.city": "city", "venues.0.description": "note", "venues.0.name": "name",
    }  # fmt: skip

    def __init__(self, number: int) -> None:
        self.number = number
        self.slug = f"{PREFIX}{number}"  # type: ignore[misc]  # a step of its own for each place

    def heading(self, asked: Asked) -> str:
        return "Where does it happen?" if self.number == 1 else "Where else does it happen?"

    def shown(self, asked: Asked) -> dict[str, Any]:
        return {"visibility": AddressVisibility.FULL.value, "elsewhere": "no"} | super().shown(asked)

    def kept(self, form: StepForm, asked: Asked) -> Any:
        """With the pin where it was dragged, or else where the postcode is."""
        return pin_of(asked.session, form.kept, chosen=form.kept.get("location_id") or "")

    def facts(self, asked: Asked) -> dict[str, Any]:
        postcode = self.answer(asked, "postcode")
        found: Finding | None = find_postcode(asked.session, postcode) if postcode else None
        others = [each for each in places_of(asked.answers) if each[0] != self.slug]
        return {"found": found, "shown": SHOWN, "others": others, "number": self.number}

    def content(self, asked: Asked) -> Content:
        return {"venues": [venue_of(asked.answers[self.slug])]}


def venue_of(answer: Answers) -> Content:
    """One place as content."""
    point = {key: float(answer[key]) for key in ("latitude", "longitude") if answer.get(key)}
    return {
        "location_id": answer.get("location_id") or None,
        "name": answer.get("name") or "",
        "address_1": answer.get("address_1") or "",
        "city": answer.get("city") or "",
        "postal_code": answer.get("postcode") or "",
        "description": answer.get("note") or "",
        "address_visibility": answer.get("visibility") or AddressVisibility.FULL.value,
        **(point if len(point) == 2 else {}),
    }


def places_of(answers: Answers) -> list[tuple[str, Answers]]:
    """The places there are, in order, each with its slug."""
    numbers = sorted(int(key.removeprefix(PREFIX)) for key in answers if is_place(key))
    return [(f"{PREFIX}{number}", answers[f"{PREFIX}{number}"]) for number in numbers]


def is_place(slug: str) -> bool:
    """Whether a slug is a place's."""
    number = slug.removeprefix(PREFIX)
    return slug.startswith(PREFIX) and number.isdecimal() and 1 <= int(number) <= MOST_PLACES


def called(answer: Answers) -> str:
    """What to call a place on these pages."""
    return str(
        answer.get("name") or answer.get("address_1") or answer.get("city") or answer.get("postcode") or "This place"
    )


class AccessForm(StepForm):
    """Three answers to each fact; not to know is an answer."""


class AccessStep(Step):
    """Getting in, at each place; and what makes a first visit possible."""

    slug = "access"
    form = AccessForm
    fields: ClassVar[Mapping[str, str]] = {"venues": "", "access": ""}
    is_optional = True

    def heading(self, asked: Asked) -> str:
        return "Getting in"

    def form_class(self, asked: Asked) -> type[StepForm]:
        rows = {
            f"{slug}-{feature.value}": _three(words)
            for slug, _answer in places_of(asked.answers)
            for feature, words in OF_PLACE
        }
        return type("AccessForm", (AccessForm,), rows | {key: _three(words) for key, words in OF_VISIT})

    def facts(self, asked: Asked) -> dict[str, Any]:
        groups = [
            (slug, called(answer), [f"{slug}-{feature.value}" for feature, _words in OF_PLACE])
            for slug, answer in places_of(asked.answers)
        ]
        more = {
            slug: any(self.answer(asked, name, NOT_SURE) != NOT_SURE for name in names[FIRST:])
            for slug, _name, names in groups
        }
        of_visit = [key for key, _words in OF_VISIT]
        return {"groups": groups, "of_visit": of_visit, "first": FIRST, "asked_more": more}

    def content(self, asked: Asked) -> Content:
        return {key: self.answer(asked, key, NOT_SURE) for key, _words in OF_VISIT}

    def of_place(self, asked: Asked, slug: str) -> dict[str, str]:
        """What was answered of one place; not to know says nothing."""
        said = {feature.value: self.answer(asked, f"{slug}-{feature.value}", NOT_SURE) for feature, _words in OF_PLACE}
        return {feature: known for feature, known in said.items() if known != NOT_SURE}


def _three(words: str) -> RadioField:
    choices = [(Known.YES.value, "Yes"), (Known.NO.value, "No"), (NOT_SURE, "Not sure")]
    return RadioField(words, choices=choices, default=NOT_SURE, validate_choice=True)
