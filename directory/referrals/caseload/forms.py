"""What the caseload's pages ask: words to find somebody by, and to whom people are handed over."""

from govuk_frontend_wtf.wtforms_widgets import GovSelect, GovTextInput
from wtforms import SelectField, SelectMultipleField, StringField

from directory.web.forms import Form
from directory.web.validators import Chosen, Needed, TooLong

QUEUE = "queue"


class FindForm(Form):
    """Sent by POST, so that no name stands in an address, a log or a history."""

    words = StringField(
        "Find somebody",
        description="A reference, a name or a phone number",
        validators=[Needed("a reference, a name or a phone number"), TooLong(120, "the words")],
        widget=GovTextInput(),
    )


class HandoverForm(Form):
    """Who, and to whom."""

    to = SelectField("Hand over to", validate_choice=False, validators=[Chosen("to whom")], widget=GovSelect())
    people = SelectMultipleField("People", validate_choice=False)
