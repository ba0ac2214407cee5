"""The forms of accounts. Those before anybody is signed in set no cookie."""

from typing import Any

from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxInput,
    GovPasswordInput,
    GovRadioInput,
    GovSelect,
    GovTextInput,
)
from wtforms import BooleanField, HiddenField, PasswordField, RadioField, SelectField, StringField
from wtforms.validators import ValidationError

from directory.accounts.passwords import SHORTEST, weakness
from directory.accounts.roles import GIVEN, MembershipKind
from directory.web.forms import Form, StatelessForm
from directory.web.validators import Chosen, EmailAddress, Needed, TooLong

WRONG = "Check the email address and the password: together they fit no account"
WRONG_CODE = "Enter the newest code your app shows; each works once, for half a minute"
HINT = f"{SHORTEST} characters or more. Three words that do not belong together are easy to keep and hard to guess."
EVERYWHERE = ("", "Everywhere")


def _email(label: str = "Email address") -> StringField:
    return StringField(label, validators=[Needed("your email address"), EmailAddress()], widget=GovTextInput())


def _new_password(label: str = "Choose a password") -> PasswordField:
    return PasswordField(label, description=HINT, widget=GovPasswordInput(), validators=[_hard_to_guess])


def _hard_to_guess(form: Any, field: Any) -> None:
    if not field.data and getattr(form, "may_have_no_password", False):
        return
    reason = weakness(field.data or "", about=form.about)
    if reason:
        raise ValidationError(reason)


class _AboutSomebody:
    """What a new password must not be made of."""

    about: tuple[str, ...] = ()


class SignInForm(StatelessForm):
    """Address and password."""

    email = _email()
    password = PasswordField(
        "Password", validators=[Needed("your password"), TooLong(128, "the password")], widget=GovPasswordInput()
    )
    next = HiddenField()


class AddressForm(StatelessForm):
    """An address to mail a link to, and where its reader was going."""

    email = _email()
    next = HiddenField()


class NewEmailForm(Form):
    """The address that is to take the old one's place."""

    email = _email("New email address")


class CodeForm(StatelessForm):
    """The code an app shows."""

    code = StringField(
        "Code", validators=[Needed("the six-digit code"), TooLong(20, "the code")], widget=GovTextInput()
    )


class RecoveryForm(StatelessForm):
    """One of the codes for the day the phone is lost."""

    code = StringField(
        "Recovery code",
        description="Such as k7mq-2xwd-9hfa. It works once.",
        validators=[Needed("a recovery code"), TooLong(40, "the code")],
        widget=GovTextInput(),
    )


class _SetUp:
    """The first code of an app, with the secret it was made from, encrypted."""

    secret = HiddenField()
    code = StringField(
        "Code from the app", validators=[Needed("the six-digit code"), TooLong(20, "the code")], widget=GovTextInput()
    )


class SetUpForm(_SetUp, Form):
    """An app for somebody who is signed in."""


class FirstSetUpForm(_SetUp, StatelessForm):
    """An app for somebody whose role asks for it before they are in."""


class OpenAccountForm(_AboutSomebody, StatelessForm):
    """What an account begins with."""

    may_have_no_password = False
    name = StringField(
        "Your name",
        description="Colleagues and stewards see it beside what you do here. The public does not.",
        validators=[Needed("your name"), TooLong(80, "your name")],
        widget=GovTextInput(),
    )
    password = _new_password()


class NewPasswordForm(_AboutSomebody, StatelessForm):
    """A password after the old one was forgotten."""

    password = _new_password("New password")


class ChangePasswordForm(_AboutSomebody, Form):
    """A password in place of the one that is known."""

    present = PasswordField("Present password", validators=[TooLong(128, "the password")], widget=GovPasswordInput())
    password = _new_password("New password")


class PasskeyForm(Form):
    """A passkey a device has made, and what to call it."""

    credential = HiddenField()
    name = StringField(
        "What to call this device",
        description="For example, my phone.",
        validators=[Needed("a name for this device"), TooLong(60, "the name")],
        widget=GovTextInput(),
    )


class NameForm(Form):
    """What colleagues read."""

    name = StringField("Your name", validators=[Needed("your name"), TooLong(80, "your name")], widget=GovTextInput())


class CloseForm(Form):
    """The last question before an account is gone."""

    sure = BooleanField(
        "Yes, close my account for good",
        validators=[Chosen("the box if you want to close your account")],
        widget=GovCheckboxInput(),
    )


class InviteForm(Form):
    """Whom to invite, to what, where."""

    email = StringField(
        "Their email address", validators=[Needed("their email address"), EmailAddress()], widget=GovTextInput()
    )
    role = RadioField(
        "Role",
        choices=[(role.value, role.label) for role in GIVEN],
        validators=[Chosen("a role")],
        widget=GovRadioInput(),
    )
    area_code = SelectField(
        "Area",
        description="Only for a steward who answers for one district.",
        choices=[EVERYWHERE],
        widget=GovSelect(),
    )


class GiveRoleForm(Form):
    """Another role for somebody who has an account."""

    role = SelectField("Role", choices=[(role.value, role.label) for role in GIVEN], widget=GovSelect())
    area_code = SelectField("Area, for a steward", choices=[EVERYWHERE], widget=GovSelect())


class InviteColleagueForm(Form):
    """Whom to invite to keep an organisation's listings."""

    email = StringField(
        "Their email address", validators=[Needed("their email address"), EmailAddress()], widget=GovTextInput()
    )
    kind = RadioField(
        "What may they do?",
        choices=[(kind.value, kind.label) for kind in reversed(MembershipKind)],
        validators=[Chosen("what they may do")],
        widget=GovRadioInput(),
    )
