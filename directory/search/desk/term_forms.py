"""What a steward fills in to word, add or retire a term."""

from govuk_frontend_wtf.wtforms_widgets import GovSelect, GovTextArea, GovTextInput
from wtforms import SelectField, StringField, TextAreaField

from directory.search.desk.terms import Wording
from directory.web.forms import Form
from directory.web.validators import Needed, TooLong


class WordingForm(Form):
    """What a term says to residents, to professionals and to whoever chooses it."""

    name = StringField(
        "What people call it",
        description="Plain words, as somebody would say it of themselves.",
        validators=[Needed("what people call it"), TooLong(120, "the words")],
        widget=GovTextInput(),
    )
    professional_label = StringField(
        "What professionals call it (optional)",
        validators=[TooLong(120, "the professional words")],
        widget=GovTextInput(),
    )
    description = TextAreaField(
        "What belongs to it, and what does not (optional)",
        description="For whoever chooses terms for a listing.",
        validators=[TooLong(1000, "the note")],
        widget=GovTextArea(),
    )

    also = StringField(
        "A search to compare (optional)",
        description="As people type it. Nothing is saved.",
        validators=[TooLong(100, "the search")],
        widget=GovTextInput(),
    )

    @property
    def wording(self) -> Wording:
        """What was entered."""
        said = (self.name.data, self.professional_label.data, self.description.data)
        return Wording(*(" ".join((each or "").split()) for each in said))


class NewTermForm(WordingForm):
    """A term and, for a need, its group."""

    parent = SelectField("Which group does it belong to?", widget=GovSelect(), validate_choice=False)


class RetireForm(Form):
    """What stands in its place."""

    successor = SelectField("What do its listings say instead?", widget=GovSelect(), validate_choice=False)
