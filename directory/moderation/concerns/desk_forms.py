"""The steward's answer to a concern, with the details that are most often wrong beside it."""

from collections.abc import Mapping
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovTextArea, GovTextInput
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import Optional

from directory.listings.editing import Content
from directory.web.forms import Form
from directory.web.validators import EmailAddress, Needed, TooLong


class AnswerForm(Form):
    """What was found and done. The details below it are written into the listing where they differ."""

    outcome = TextAreaField(
        "What you found and did",
        description="Anybody with the reference can read this. Name nobody.",
        validators=[Needed("what you found and did"), TooLong(1000, "what you found and did")],
        widget=GovTextArea(),
    )
    phone = StringField("Phone number", validators=[TooLong(60, "the phone number")], widget=GovTextInput())
    email = StringField("Email", validators=[Optional(), EmailAddress()], widget=GovTextInput())
    url = StringField("Website", validators=[TooLong(500, "the web address")], widget=GovTextInput())
    alert = TextAreaField(
        "Alert at the top of the listing",
        description="For what people must know before they set out.",
        validators=[TooLong(500, "the alert")],
        widget=GovTextArea(),
    )
    seen = HiddenField()

    #: Where an operation names a part of the listing that has another name here.
    PARTS: Mapping[str, str] = {"phones.0.number": "phone"}

    def fill(self, content: Content, version: int) -> None:
        """Show what the listing says."""
        self.phone.data = first_number(content)
        self.email.data, self.url.data = content.get("email") or "", content.get("url") or ""
        self.alert.data, self.seen.data = content.get("alert") or "", str(version)

    def corrections(self, content: Content) -> Content:
        """The details as they should be, for those that this form shows."""
        wanted: dict[str, Any] = {
            "email": self.email.data or None,
            "url": self.url.data or None,
            "alert": (self.alert.data or "").strip() or None,
        }
        if (self.phone.data or "") != first_number(content):
            wanted["phones"] = _with_first(content.get("phones") or [], self.phone.data or "")
        return wanted

    def seen_version(self) -> int | None:
        """The listing's counter when the page was shown."""
        return int(self.seen.data) if (self.seen.data or "").isdigit() else None


def first_number(content: Content) -> str:
    """The number that is read out first."""
    phones = content.get("phones") or []
    return str(phones[0]["number"]) if phones else ""


def _with_first(phones: list[dict[str, Any]], number: str) -> list[dict[str, Any]]:
    """The numbers with another first one; an empty one takes it out."""
    rest = phones[1:]
    return [{"kind": "voice", **(phones[0] if phones else {}), "number": number}, *rest] if number else rest
