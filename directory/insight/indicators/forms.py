"""The forms of the library of indicators."""

from flask_wtf.file import FileField
from govuk_frontend_wtf.wtforms_widgets import GovFileInput, GovSelect, GovTextArea, GovTextInput
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from directory.insight.indicators.importing import Origin
from directory.insight.models.indicators import Base, Unit
from directory.web.forms import Form
from directory.web.validators import Needed, TooLong


class IndicatorForm(Form):
    """A new indicator."""

    name = StringField(
        "What does it measure?", widget=GovTextInput(), validators=[Needed("what it measures"), TooLong(200, "it")]
    )
    unit = SelectField("What is a value?", choices=[(each.value, each.label) for each in Unit], widget=GovSelect())
    base = SelectField("Of whom?", choices=[(each.value, each.label) for each in Base], widget=GovSelect())
    need = SelectField("Which need does it let one expect?", widget=GovSelect())
    definition = TextAreaField("Definition", widget=GovTextArea(), description="What is counted, of whom, and when")
    owner = StringField("Who answers for it?", widget=GovTextInput(), description="A team or role, not a person")


class DescriptionForm(Form):
    """What it is, and who answers for it."""

    definition = TextAreaField("Definition", widget=GovTextArea(), description="What is counted, of whom, and when")
    owner = StringField("Who answers for it?", widget=GovTextInput(), description="A team or role, not a person")


class SignOffForm(Form):
    """Who agreed that it says what matters."""

    group = StringField(
        "Which group of residents and carers signed it off?", widget=GovTextInput(), description="A group, not a person"
    )


class ValuesForm(Form):
    """Values and where they come from."""

    file = FileField(
        "Values by area (CSV)",
        widget=GovFileInput(),
        description="One column headed area, with codes such as E07000174, and one headed value; low and high if known",
    )
    source = StringField("Source", widget=GovTextInput(), description="Who published it, and what it is called")
    year = IntegerField("Year", widget=GovTextInput(), validators=[Optional()], description="Which year it is of")
    vintage = StringField("Edition", widget=GovTextInput(), description="Which edition, and when it was published")
    licence = StringField("Licence", widget=GovTextInput(), description="Leave empty if none is stated")

    def origin(self) -> Origin:
        """Where the values come from."""
        return Origin(self.source.data or "", self.year.data, self.vintage.data or "", self.licence.data or "")
