"""The forms of flags: three fields at most that have to be looked at, the rest folded away."""

from collections.abc import Sequence

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect, GovTextArea, GovTextInput
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField

from directory.errors import RuleBroken
from directory.needs.codes import SAID_BY_RESIDENT, FlagSource, FlagStatus
from directory.needs.flags.links import SOURCES
from directory.needs.flags.operations import LONGEST_WORDS, SET_BY_HAND
from directory.referrals.codes.work import Severity, UnmetReason
from directory.search.need_queries import NeedTerm
from directory.web.closed_lists import coded_in
from directory.web.forms import Form
from directory.web.traps import PublicForm
from directory.web.validators import Chosen, Needed, TooLong

PLACE_HINT = "A postcode, town or village. Only the ward or district is kept."
#: How those know who have no source of their own.
HOW_KNOWN = (
    FlagSource.CONTACT_CENTRE,
    FlagSource.SOCIAL_CARE,
    FlagSource.RESIDENT,
    FlagSource.SEARCH,
    FlagSource.PANEL,
    FlagSource.PARTNER,
)
#: What a resident is not asked: the first is no gap, the second they would not say.
_NOT_ASKED = frozenset({UnmetReason.DECLINED, UnmetReason.TIME_LIMITED})
RESIDENT_REASONS = [(code.value, words) for code, words in SAID_BY_RESIDENT.items() if code not in _NOT_ASKED]
STAFF_REASONS = [(code.value, code.label) for code in UnmetReason if code is not UnmetReason.DECLINED]


class NeedPart:
    """What it is about."""

    need = SelectField("What is missing?", choices=[], validate_choice=False, widget=GovSelect())

    def offer(self, needs: Sequence[NeedTerm], first: str = "Choose what is missing") -> None:
        """The needs to choose from."""
        self.need.choices = [("", first), *((term.code, term.name) for term in needs)]

    def chosen_need(self, needs: Sequence[NeedTerm]) -> str:
        """The need. Raises `RuleBroken` for none, or one that there is not."""
        if self.need.data not in {term.code for term in needs}:
            raise RuleBroken("need", "Choose what is missing")
        return str(self.need.data)


class PlacePart:
    """Where it is missing."""

    place = StringField("Where?", description=PLACE_HINT, validators=[TooLong(80, "the place")], widget=GovTextInput())


class StaffReasonPart:
    """Why, as staff say it."""

    reason = SelectField(
        "Why does it stay unmet?",
        choices=[("", "Choose why"), *STAFF_REASONS],
        validate_choice=False,
        widget=GovSelect(),
    )


class FlagForm(NeedPart, PlacePart, StaffReasonPart, Form):
    """A flag by somebody who is signed in."""

    area = HiddenField()
    service = HiddenField()
    severity = RadioField(
        "How much does it matter?",
        choices=[(each.value, each.label) for each in Severity],
        default=Severity.MEDIUM.value,
        validate_choice=False,
        widget=GovRadioInput(),
    )
    source = SelectField(
        "How do you know?",
        choices=[(each.value, each.label) for each in HOW_KNOWN],
        default=FlagSource.CONTACT_CENTRE.value,
        validate_choice=False,
        widget=GovSelect(),
    )
    cohorts = SelectMultipleField("Whom is it about? Two groups at most", validate_choice=False)
    words = TextAreaField(
        "In their words",
        description="Do not name anybody.",
        validators=[TooLong(LONGEST_WORDS, "the words")],
        widget=GovTextArea(),
    )


class ShortForm(NeedPart, PlacePart, StaffReasonPart, PublicForm):
    """A flag by a team elsewhere: three fields and no account."""


class MissingForm(NeedPart, PlacePart, PublicForm):
    """A resident says what is missing, without a name."""

    service = HiddenField()
    reason = SelectField(
        "What stands in the way?",
        choices=[("", "Choose why"), *RESIDENT_REASONS],
        validate_choice=False,
        widget=GovSelect(),
    )


class WhyForm(NeedPart, PublicForm):
    """A resident who told us in one tap says a little more."""

    reason = RadioField(
        "What stands in the way?",
        choices=RESIDENT_REASONS,
        validate_choice=False,
        validators=[Chosen("why")],
        widget=GovRadioInput(),
    )


class StatusForm(Form):
    """How far a flag is."""

    status = SelectField(
        "How far is it?",
        choices=[(each.value, each.label) for each in SET_BY_HAND],
        validate_choice=False,
        widget=GovSelect(),
    )


class SortForm(NeedPart, Form):
    """What a flag is about, from its words."""


class QuoteForm(Form):
    """Words with the names taken out."""

    quote = TextAreaField(
        "What others may read",
        description="Leave it empty if nothing of it may be shown.",
        validators=[TooLong(LONGEST_WORDS, "the quote")],
        widget=GovTextArea(),
    )
    is_read = BooleanField("I have read it: nobody can be recognised, not even by a neighbour")


class LinkForm(Form):
    """A short link for a team elsewhere."""

    name = StringField(
        "Which team is it for?",
        description="Such as: Hospital discharge team",
        validators=[Needed("the team"), TooLong(120, "the name")],
        widget=GovTextInput(),
    )
    source = RadioField(
        "Who are they?",
        choices=[(each.value, each.label) for each in SOURCES],
        validate_choice=False,
        validators=[Chosen("who they are")],
        widget=GovRadioInput(),
    )
    expires_on = StringField(
        "Until when does it work?",
        description="For example, 31 March",
        validators=[Needed("a day")],
        widget=GovTextInput(),
    )


def reason_in(value: str | None) -> UnmetReason:
    """Why. Raises `RuleBroken` when nobody says."""
    return coded_in(UnmetReason, "reason", value, "Choose why")


def status_in(value: str | None) -> FlagStatus:
    """How far. Raises `RuleBroken` for what is no status."""
    return coded_in(FlagStatus, "status", value, "Select how far it is")
