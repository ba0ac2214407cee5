"""The forms of a conversation: few fields, the words first, nothing asked twice."""

from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect, GovTextArea, GovTextInput
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from directory.referrals.codes.contact import Channel
from directory.referrals.codes.work import ActionKind, Severity, UnmetReason
from directory.referrals.conversations.codes import COPY_WAYS, PassedTo, TechnologyAnswer
from directory.referrals.conversations.talk import Area, FamilyHelp, Talk
from directory.web.closed_lists import coded_or_none
from directory.web.forms import Form
from directory.web.validators import Chosen, TooLong

LONGEST = 4000


def _words(label: str, hint: str, thing: str) -> TextAreaField:
    return TextAreaField(
        label,
        description=hint,
        validators=[TooLong(LONGEST, thing)],
        widget=GovTextArea(),
    )


class WordsForm(Form):
    """What was said. `seen` is the version that was shown, where there is one."""

    seen = HiddenField()
    what_matters = _words("What matters to them?", "In their words. What would make a good week?", "what matters")
    strengths = _words("What are they good at, and who is around them?", "Optional.", "what they are good at")
    contribution = _words(
        "What would they like to offer others?", "Optional. Such as “I can drive” or “I used to teach”.", "the offer"
    )
    transitions = SelectMultipleField("What has changed in their life?", validate_choice=False)
    needs = SelectMultipleField("What would help?", validate_choice=False)
    family_who = StringField(
        "Who in the family or next door helps, or could?",
        validators=[TooLong(200, "who helps")],
        widget=GovTextInput(),
    )
    family_what = _words("What do they do, or offer to do?", "", "what they do")
    family_agreed = BooleanField("I asked them. They are willing and able, and they agree")
    family_impact = _words("What does it mean for them?", "Their own work, health and time.", "what it means")
    channel = SelectField(
        "How did you talk?", choices=[(each.value, each.label) for each in Channel], widget=GovSelect()
    )

    def talk(self, *, needs: set[str], transitions: set[str], area: Area | None = None) -> Talk:
        """What the form says, with codes that there are."""
        return Talk(
            channel=Channel(self.channel.data),
            what_matters=self.what_matters.data or "",
            strengths=self.strengths.data or "",
            contribution=self.contribution.data or "",
            needs=tuple(code for code in self.needs.data or () if code in needs),
            transitions=tuple(code for code in self.transitions.data or () if code in transitions),
            family_help=self._family(),
            area=area or Area(),
        )

    def _family(self) -> FamilyHelp | None:
        who, what = self.family_who.data or "", self.family_what.data or ""
        if not who and not what:
            return None
        return FamilyHelp(who, what, agreed=bool(self.family_agreed.data), impact=self.family_impact.data or "")


class WhoPart:
    """Who it is: nobody named, somebody known or somebody new. `who` is asked only when somebody like that is known."""

    name = StringField(
        "Name",
        description="Leave it empty to count the contact without anybody’s name.",
        validators=[TooLong(120, "the name")],
        widget=GovTextInput(),
    )
    phone = StringField("Phone", validators=[TooLong(40, "the phone number")], widget=GovTextInput())
    postcode = StringField(
        "Postcode",
        description="Without a name only the area is kept.",
        validators=[TooLong(12, "the postcode")],
        widget=GovTextInput(),
    )
    who = RadioField("Is it one of them?", choices=[], validate_choice=False, widget=GovRadioInput())


class NewForm(WhoPart, WordsForm):
    """A whole conversation on one page."""

    person = HiddenField()
    service = HiddenField()


class WhoForm(WhoPart, Form):
    """Who it was, said later."""


class NeedsForm(Form):
    """More needs, or fewer."""

    needs = SelectMultipleField("What would help?", validate_choice=False)


class FindForm(Form):
    """A search within a conversation: sent by POST, so that words about somebody stand in no address."""

    need = HiddenField()
    words = StringField("In your own words", validators=[TooLong(200, "your words")], widget=GovTextInput())
    place = StringField("Near", validators=[TooLong(80, "the place")], widget=GovTextInput())


class ActionForm(Form):
    """One thing that was done."""

    kind = HiddenField()
    need = HiddenField()
    service = HiddenField()
    note = StringField("Note (optional)", validators=[TooLong(500, "the note")], widget=GovTextInput())
    unmet_reason = SelectField(
        "Why?",
        choices=[("", "Choose why"), *((each.value, each.label) for each in UnmetReason)],
        validate_choice=False,
        widget=GovSelect(),
    )
    severity = RadioField(
        "How much does it matter?",
        choices=[(each.value, each.label) for each in Severity],
        default=Severity.MEDIUM.value,
        validate_choice=False,
        widget=GovRadioInput(),
    )

    def facts(self) -> dict[str, Any]:
        """What `add_action` takes besides kind and listing."""
        return {
            "need": self.need.data or None,
            "note": self.note.data or "",
            "unmet_reason": coded_or_none(UnmetReason, self.unmet_reason.data),
            "severity": coded_or_none(Severity, self.severity.data),
        }


class ContactForm(ActionForm):
    """A contact without a conversation: what was done, about which need, where. Ten seconds."""

    kind = RadioField(
        "What did you do?",
        choices=[
            (ActionKind.SIGNPOST.value, "I told somebody about a service"),
            (ActionKind.INFORMATION.value, "I gave information"),
            (ActionKind.UNMET.value, "I found nothing suitable"),
        ],
        validators=[Chosen("what you did")],
        widget=GovRadioInput(),
    )
    need = SelectField("What was it about?", choices=[], validate_choice=False, widget=GovSelect())
    place = StringField(
        "Postcode or town (optional)",
        description="Only the area is kept.",
        validators=[TooLong(80, "the place")],
        widget=GovTextInput(),
    )
    cohorts = SelectMultipleField("Whom is it about? (optional)", validate_choice=False)


class TapForm(Form):
    """One tap on a listing: no field to fill in."""

    need = HiddenField()
    back = HiddenField()


class TechnologyForm(Form):
    """The answer to the technology prompt."""

    answer = RadioField(
        "What did they say?",
        choices=[(each.value, each.label) for each in TechnologyAnswer],
        validators=[Chosen("what they said")],
        widget=GovRadioInput(),
    )


class PassedForm(Form):
    """Whom a worry was passed to: nothing of what it was."""

    passed_to = RadioField(
        "Who did you pass it to?",
        choices=[(each.value, each.label) for each in PassedTo],
        validators=[Chosen("who you passed it to")],
        widget=GovRadioInput(),
    )


class CopyForm(Form):
    """How the person wants their copy."""

    way = RadioField(
        "How would they like it?",
        choices=[(each.value, each.label) for each in COPY_WAYS],
        validators=[Chosen("how they would like it")],
        widget=GovRadioInput(),
    )
    is_agreed = BooleanField("They asked for it, and know that others may see it there")
