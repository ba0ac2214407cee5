"""The steward's form for joining two listings."""

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextInput
from wtforms import HiddenField, RadioField, StringField

from directory.moderation.duplicates.choosing import Side
from directory.web.forms import Form
from directory.web.validators import Chosen, Needed

FIELD = "field-"  # before the key of a field, in the names of its radios


class JoinForm(Form):
    """Which of the two stays. What it will say is chosen in radios named for each field that differs."""

    stays = RadioField(
        "Which page stays?",
        choices=[(Side.FIRST.value, Side.FIRST.label), (Side.SECOND.value, Side.SECOND.label)],
        validators=[Chosen("which page stays")],
        widget=GovRadioInput(),
    )
    seen = HiddenField()

    def seen_versions(self) -> tuple[int, int] | None:
        """The counters of both listings when the page was shown."""
        first, _, second = (self.seen.data or "").partition(".")
        return (int(first), int(second)) if first.isdigit() and second.isdigit() else None


class TwoListingsForm(Form):
    """Two listings that a steward found to be the same."""

    first = StringField(
        "The address of one listing",
        description="Copy it from your browser, for example https://…/listings/0190a1b2-…",
        validators=[Needed("the address of one listing")],
        widget=GovTextInput(),
    )
    second = StringField(
        "The address of the other",
        validators=[Needed("the address of the other")],
        widget=GovTextInput(),
    )
