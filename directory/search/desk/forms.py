"""The forms of the steward's desk."""

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect, GovTextInput
from wtforms import RadioField, SelectField, StringField

from directory.search.desk.operations import MODES
from directory.taxonomy.models import SynonymKind
from directory.web.forms import Form
from directory.web.validators import Chosen, Needed, TooLong


class WordsForm(Form):
    """Words and the group they belong to."""

    words = StringField(
        "Word or phrase",
        description="As people type it, such as “hoovering”",
        validators=[Needed("a word or phrase"), TooLong(60, "the word or phrase")],
        widget=GovTextInput(),
    )
    where = SelectField("What it means", validators=[Chosen("what it means")], widget=GovSelect())
    kind = RadioField(
        "Whose word is it?",
        choices=[(kind.value, kind.label) for kind in SynonymKind],
        default=SynonymKind.RESIDENT.value,
        validators=[Chosen("whose word it is")],
        widget=GovRadioInput(),
    )
    also = StringField(
        "Another search to compare (optional)",
        description="A search that works today and must not suffer",
        validators=[TooLong(100, "the search")],
        widget=GovTextInput(),
    )


class ModeForm(Form):
    """Which way a group leads."""

    mode = RadioField(
        "Which way do these words lead?",
        choices=list(
            zip(
                MODES, ("Both ways: each finds all the others", "From everyday words to professional ones"), strict=True
            )
        ),
        validators=[Chosen("which way the words lead")],
        widget=GovRadioInput(),
    )
