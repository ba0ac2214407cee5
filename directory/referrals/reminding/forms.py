"""What is asked about a reminder: what it is about, how and when it comes, and that they asked for it."""

from collections.abc import Sequence
from datetime import date

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovRadioInput, GovTextInput
from wtforms import BooleanField, RadioField, StringField

from directory.errors import RuleBroken
from directory.referrals.codes.contact import Channel, ContactWay
from directory.referrals.codes.reminders import Every, PartOfDay
from directory.referrals.referring.writing import coming_day
from directory.referrals.reminding.operations import LONGEST, Wished
from directory.web.forms import Form
from directory.web.validators import Chosen, Needed, TooLong

#: How a connector and somebody were speaking when it was asked for.
ASKED_BY = (Channel.HOME_VISIT, Channel.IN_PERSON, Channel.PHONE, Channel.VIDEO)


class ReminderForm(Form):
    """One reminder."""

    words = StringField(
        "What would they like to be reminded of?",
        description="In their words, without a name. Whoever holds their phone and opens the link reads this.",
        validators=[Needed("what they would like to be reminded of"), TooLong(LONGEST, "this")],
        widget=GovTextInput(),
    )
    way = RadioField(
        "How should it come?",
        choices=[],  # those that are open to this person
        validators=[Chosen("how it should come")],
        widget=GovRadioInput(),
    )
    every = RadioField(
        "How often?",
        choices=[(each.value, each.label) for each in Every],
        validators=[Chosen("how often it should come")],
        widget=GovRadioInput(),
    )
    part = RadioField(
        "When in the day?",
        choices=[(part.value, part.label) for part in PartOfDay],
        validators=[Chosen("when in the day it should come")],
        widget=GovRadioInput(),
    )
    first_on = StringField(
        "First on",
        description="For example, 27 March.",
        validators=[Needed("the first day")],
        widget=GovTextInput(),
    )
    last_on = StringField(
        "Last on (optional)", description="Without one it ends after 12 weeks.", widget=GovTextInput()
    )
    channel = RadioField(
        "How did they ask for it?",
        choices=[(each.value, each.label) for each in ASKED_BY],
        validators=[Chosen("how they asked for it")],
        widget=GovRadioInput(),
    )
    is_agreed = BooleanField(
        "They asked for it, and know how to stop it",
        validators=[Chosen("that they asked for it: nothing is sent without it")],
        widget=GovCheckboxInput(),
    )

    def offer(self, ways: Sequence[ContactWay]) -> None:
        """The ways that are open. A single one needs no choice."""
        self.way.choices = [(way.value, way.label) for way in ways]
        if len(ways) == 1:
            self.way.data = ways[0].value

    def wished(self, today: date) -> Wished:
        """What was asked for. Raises `RuleBroken` for a day that cannot be read, or has been."""
        first_on = coming_day("first_on", self.first_on.data, today)
        if first_on is None:
            raise RuleBroken("first_on", "Enter the first day")
        return Wished(
            words=self.words.data or "",
            way=ContactWay(self.way.data),
            every=Every(self.every.data),
            part=PartOfDay(self.part.data),
            first_on=first_on,
            last_on=coming_day("last_on", self.last_on.data, today),
        )
