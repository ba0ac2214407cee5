"""Who a listing is for and who it is not for: in kinds of people that searches know, in words, and by age."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField

from directory import clock
from directory.extensions import db
from directory.listings.editing import Content
from directory.moderation.listing_forms.part import PartFields
from directory.moderation.submission.steps.base import Asked
from directory.moderation.submission.steps.people import ANYBODY, MOSTLY, NOBODY_IN_PARTICULAR, ONLY, WHO, PeopleStep
from directory.taxonomy.models import TaxonomyTerm
from directory.web.validators import TooLong

EXCLUDED, WELCOMED, REQUIRED = "excluded", "welcomed", "required"
AGES = ("minimum_age", "maximum_age")


class WhoFields(PartFields):
    """Who can come, and who cannot. Nobody has to choose what nobody has said yet."""

    keys = ("cohorts", "eligibility_description", *AGES, "exclusion_description")
    usual: ClassVar[Sequence[TaxonomyTerm]] = ()
    rest: ClassVar[Sequence[TaxonomyTerm]] = ()
    terms: ClassVar[Sequence[TaxonomyTerm]] = ()

    who = RadioField("Who can come?", choices=WHO, validate_choice=False, widget=GovRadioInput())
    cohorts = SelectMultipleField("Who is it for?", validate_choice=False)
    eligibility_description = TextAreaField(
        "In your own words (optional)",
        description="For example, “Anybody over 50 who lives in Kirkby”.",
        validators=[TooLong(2000, "who can come")],
        widget=GovTextArea(),
    )
    minimum_age = StringField("Youngest age (optional)", widget=GovTextInput())
    maximum_age = StringField("Oldest age (optional)", widget=GovTextInput())
    exclusion_description = TextAreaField(
        "Is there anybody it is not for? (optional)",
        description="Say it plainly, so that nobody makes the way in vain.",
        validators=[TooLong(2000, "who it is not for")],
        widget=GovTextArea(),
    )
    excluded = SelectMultipleField("Not for", validate_choice=False)

    @classmethod
    def fitted(cls, content: Content) -> type[PartFields]:
        """With the kinds of people that this directory knows."""
        return type(cls.__name__, (cls,), PeopleStep().facts(Asked(db.session(), {}, clock.now())))

    @classmethod
    def answers(cls, content: Content) -> dict[str, Any]:
        """Ages as they are typed, and the kinds of people there are."""
        rows = content.get("cohorts") or []
        kinds = {
            "who": _who(rows),
            "cohorts": [row["code"] for row in rows if row["how"] != EXCLUDED],
            "excluded": [row["code"] for row in rows if row["how"] == EXCLUDED],
        }
        ages = {key: "" if content.get(key) is None else str(content[key]) for key in AGES}
        return super().answers(content) | ages | kinds

    def changes(self, content: Content, at: datetime) -> Content:
        """The words, the ages, and the kinds of people."""
        held = content.get("cohorts") or []
        meant = [row for row in held if row["how"] != EXCLUDED]
        excluded = {row["code"] for row in held if row["how"] == EXCLUDED}
        barred = self._ticked("excluded", excluded)
        rows = [*self._meant(meant), *({"code": code, "how": EXCLUDED} for code in barred)]
        words = {key: self.said(key) or None for key in self.keys if key != "cohorts"}
        return words | {"cohorts": sorted(rows, key=lambda row: held.index(row) if row in held else len(held))}

    def _meant(self, held: list[Content]) -> list[Content]:
        """Those who can come, each in the sense there was unless another answer was given."""
        who, before = self.said("who"), _who(held)
        if who not in dict(WHO) or (who == ANYBODY and who == before):
            return held
        if who == ANYBODY:
            return [{"code": NOBODY_IN_PARTICULAR, "how": WELCOMED}]
        sense = REQUIRED if who == ONLY else WELCOMED
        senses = {row["code"]: row["how"] for row in held} if who == before else {}
        ticked = self._ticked("cohorts", {row["code"] for row in held if who == before})
        return [{"code": code, "how": senses.get(code, sense)} for code in ticked]

    def _ticked(self, name: str, held: set[str]) -> list[str]:
        """The codes ticked, and those there were for which there is no box."""
        offered = {term.code for term in self.terms}
        ticked = [code for code in self._fields[name].data or [] if code in offered]
        return [*dict.fromkeys(ticked), *sorted(held - offered)]


def _who(rows: list[Content]) -> str:
    """Which answer the kinds of people there are amount to; none when nobody has said."""
    meant = [row for row in rows if row["how"] != EXCLUDED]
    if any(row["how"] == REQUIRED for row in meant):
        return ONLY
    if any(row["code"] != NOBODY_IN_PARTICULAR for row in meant):
        return MOSTLY
    return ANYBODY if meant else ""
