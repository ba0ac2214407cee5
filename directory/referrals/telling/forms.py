"""To whom a letter goes."""

from govuk_frontend_wtf.wtforms_widgets import GovTextArea, GovTextInput
from wtforms import StringField, TextAreaField

from directory.web.forms import Form
from directory.web.validators import TooLong


class LetterForm(Form):
    """The surgery as the person calls it. An organisation they named stands in the ledger already."""

    recipient = StringField(
        "Which surgery?",
        description="Ask them. It goes on the envelope.",
        validators=[TooLong(120, "the name")],
        widget=GovTextInput(),
    )
    address = TextAreaField("Its address (optional)", validators=[TooLong(300, "the address")], widget=GovTextArea())
