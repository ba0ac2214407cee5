"""The public form "Is this right?"."""

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Optional

from directory.moderation.concerns.codes import ConcernKind
from directory.web.traps import PublicForm
from directory.web.validators import Chosen, EmailAddress, TooLong


class ConcernForm(PublicForm):
    """What somebody noticed. One choice is enough."""

    kind = RadioField(
        "What is not right?",
        choices=[(kind.value, kind.label) for kind in ConcernKind],
        validators=[Chosen("what is not right")],
        widget=GovRadioInput(),
    )
    text = TextAreaField(
        "Tell us more (optional)",
        description="For example, what the notice on the door said, or the right day. Do not name other people.",
        validators=[TooLong(1000, "what you tell us")],
        widget=GovTextArea(),
    )
    email = StringField(
        "Your email address (optional)",
        description="Only if you want to hear what we found. We use it for that and nothing else.",
        validators=[Optional(), EmailAddress()],
        widget=GovTextInput(),
    )
