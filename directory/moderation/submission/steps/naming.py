"""What it is called and what happens there; who runs it."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from wtforms import RadioField, StringField, TextAreaField

from directory.errors import RuleBroken
from directory.listings.codes import AssetType, CommissioningStatus
from directory.listings.editing import Content
from directory.listings.rules import SUMMARY_WORDS
from directory.moderation.submission.steps.base import Asked, Step, StepForm
from directory.web.validators import Chosen, Needed, TooLong

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_CHARITY = re.compile(r"(?:SC)?\d{5,8}(?:-\d{1,2})?\Z")
ORGANIZATION, NOBODY = "organization", "nobody"

#: An example for each kind, so that nobody sits before an empty box.
EXAMPLES = {
    AssetType.GROUP: "We knit, chat and drink tea. Beginners are welcome and wool is provided.",
    AssetType.EVENT: "Stalls, cake and a band in the park. Bring a chair.",
    AssetType.INFORMAL_NETWORK: "We look in on neighbours, fetch shopping and put the bins out.",
    AssetType.SERVICE: "A volunteer visits once a week for an hour’s company.",
    AssetType.HELPLINE: "Somebody who has cared for a parent listens for as long as you like.",
    AssetType.PERSON_ROLE: "Helps people in the village find what is on and fill in forms.",
    AssetType.VENUE: "A warm hall with a kitchen, free tea and a computer. Holds 60 people. For hire in the evenings.",
    AssetType.PUBLIC_AMENITY: "A warm room with a kettle. No questions asked.",
    AssetType.EQUIPMENT_LOAN: "Wheelchairs and walking frames for up to six weeks.",
    AssetType.FUND: "Up to £200 towards heating for people over 60.",
    AssetType.INFORMATION: "A guide to paying for care in plain words.",
    AssetType.TOOL: "Twelve questions about your memory, with advice at the end.",
}


class NameForm(StepForm):
    """Its name and a few sentences."""

    name = StringField(
        "What is it called?",
        description="The name people know it by. “The Tuesday knitters” is fine.",
        validators=[Needed("what it is called"), TooLong(200, "the name")],
        widget=GovTextInput(),
    )
    about = TextAreaField(
        "What happens?",
        validators=[Needed("what happens, in a sentence or two"), TooLong(5000, "what happens")],
        widget=GovTextArea(),
    )


class NameStep(Step):
    """The first page after the kind."""

    slug = "name"
    form = NameForm
    fields: ClassVar[Mapping[str, str]] = {"name": "name", "summary": "about", "description": "about"}

    def heading(self, asked: Asked) -> str:
        return "Its name and what happens"

    def facts(self, asked: Asked) -> dict[str, Any]:
        return {"example": EXAMPLES[asked.kind]}

    def content(self, asked: Asked) -> Content:
        about = self.answer(asked, "about").strip()
        summary = first_words(about)
        description = "" if summary == " ".join(about.split()) else about
        return {"name": self.answer(asked, "name"), "summary": summary, "description": description}


def first_words(about: str) -> str:
    """As many whole sentences as fit a summary; of one long sentence its first words."""
    kept: list[str] = []
    for sentence in _SENTENCE_END.split(about):
        if len(" ".join([*kept, sentence]).split()) > SUMMARY_WORDS:
            break
        kept.append(sentence.strip())
    words = about.split()
    return " ".join(" ".join(kept).split()) or f"{' '.join(words[: SUMMARY_WORDS - 1]).rstrip(',;:')} …"


class OrganizationForm(StepForm):
    """Who runs it."""

    run_by = RadioField(
        "Who runs it?",
        choices=[
            (ORGANIZATION, "An organisation, charity, church or company"),
            (NOBODY, "Local people, with no organisation behind it"),
        ],
        validators=[Chosen("who runs it")],
        widget=GovRadioInput(),
    )
    organization = StringField(
        "What is the organisation called?", validators=[TooLong(200, "the organisation’s name")], widget=GovTextInput()
    )
    charity = StringField(
        "Charity number (optional)",
        description="Only if you know it by heart. It helps us not to list you twice.",
        validators=[TooLong(20, "the charity number")],
        widget=GovTextInput(),
    )


class OrganizationStep(Step):
    """An organisation or none; the number is a help and nothing more."""

    slug = "organization"
    form = OrganizationForm
    fields: ClassVar[Mapping[str, str]] = {
        "organization": "organization",
        "organization.identifiers": "charity",
        "commissioning_status": "run_by",
    }

    def heading(self, asked: Asked) -> str:
        return "Who runs it?"

    def content(self, asked: Asked) -> Content:
        run_by = self.answer(asked, "run_by")
        if run_by == NOBODY:
            return {"organization": None, "commissioning_status": CommissioningStatus.CITIZEN_LED.value}
        name = self.answer(asked, "organization").strip()
        if not name:
            raise RuleBroken("organization", "Enter what the organisation is called")
        number = self.answer(asked, "charity").upper().replace(" ", "")
        if number and not _CHARITY.match(number):
            raise RuleBroken("organization.identifiers", "Enter the charity number in figures, or leave it empty")
        scheme = "GB-SC" if number.startswith("SC") else "GB-CHC"
        known = {"identifiers": [{"scheme": scheme, "identifier": number}]} if number else {}
        return {"organization": {"name": name} | known}
