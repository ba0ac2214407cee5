"""What a claim asks, and what its decision asks."""

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Optional

from directory.accounts.roles import MembershipKind
from directory.moderation.providing.codes import ClaimRole
from directory.web.forms import Form, StatelessForm
from directory.web.validators import Chosen, EmailAddress, TooLong

REFUSED = "refused"


class ClaimForm(Form):
    """Who somebody is there, and one thing that shows it."""

    role_there = RadioField(
        "What do you do there?",
        choices=[(role.value, role.label) for role in ClaimRole],
        validators=[Chosen("what you do there")],
        widget=GovRadioInput(),
    )
    work_email = StringField(
        "Your email address there",
        validators=[Optional(), EmailAddress()],
        widget=GovTextInput(),
    )
    charity_number = StringField(
        "Its charity number", validators=[TooLong(20, "the charity number")], widget=GovTextInput()
    )
    words = TextAreaField(
        "In your own words",
        description="For example, “I have run the Tuesday group since 2019 and answer its phone”.",
        validators=[TooLong(1000, "your words")],
        widget=GovTextArea(),
    )


class ConfirmationForm(StatelessForm):
    """One button."""


class DecisionForm(Form):
    """What becomes of a claim."""

    answer = RadioField(
        "What is your answer?",
        choices=[
            (MembershipKind.LEAD.value, "Yes, as lead: keeps the listings and invites others"),
            (MembershipKind.EDITOR.value, "Yes, as editor: keeps the listings"),
            (REFUSED, "No"),
        ],
        validators=[Chosen("your answer")],
        widget=GovRadioInput(),
    )
    reason = TextAreaField(
        "Words for the claimant",
        description="Needed when the answer is no. They read exactly this.",
        validators=[TooLong(1000, "the words for the claimant")],
        widget=GovTextArea(),
    )
