"""What it helps with: guessed from the words already given, for the person to put right."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from wtforms import SelectMultipleField

from directory.errors import RuleBroken
from directory.listings.editing import Content
from directory.moderation.submission.steps.base import Asked, Step, StepForm
from directory.search.understanding import needs_model
from directory.taxonomy.models import TaxonomyTerm
from directory.taxonomy.queries import all_terms

SUGGESTED = 5
LIKELY = 0.12  # below it, suggestions for "tea and board games" begin to stray
SURE = 0.3  # what is ticked beforehand, and what goes with a listing whose kind is not asked
MOST = 8


class NeedsForm(StepForm):
    """Ticks."""

    needs = SelectMultipleField("What does it help with?", validate_choice=False)


class NeedsStep(Step):
    """The first ones are the most fitting."""

    slug = "needs"
    form = NeedsForm
    fields: ClassVar[Mapping[str, str]] = {"needs": "needs"}

    def heading(self, asked: Asked) -> str:
        return "What does it help with?"

    def shown(self, asked: Asked) -> dict[str, Any]:
        if self.slug in asked.answers:
            return {"needs": []} | super().shown(asked)
        return {"needs": sure_needs(asked)}

    def facts(self, asked: Asked) -> dict[str, Any]:
        terms = {term.code: term for term in all_terms(asked.session, "needs")}
        guessed = [terms[code] for code in suggested(asked) if code in terms]
        chosen = [terms[code] for code in self.answer(asked, "needs", []) if code in terms]
        first = list(dict.fromkeys([*chosen, *guessed]))
        return {"first": first, "groups": _grouped(asked, [term for term in terms.values() if term not in first])}

    def kept(self, form: StepForm, asked: Asked) -> Any:
        """Only codes that there are, the likeliest first."""
        known = {term.code for term in all_terms(asked.session, "needs")}
        order = {code: place for place, code in enumerate(suggested(asked))}
        ticked = [code for code in form.kept["needs"] or [] if code in known]
        return {"needs": sorted(dict.fromkeys(ticked), key=lambda code: order.get(code, len(order)))}

    def content(self, asked: Asked) -> Content:
        needs = self.answer(asked, "needs", [])
        if not needs:
            raise RuleBroken("needs", "Select at least one, so that people find it")
        if len(needs) > MOST:
            raise RuleBroken("needs", f"Select {MOST} or fewer: what it is really about")
        return {"needs": needs}


def words_of(asked: Asked) -> str:
    """What has been said of it so far."""
    said = asked.answers.get("name") or {}
    return f"{said.get('name') or ''}. {said.get('about') or ''}"


def suggested(asked: Asked) -> list[str]:
    """Codes of the needs that the words speak of, the likeliest first."""
    return [code for code, likely in needs_model.rank(words_of(asked)) if likely >= LIKELY][:SUGGESTED]


def sure_needs(asked: Asked) -> list[str]:
    """Those among them that hardly anybody would take out; at least the likeliest."""
    ranked = [(code, likely) for code, likely in needs_model.rank(words_of(asked)) if likely >= LIKELY]
    return [code for code, likely in ranked if likely >= SURE] or [code for code, _likely in ranked[:1]]


def _grouped(asked: Asked, terms: Sequence[TaxonomyTerm]) -> list[tuple[str, list[TaxonomyTerm]]]:
    groups = all_terms(asked.session, "need_groups")
    return [
        (group.name, found) for group in groups if (found := [t for t in terms if t.code.split(".")[0] == group.code])
    ]
