"""Where a listing happens, how to get in, and which languages are spoken there."""

from datetime import datetime
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect, GovTextArea, GovTextInput
from wtforms import RadioField, SelectField, StringField, TextAreaField

from directory.listings.codes import AddressVisibility, Known
from directory.listings.editing import Content
from directory.listings.languages import LANGUAGES, language_name
from directory.moderation.listing_forms.part import PartFields, id_of
from directory.moderation.listing_forms.rows import RowFields
from directory.moderation.submission.steps.places import OF_PLACE, OF_VISIT
from directory.moderation.submission.steps.places import SHOWN as VISIBILITIES
from directory.web.validators import TooLong

NOT_SURE = Known.NOT_KNOWN.value
ANSWERS = ((Known.YES.value, "Yes"), (Known.NO.value, "No"), (NOT_SURE, "Not sure"))
WRITTEN = (
    ("name", "Name of the building", 255),
    ("address_1", "Street", 255),
    ("city", "Town or village", 120),
    ("postal_code", "Postcode", 10),
    ("description", "Which door or room? (optional)", 1000),
)
#: What makes a group of fields a place: without any of these it is empty.
SAYS_WHERE = ("name", "address_1", "city", "postal_code")


class PlaceFields(RowFields):
    """Places, each with its address. The pin follows the postcode."""

    keys = ("venues",)
    list_key = "venues"
    deciding = "name"

    @classmethod
    def row(cls, number: int) -> dict[str, Any]:
        """The address and how much of it is shown."""
        key = id_of(f"venues.{number}")
        fields: dict[str, Any] = {
            name: StringField(
                "Another place: name of the building" if name == "name" and number else label,
                id=f"{key}-{name}",
                widget=GovTextInput(),
                validators=[TooLong(most, label.lower())],
            )
            for name, label, most in WRITTEN
        }
        fields["address_visibility"] = SelectField(
            "How much may everybody see?",
            id=f"{key}-address_visibility",
            widget=GovSelect(),
            default=AddressVisibility.FULL.value,
            choices=[(code.value, words) for code, words, _hint in VISIBILITIES],
        )
        return fields

    @classmethod
    def entry(cls, held: Content) -> dict[str, Any]:
        """One place as it is."""
        shown = {name: held.get(name) or "" for name, _label, _most in WRITTEN}
        return shown | {"address_visibility": held.get("address_visibility") or AddressVisibility.FULL.value}

    def filled(self) -> list[int]:
        """The groups that say where."""
        return [row for row in range(self.row_count) if any(self.of(row, name) for name in SAYS_WHERE)]

    def changes(self, content: Content, at: datetime) -> Content:
        """The places, each with the times, numbers and access facts it had; another postcode moves the pin."""
        before = content.get("venues") or []
        venues = []
        for row in self.filled():
            held = dict(before[row]) if row < len(before) else {}
            said = {name: self.of(row, name) for name, _label, _most in WRITTEN}
            if _plain(said["postal_code"]) != _plain(held.get("postal_code") or ""):
                held |= {"latitude": None, "longitude": None}
            venues.append(held | said | {"address_visibility": self.of(row, "address_visibility")})
        return {"venues": venues}


def _plain(postcode: str) -> str:
    return postcode.replace(" ", "").upper()


class AccessFields(PartFields):
    """Getting in, at each place, and what a first visit depends on. Not to be sure is an answer."""

    keys = ("venues", *(key for key, _words in OF_VISIT))

    @classmethod
    def fitted(cls, content: Content) -> type[PartFields]:
        """The questions for each of this listing's places, and those about a first visit."""
        fields: dict[str, Any] = {}
        venues = content.get("venues") or []
        for number, venue in enumerate(venues):
            place = f" – {venue.get('name') or venue.get('city') or 'this place'}" if len(venues) > 1 else ""
            for feature, words in OF_PLACE:
                key = f"venues.{number}.access.{feature.value}"
                fields[key] = _three(f"{words}{place}", id_of(key))
        fields |= {key: _three(words, key) for key, words in OF_VISIT}
        return type(cls.__name__, (cls,), fields)

    @classmethod
    def answers(cls, content: Content) -> dict[str, Any]:
        """What is known."""
        found = {key: content.get(key) or NOT_SURE for key, _words in OF_VISIT}
        for number, venue in enumerate(content.get("venues") or []):
            access = venue.get("access") or {}
            found |= {f"venues.{number}.access.{each}": access.get(each, NOT_SURE) for each, _words in OF_PLACE}
        return found

    def changes(self, content: Content, at: datetime) -> Content:
        """The answers. A fact that nobody knew and nobody knows now is not written down."""
        said: Content = {key: self.said(key) or NOT_SURE for key, _words in OF_VISIT}
        venues = []
        for number, venue in enumerate(content.get("venues") or []):
            access = dict(venue.get("access") or {})
            for feature, _words in OF_PLACE:
                answer = self.said(f"venues.{number}.access.{feature.value}") or NOT_SURE
                if answer != NOT_SURE or feature.value in access:
                    access[feature.value] = answer
            venues.append(venue | {"access": access})
        return said | ({"venues": venues} if venues else {})


def _three(words: str, field_id: str) -> RadioField:
    return RadioField(words, id=field_id, choices=list(ANSWERS), default=NOT_SURE, widget=GovRadioInput())


class LanguageFields(PartFields):
    """Languages by name; those the directory knows get their code."""

    keys = ("languages",)

    languages = TextAreaField(
        "Languages spoken there",
        description="With commas between, such as English, Polish, British Sign Language.",
        validators=[TooLong(400, "the languages")],
        widget=GovTextArea(),
    )

    @classmethod
    def answers(cls, content: Content) -> dict[str, Any]:
        """Their names."""
        return {"languages": ", ".join(language_name(code) for code in content.get("languages") or [])}

    def changes(self, content: Content, at: datetime) -> Content:
        """Codes where there are any."""
        codes = {name.casefold(): code for code, name in LANGUAGES.items()}
        names = [" ".join(name.split()) for name in self.said("languages").replace("\n", ",").split(",")]
        return {"languages": [codes.get(name.casefold(), name) for name in names if name]}
