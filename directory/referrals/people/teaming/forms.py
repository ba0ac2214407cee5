"""The forms of teams."""

from govuk_frontend_wtf.wtforms_widgets import GovSelect, GovTextArea, GovTextInput
from wtforms import BooleanField, SelectField, SelectMultipleField, StringField, TextAreaField

from directory.web.forms import Form
from directory.web.validators import Chosen, Needed, TooLong


class TeamForm(Form):
    """What a team is called and where it works."""

    name = StringField("Name", validators=[Needed("a name"), TooLong(120, "the name")], widget=GovTextInput())
    districts = SelectMultipleField("Districts it answers for", validate_choice=False)
    wards = TextAreaField(
        "Wards, where it answers for part of a district",
        validators=[TooLong(2000, "the wards")],
        widget=GovTextArea(),
    )

    @property
    def areas(self) -> list[str]:
        """The codes of both, each once."""
        wards = (self.wards.data or "").replace(",", " ").split()
        return list(dict.fromkeys([*(self.districts.data or ()), *(ward.upper() for ward in wards)]))


class MemberForm(Form):
    """Somebody joins."""

    user = SelectField("Who joins?", validators=[Chosen("who joins")], widget=GovSelect())
    is_volunteer = BooleanField("They are a volunteer: they see their own people only, and no health facts")
