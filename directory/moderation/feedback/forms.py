"""How was it? One form, for whoever was there and for whoever writes it down for them."""

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxesInput, GovRadioInput, GovTextArea
from wtforms import RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import Optional

from directory.moderation.feedback.codes import Age, Group, Rating, Told
from directory.moderation.feedback.operations import Said
from directory.web.traps import PublicForm
from directory.web.validators import Chosen, TooLong

LONGEST = 1000
NOT_SAID = ("", "Prefer not to say")


class FeedbackForm(PublicForm):
    """One choice is enough."""

    rating = RadioField(
        "How was it, all in all?",
        choices=[(each.value, each.label) for each in Rating],
        validators=[Chosen("how it was")],
        widget=GovRadioInput(),
    )
    text = TextAreaField(
        "What was good, and what would make it better? (optional)",
        description="Do not name anybody. Those who look after the directory read it; it is not shown on any page.",
        validators=[TooLong(LONGEST, "what you tell us")],
        widget=GovTextArea(),
    )
    age = RadioField(
        "How old are you?",
        choices=[NOT_SAID, *((each.value, each.label) for each in Age)],
        default="",
        validators=[Optional()],
        widget=GovRadioInput(),
    )
    groups = SelectMultipleField(
        "Tick what is true of you (optional)",
        description="So that we notice whom we do not hear. It is counted, and never shown with your words.",
        choices=[(each.value, each.label) for each in Group],
        validate_choice=False,
        widget=GovCheckboxesInput(),
    )
    told = RadioField(
        "How did they tell you?",
        choices=[(each.value, each.label) for each in Told if each is not Told.ONLINE],
        validators=[Chosen("how they told you")],
        widget=GovRadioInput(),
    )

    def said(self) -> Said:
        """What was said."""
        known = {each.value for each in Group}
        return Said(
            rating=Rating(self.rating.data),
            text=self.text.data or "",
            age=Age(self.age.data) if self.age.data else None,
            groups=[Group(code) for code in self.groups.data or () if code in known],
        )

    def how(self) -> Told:
        """How it was told: on the page, where nobody writes it down for somebody."""
        return Told(self.told.data) if self.told else Told.ONLINE


def form_for(*, is_taken_down: bool) -> FeedbackForm:
    """The form: whoever takes it down for somebody is asked one thing more, how it was told."""
    form = FeedbackForm()
    if not is_taken_down:
        del form.told
    return form
