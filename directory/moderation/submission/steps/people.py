"""Who it is for, and who it is not for."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField

from directory.listings.editing import Content
from directory.listings.languages import LANGUAGES
from directory.moderation.submission.steps.base import Asked, Step, StepForm
from directory.taxonomy.models import TaxonomyTerm
from directory.taxonomy.queries import all_terms
from directory.web.validators import Chosen, TooLong

ANYBODY, MOSTLY, ONLY = "anybody", "mostly", "only"
WHO = (
    (ANYBODY, "Anybody"),
    (MOSTLY, "Some people above all, but others are welcome"),
    (ONLY, "Only some people"),
)
#: What most groups choose from, shown without opening anything.
USUAL = (
    "older_65", "carer", "lives_alone", "dementia", "mental_health", "physical_disability", "learning_disability",
    "men", "bereaved", "low_income",
)  # fmt: skip
NOBODY_IN_PARTICULAR = "any_adult"
_NAMES = {name.casefold(): code for code, name in LANGUAGES.items()}


class PeopleForm(StepForm):
    """Who can come; ages and refusals only where there are any."""

    who = RadioField("Who can come?", choices=WHO, validators=[Chosen("who can come")], widget=GovRadioInput())
    cohorts = SelectMultipleField("Who is it for?", validate_choice=False)
    eligibility = StringField(
        "In your own words (optional)", description="Such as “anybody who lives in Kirkby”.",
        validators=[TooLong(1000, "who can come")], widget=GovTextInput(),
    )  # fmt: skip
    minimum_age = StringField("Youngest age (optional)", widget=GovTextInput())
    maximum_age = StringField("Oldest age (optional)", widget=GovTextInput())
    not_for = TextAreaField(
        "Is there anybody it is not for? (optional)",
        description="Say it plainly, so that nobody comes in vain. Such as “not for people who need two helpers”.",
        validators=[TooLong(1000, "who it is not for")],
        widget=GovTextArea(),
    )
    excluded = SelectMultipleField("Not for", validate_choice=False)
    languages = StringField(
        "Which languages besides English are spoken? (optional)", description="Such as Polish, Urdu or BSL.",
        validators=[TooLong(200, "the languages")], widget=GovTextInput(),
    )  # fmt: skip


class PeopleStep(Step):
    """Welcomed, required and excluded are kept apart."""

    slug = "people"
    form = PeopleForm
    fields: ClassVar[Mapping[str, str]] = {
        "cohorts": "cohorts", "minimum_age": "minimum_age", "maximum_age": "maximum_age",
        "eligibility_description": "eligibility", "exclusion_description": "not_for", "languages": "languages",
    }  # fmt: skip

    def heading(self, asked: Asked) -> str:
        return "Who is it for?"

    def shown(self, asked: Asked) -> dict[str, Any]:
        return {"cohorts": [], "excluded": []} | super().shown(asked)

    def facts(self, asked: Asked) -> dict[str, Any]:
        terms = cohorts(asked)
        usual = [term for code in USUAL for term in terms if term.code == code]
        return {"usual": usual, "rest": [term for term in terms if term not in usual], "terms": terms}

    def kept(self, form: StepForm, asked: Asked) -> Any:
        """Only codes that there are."""
        known = {term.code for term in cohorts(asked)}
        said = form.kept
        return said | {name: [code for code in said[name] or [] if code in known] for name in ("cohorts", "excluded")}

    def content(self, asked: Asked) -> Content:
        who = self.answer(asked, "who")
        meant = self.answer(asked, "cohorts", []) if who in (MOSTLY, ONLY) else []
        how = "required" if who == ONLY else "welcomed"
        excluded = [code for code in self.answer(asked, "excluded", []) if code not in meant]
        codes, others = _languages(self.answer(asked, "languages"))
        return {
            "cohorts": [
                {"code": code, "how": how} for code in meant or ([NOBODY_IN_PARTICULAR] if who == ANYBODY else [])
            ]
            + [{"code": code, "how": "excluded"} for code in excluded],
            "eligibility_description": self.answer(asked, "eligibility"),
            "exclusion_description": self.answer(asked, "not_for"),
            "minimum_age": self.answer(asked, "minimum_age"),
            "maximum_age": self.answer(asked, "maximum_age"),
            "languages": ["en", *codes, *others] if codes or others else [],
        }


def cohorts(asked: Asked) -> Sequence[TaxonomyTerm]:
    """Everybody a listing can be for, but for "any adult", which is the first answer."""
    return [term for term in all_terms(asked.session, "cohorts") if term.code != NOBODY_IN_PARTICULAR]


def _languages(typed: str) -> tuple[list[str], list[str]]:
    """Codes of the languages named, and names nobody here has a code for."""
    names = [name.strip(" .") for name in typed.replace(" and ", ",").replace("/", ",").replace(";", ",").split(",")]
    codes, others = [], []
    for name in dict.fromkeys(name for name in names if name):
        code = "bfi" if name.casefold() == "bsl" else _NAMES.get(name.casefold())
        if code and code != "en":
            codes.append(code)
        elif code is None:
            others.append(name[:80])
    return codes, others
