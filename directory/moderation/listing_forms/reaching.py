"""How people reach a listing: its phone numbers, its e-mail address and its website."""

from datetime import datetime
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovSelect, GovTextInput
from wtforms import SelectField, StringField

from directory.listings.codes import PhoneKind
from directory.listings.editing import Content
from directory.moderation.listing_forms.part import PartFields, id_of
from directory.moderation.listing_forms.rows import RowFields
from directory.moderation.submission.steps.joining import with_scheme
from directory.web.validators import TooLong


class PhoneFields(RowFields):
    """Numbers, each with what it is for."""

    keys = ("phones",)
    list_key = "phones"
    deciding = "number"

    @classmethod
    def row(cls, number: int) -> dict[str, Any]:
        """The number, what it is for, and how it is used."""
        key = id_of(f"phones.{number}")
        return {
            "number": StringField(
                "Another number" if number else "Phone number",
                id=f"{key}-number",
                widget=GovTextInput(),
                validators=[TooLong(60, "the phone number")],
            ),
            "description": StringField(
                "What it is for, or when somebody answers",
                id=f"{key}-description",
                widget=GovTextInput(),
                validators=[TooLong(255, "what the number is for")],
            ),
            "kind": SelectField(
                "How people use it",
                id=f"{key}-kind",
                widget=GovSelect(),
                default=PhoneKind.VOICE.value,
                choices=[(kind.value, kind.label) for kind in PhoneKind],
            ),
        }

    @classmethod
    def entry(cls, held: Content) -> dict[str, Any]:
        """A number as it is."""
        return {
            "number": held["number"],
            "description": held.get("description") or "",
            "kind": held.get("kind") or PhoneKind.VOICE.value,
        }

    def changes(self, content: Content, at: datetime) -> Content:
        """The rows that hold a number. What a row does not show, such as an extension, stays with the same number."""
        before = {row["number"]: row for row in content.get("phones") or []}
        said = []
        for row in self.filled():
            number = self.of(row, "number")
            kept = {key: before.get(number, {}).get(key) for key in ("extension", "languages")}
            shown = {name: self.of(row, name) for name in ("description", "kind")}
            said.append({"number": number, **kept, **shown})
        return {"phones": said}


class ReachFields(PartFields):
    """Where people write and read more."""

    keys = ("email", "url")

    email = StringField(
        "Email address people can write to",
        description="A shared one if you can: it stays when somebody leaves.",
        widget=GovTextInput(),
        validators=[TooLong(254, "the email address")],
    )
    url = StringField("Website or page", widget=GovTextInput(), validators=[TooLong(500, "the web address")])

    def changes(self, content: Content, at: datetime) -> Content:
        """As people write them: "www.example.org" is an address too."""
        return {"email": self.said("email") or None, "url": with_scheme(self.said("url")) or None}
