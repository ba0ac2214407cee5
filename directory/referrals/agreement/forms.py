"""What is asked when agreement ends."""

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxesInput, GovSelect
from wtforms import SelectField, SelectMultipleField

from directory.referrals.codes.contact import Channel
from directory.web.forms import Form
from directory.web.validators import Chosen


class WithdrawalForm(Form):
    """What ends, and how they said so."""

    ended = SelectMultipleField(
        "Holds today",
        choices=[],
        validate_choice=False,
        validators=[Chosen("what they no longer agree to")],
        widget=GovCheckboxesInput(),
    )
    channel = SelectField(
        "How did they say so?",
        choices=[(each.value, each.label) for each in Channel],
        default=Channel.PHONE.value,
        widget=GovSelect(),
    )
