"""Reads a question from an address. What is not among the choices is answered as not found, never guessed at."""

from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from directory import clock
from directory.errors import NotVisible
from directory.insight.disclosure.rule import Rule
from directory.insight.facts.queries import contacts_by_district
from directory.insight.gap_map.question import Choices, Level, Place, Question, Step, choices, scope_of
from directory.insight.gap_map.story import most_missing
from directory.insight.models import SmallArea

ALL = "all"


def ask(session: Session, args: MultiDict[str, str], rule: Rule, *, at: datetime) -> tuple[Question, Choices]:
    """The question, and all that could be asked. Without a need it is the one most people could not get."""
    today = clock.local(at).date()
    known = choices(session)
    if not known.places:
        raise NotVisible("No small areas are loaded yet: run `waypost small-areas load`.")
    level = _level(args.get("by", ""), rule)
    scope = scope_of(session, args.get("area") or _busiest(session, known), known.places, today=today, level=level)
    cohort = args.get("group", "")
    if cohort and cohort not in known.cohorts:
        raise NotVisible("There is no such group of people.")
    step = _step(args.get("months", ""))
    question = Question(None, cohort, step, scope, today)
    return _about(session, question, known, args.get("need", ""), rule), known


def has_areas(session: Session) -> bool:
    """Whether there is anything to make a map of."""
    return session.scalar(select(SmallArea.code).limit(1)) is not None


def _busiest(session: Session, known: Choices) -> str:
    """The county or single council from which most conversations are counted: where a report says most."""
    contacts = contacts_by_district(session)

    def busy(place: tuple[Place, tuple[Place, ...]]) -> int:
        top, below = place
        return sum(contacts.get(each.code, 0) for each in (top, *below))

    return max(known.places, key=busy)[0].code


def _level(code: str, rule: Rule) -> Level | None:
    """By which areas. Where counts are not rounded, a ward taken from a neighbourhood would tell a few people."""
    if not code:
        return None
    level = next((each for each in Level if each.value == code), None)
    if level is None:
        raise NotVisible("Areas are shown by district, neighbourhood or ward.")
    if level is Level.NEIGHBOURHOOD and rule.rounding == 1:
        raise NotVisible("Neighbourhoods are shown only where counts are rounded: set a rounding above 1.")
    return level


def _step(code: str) -> Step:
    if not code:
        return Step.YEAR
    try:
        return Step(code)
    except ValueError:
        raise NotVisible("Months are counted in other steps.") from None


def _about(session: Session, question: Question, known: Choices, code: str, rule: Rule) -> Question:
    if code == ALL:
        return question
    if code:
        if code not in known.needs:
            raise NotVisible("There is no such need.")
        need = known.needs[code]
    else:
        found = most_missing(session, question.asked, question.scope.districts, known.needs, rule)
        if found is None:
            return question
        need = found
    return Question(need, question.cohort, question.step, question.scope, question.today)


def as_args(question: Question) -> dict[str, str]:
    """The same question as an address asks it."""
    return {
        "need": question.need.code if question.need else ALL,
        "group": question.cohort,
        "months": question.step.value,
        "area": question.scope.whole.code,
        "by": question.scope.level.value,
    }


def address(endpoint: str, question: Question, **changes: str) -> str:
    """Where the same question, or one that differs a little, is asked."""
    args: dict[str, Any] = {**as_args(question), **changes}
    return url_for(endpoint, **args)
