"""What is asked for a panel, and of it."""

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect, GovTextArea, GovTextInput
from wtforms import RadioField, SelectField, StringField, TextAreaField

from directory.needs.codes import PanelDecision
from directory.web.forms import Form
from directory.web.validators import Chosen, Needed, TooLong


class PanelForm(Form):
    """Which cases, how many, for when."""

    need = SelectField(
        "What are the cases about?", validate_choice=False, validators=[Chosen("what they are about")],
        widget=GovSelect(),
    )  # fmt: skip
    district = SelectField("From where?", validate_choice=False, widget=GovSelect())
    wanted = StringField("How many cases?", validators=[Needed("how many")], widget=GovTextInput())
    meets_on = StringField(
        "When does the panel meet?",
        description="For example, 12 March 2027",
        validators=[Needed("a day")],
        widget=GovTextInput(),
    )


class DecisionForm(Form):
    """What the panel says of one case."""

    decision = RadioField(
        "What does this course show?",
        choices=[(decision.value, decision.label) for decision in PanelDecision],
        validate_choice=False,
        validators=[Chosen("what it shows")],
        widget=GovRadioInput(),
    )
    learnt = TextAreaField("What should change? (optional)", validators=[TooLong(1000, "it")], widget=GovTextArea())
