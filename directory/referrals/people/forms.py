"""The forms of a record: who they are, how to be understood, what keeps them safe. A new record has all three."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from wtforms import BooleanField, HiddenField, RadioField, SelectMultipleField, StringField, TextAreaField

from directory.referrals.codes.contact import CommunicationNeed, ContactWay
from directory.referrals.people.facts import LONGEST, SAFETY_ANSWERS, SAFETY_WORDS, PersonFacts, read_born
from directory.referrals.people.flags import is_health_detail
from directory.referrals.people.opening import OF_SUPERVISORS, ReadingReason
from directory.web.forms import Form
from directory.web.validators import Chosen, EmailAddress, Needed, TooLong

_DETAIL = 120
_ANSWERS = [("yes", "Yes"), ("no", "No"), ("", "Not asked")]


class WhoFields:
    """Who they are and how they are reached. Only the name is needed."""

    name = StringField("Name", validators=[Needed("a name; a first name or initials will do")], widget=GovTextInput())
    phone = StringField("Phone", validators=[TooLong(LONGEST["phone"], "the phone number")], widget=GovTextInput())
    postcode = StringField("Postcode", validators=[TooLong(10, "the postcode")], widget=GovTextInput())
    born = StringField("Year or date of birth", validators=[TooLong(30, "the date of birth")], widget=GovTextInput())
    email = StringField("Email", validators=[EmailAddress()], widget=GovTextInput())
    address = TextAreaField("Address", validators=[TooLong(LONGEST["address"], "the address")], widget=GovTextArea())
    best_time = StringField(
        "Best time to ring", validators=[TooLong(LONGEST["best_time"], "the best time")], widget=GovTextInput()
    )
    case_number = StringField(
        "Number in the council’s case system",
        validators=[TooLong(LONGEST["case_number"], "the number")],
        widget=GovTextInput(),
    )
    contact_ways = SelectMultipleField(
        "How do they want to be reached?", choices=[(way.value, way.label) for way in ContactWay]
    )
    cohorts = SelectMultipleField("Groups they belong to, where a service or a report needs it", validate_choice=False)


class SafetyFields:
    """What may be done without putting them at risk."""

    leave_message = RadioField("Safe to leave a message?", choices=_ANSWERS, default="", widget=GovRadioInput())
    write = RadioField("Safe to write?", choices=_ANSWERS, default="", widget=GovRadioInput())
    withheld_number = RadioField("Ring with number withheld?", choices=_ANSWERS, default="", widget=GovRadioInput())
    times = StringField("Safe times to ring", validators=[TooLong(_DETAIL, "the safe times")], widget=GovTextInput())
    code_word = StringField("Code word", validators=[TooLong(40, "the code word")], widget=GovTextInput())


def _communication_fields() -> dict[str, Any]:
    fields: dict[str, Any] = {"__doc__": "What they need to be understood: a tick and a detail for each need."}
    for need in CommunicationNeed:
        fields[f"need_{need.value}"] = BooleanField(need.label)
        fields[f"detail_{need.value}"] = StringField(
            f"Details: {need.label}", validators=[TooLong(_DETAIL, "the details")]
        )
    return fields


CommunicationFields = type("CommunicationFields", (), _communication_fields())


class _Seen(Form):
    seen = HiddenField()

    @property
    def version(self) -> int:
        """The version of the record that the page showed."""
        return int(self.seen.data) if str(self.seen.data or "").isdecimal() else 0


class WhoForm(_Seen, WhoFields):
    """Who they are, of a record that is there."""

    def facts(self, before: PersonFacts, *, is_limited: bool) -> PersonFacts:
        """The record with what was typed. A reader who does not see groups leaves them as they were."""
        return _who(self, before, keep_cohorts=is_limited)


class SafetyForm(_Seen, SafetyFields):
    """What keeps them safe, of a record that is there."""

    def facts(self, before: PersonFacts, *, is_limited: bool) -> PersonFacts:
        """The record with what was answered; what was not asked is left out."""
        del is_limited  # everybody who may open a record sees what keeps the person safe
        return replace(before, safety=_safety(self))


class CommunicationForm(_Seen, CommunicationFields):  # type: ignore[misc,valid-type]  # made field by field above
    """How to be understood, of a record that is there."""

    def facts(self, before: PersonFacts, *, is_limited: bool) -> PersonFacts:
        """The record with what was ticked. Details that this reader does not see stay."""
        return replace(before, communication=_communication(self, before, is_limited=is_limited))


class NewPersonForm(Form, WhoFields, SafetyFields, CommunicationFields):  # type: ignore[misc,valid-type]  # as above
    """A new record."""

    def facts(self, *, is_limited: bool) -> PersonFacts:
        """The whole record."""
        nobody = PersonFacts(name="")
        facts = _who(self, nobody, keep_cohorts=is_limited)
        return replace(facts, safety=_safety(self), communication=_communication(self, nobody, is_limited=False))


class ReasonForm(Form):
    """Why a record is opened."""

    reason = RadioField("Why do you open this record?", validators=[Chosen("why you open it")], widget=GovRadioInput())

    def offer(self, *, is_supervisor: bool) -> None:
        """Leave the reasons this reader can have."""
        reasons = [each for each in ReadingReason if is_supervisor or each not in OF_SUPERVISORS]
        self.reason.choices = [(each.value, each.label) for each in reasons]


class CaringForm(Form):
    """Somebody looks after somebody."""

    which = RadioField(
        "Who looks after whom?",
        choices=[
            ("cared_for", "The other person looks after them"),
            ("carer", "They look after the other person"),
        ],
        validators=[Chosen("who looks after whom")],
        widget=GovRadioInput(),
    )
    reference = StringField(
        "Their reference, if there is a record", validators=[TooLong(20, "the reference")], widget=GovTextInput()
    )
    name = StringField("Or their name", validators=[TooLong(LONGEST["name"], "the name")], widget=GovTextInput())
    phone = StringField("Phone", validators=[TooLong(LONGEST["phone"], "the phone number")], widget=GovTextInput())
    relation = StringField("How are they related?", validators=[TooLong(60, "this")], widget=GovTextInput())


def shown(facts: PersonFacts, version: int, *, is_limited: bool) -> dict[str, Any]:
    """The values of all three forms, for a record as it is now."""
    values: dict[str, Any] = {"seen": str(version), **{name: getattr(facts, name) for name in LONGEST}}
    values |= {"postcode": facts.postcode, "born": facts.born}
    values |= {"contact_ways": list(facts.contact_ways), "cohorts": [] if is_limited else list(facts.cohorts)}
    values |= {fact: facts.safety.get(fact, "") for fact in (*SAFETY_ANSWERS, *SAFETY_WORDS)}
    for need in CommunicationNeed:
        values[f"need_{need.value}"] = need.value in facts.communication
        hidden = is_limited and is_health_detail(need)
        values[f"detail_{need.value}"] = "" if hidden else facts.communication.get(need.value, "")
    return values


def _who(form: Any, before: PersonFacts, *, keep_cohorts: bool) -> PersonFacts:
    words = {name: getattr(form, name).data or "" for name in (*LONGEST, "postcode")}
    cohorts: Iterable[str] = before.cohorts if keep_cohorts else form.cohorts.data or ()
    return PersonFacts(
        **words,
        safety=before.safety,
        communication=before.communication,
        born=read_born(form.born.data or ""),
        contact_ways=tuple(form.contact_ways.data or ()),
        cohorts=tuple(cohorts),
    )


def _safety(form: Any) -> dict[str, str]:
    answers = {fact: getattr(form, fact).data or "" for fact in (*SAFETY_ANSWERS, *SAFETY_WORDS)}
    return {fact: answer for fact, answer in answers.items() if answer}


def _communication(form: Any, before: PersonFacts, *, is_limited: bool) -> dict[str, str]:
    ticked = [need for need in CommunicationNeed if form[f"need_{need.value}"].data]
    said = {need.value: form[f"detail_{need.value}"].data or "" for need in ticked}
    if is_limited:
        hidden = {need.value for need in ticked if is_health_detail(need)}
        said |= {code: before.communication.get(code, "") for code in hidden if not said[code]}
    return said
