"""The public form "Suggest something for the directory"."""

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Optional

from directory.moderation.suggestions.codes import Connection
from directory.web.traps import PublicForm
from directory.web.validators import Chosen, EmailAddress, Needed, TooLong


class SuggestionForm(PublicForm):
    """A group, place or person that helps and is not listed."""

    name = StringField(
        "What is it called?",
        description="A name people would know it by, even if it is only “the Tuesday knitters”.",
        validators=[Needed("what it is called"), TooLong(200, "the name")],
        widget=GovTextInput(),
    )
    description = TextAreaField(
        "What happens there, and who is it for?",
        description="For example, “tea and board games on Friday mornings, mostly older men”.",
        validators=[Needed("what happens there"), TooLong(2000, "what happens there")],
        widget=GovTextArea(),
    )
    where = StringField(
        "Where is it?",
        description="A building, street or postcode, or “online” or “by phone”.",
        validators=[Needed("where it is, or “online” or “by phone”"), TooLong(300, "where it is")],
        widget=GovTextInput(),
    )
    town = StringField(
        "Town or village (optional)",
        validators=[TooLong(100, "the town or village")],
        widget=GovTextInput(),
    )
    contact = TextAreaField(
        "How do people get in touch?",
        description="A public phone number, website or “just turn up”. Not a private number, unless its owner agrees.",
        validators=[Needed("how people get in touch, or “just turn up”"), TooLong(500, "how people get in touch")],
        widget=GovTextArea(),
    )
    connection = RadioField(
        "How do you know it?",
        choices=[(connection.value, connection.label) for connection in Connection],
        validators=[Chosen("how you know it")],
        widget=GovRadioInput(),
    )
    department = StringField(
        "Your team or organisation (optional)",
        description="If you came across it at work, for example “Leisure” or “Mansfield library”.",
        validators=[TooLong(200, "your team or organisation")],
        widget=GovTextInput(),
    )
    email = StringField(
        "Your email address (optional)",
        description="Only if you want to hear what we did. We use it for that and nothing else.",
        validators=[Optional(), EmailAddress()],
        widget=GovTextInput(),
    )
