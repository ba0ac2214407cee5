"""Where letters about referrals go, and where the code goes that opens them."""

from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import StringField

from directory.web.forms import Form
from directory.web.validators import EmailAddress, Needed, TooLong


class InboxForm(Form):
    """Two places are safer than one: whoever reads the mail alone cannot open a referral."""

    email = StringField(
        "Email address for referrals",
        description="A letter with a link goes there. It names nobody.",
        validators=[Needed("an email address"), EmailAddress()],
        widget=GovTextInput(),
    )
    code_phone = StringField(
        "Mobile number for the code (optional)",
        description="The link asks for a code that we text to this number. It is safer than a second email.",
        validators=[TooLong(40, "the number")],
        widget=GovTextInput(),
    )
    code_email = StringField(
        "Or another email address for the code (optional)",
        description="Without either, the code goes to the first address.",
        validators=[EmailAddress()],
        widget=GovTextInput(),
    )
