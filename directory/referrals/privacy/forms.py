"""The forms of keeping: a hold, a copy, erasure, and the law of one purpose."""

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextInput
from wtforms import IntegerField, RadioField, StringField
from wtforms.validators import NumberRange, Optional

from directory.db import Coded
from directory.referrals.codes.agreement import LawfulBasis, SpecialCategory
from directory.referrals.privacy.codes import ErasureReason, HoldReason, KnownBy
from directory.web.forms import Form
from directory.web.validators import Chosen, Needed

LONGEST_DAYS = 3660


def _choices(of: type[Coded]) -> list[tuple[str, str]]:
    return [(each.value, each.label) for each in of]


class HoldForm(Form):
    """Why nothing may be erased."""

    hold_reason = RadioField(
        "Why is it kept?", choices=_choices(HoldReason), validators=[Chosen("why it is kept")], widget=GovRadioInput()
    )


class CopyForm(Form):
    """How it was made sure who asks."""

    known_by = RadioField(
        "How do you know who asks?",
        choices=_choices(KnownBy),
        validators=[Chosen("how you know who asks")],
        widget=GovRadioInput(),
    )


class ErasureForm(Form):
    """Why, and the reference typed by hand."""

    why = RadioField(
        "Why is it erased?",
        choices=_choices(ErasureReason),
        validators=[Chosen("why it is erased")],
        widget=GovRadioInput(),
    )
    typed = StringField(
        "Type the reference of this record", validators=[Needed("the reference of this record")], widget=GovTextInput()
    )


class LawForm(Form):
    """The law that one purpose rests on."""

    lawful_basis = RadioField(
        "Lawful basis", choices=_choices(LawfulBasis), validators=[Chosen("the lawful basis")], widget=GovRadioInput()
    )
    condition = RadioField(
        "Condition for health and the like",
        choices=_choices(SpecialCategory),
        validators=[Chosen("the condition")],
        widget=GovRadioInput(),
    )
    expires_after_days = IntegerField(
        "Ask again after so many days",
        validators=[Optional(), NumberRange(1, LONGEST_DAYS, f"Enter a number of days from 1 to {LONGEST_DAYS:,}")],
        widget=GovTextInput(),
    )
