"""Puts the report of the gap map together, for the page and for the file alike."""

from datetime import datetime

from sqlalchemy.orm import Session

from directory import clock
from directory.insight.areas import vintages
from directory.insight.choosing import weights_in_words
from directory.insight.facts.counting import last_run
from directory.insight.gap_map.counted import Counted, counted
from directory.insight.gap_map.fairness import fairness
from directory.insight.gap_map.fairness_section import fairness_sections
from directory.insight.gap_map.near_section import near_section
from directory.insight.gap_map.over_time import over_time
from directory.insight.gap_map.over_time_section import over_time_section
from directory.insight.gap_map.picture import Picture, Settled, picture
from directory.insight.gap_map.question import Choices, Question
from directory.insight.gap_map.remembered import remembered
from directory.insight.gap_map.sections import (
    areas_section,
    funnel_section,
    priorities_section,
    reasons_section,
    steady_section,
    supply_section,
    waits_section,
)
from directory.insight.gap_map.story import lead
from directory.insight.gap_map.supply import offers
from directory.insight.models import FactRun
from directory.insight.reports.report import Report, Source
from directory.web.wording import short_date

CAUTIONS = (
    "A count of people who could not get something is no measure of how many need it: it follows where somebody asked.",
    "Numbers are for planning help, never for judging a person, a worker or an organisation.",
)


def gap_report(
    session: Session, question: Question, known: Choices, settled: Settled, *, at: datetime
) -> tuple[Report, Picture]:
    """The report, and the picture it was made from, of which the map is drawn."""
    needs = question.asked.needs or tuple(code for code, need in known.needs.items() if need.needs == (code,))
    listed = offers(session, needs, question.cohort, at=at)
    run = last_run(session)
    told = told_of(session, run, question, settled)
    found = picture(session, question, listed, settled, told)
    fair = remembered(
        session,
        run,
        ("fairness", question, settled.rule),
        lambda: fairness(session, question, found.ground, known.cohorts, settled.rule),
    )
    periods = remembered(
        session,
        run,
        ("over time", question, settled.rule),
        lambda: over_time(session, question, found.ground, settled.rule),
    )
    sections = (
        areas_section(found),
        near_section(found),
        reasons_section(found),
        priorities_section(found, settled.weights),
        waits_section(found),
        supply_section(found),
        *fairness_sections(fair, over_time_section(periods)),
        funnel_section(found),
        steady_section(found),
    )
    return (
        Report(
            title="Where help is missing",
            lead=lead(found),
            sections=sections,
            sources=sources(found, run.at if run else None, at),
            made_at=at,
            parameters=parameters(question, known, settled),
            cautions=CAUTIONS,
        ),
        found,
    )


def told_of(session: Session, run: FactRun | None, question: Question, settled: Settled) -> Counted:
    """What may be told of a question."""
    return remembered(
        session, run, ("counted", question, settled.rule), lambda: counted(session, question, settled.rule)
    )


def parameters(question: Question, known: Choices, settled: Settled) -> tuple[tuple[str, str], ...]:
    """What was asked, so that the report can be made again."""
    bands = ", ".join(f"up to {metres:,.0f} m × {weight:g}" for metres, weight in settled.how.bands.steps)
    return (
        ("Need", question.need.name if question.need else "All needs"),
        ("Group of people", known.cohorts.get(question.cohort, "Everybody")),
        ("Months", question.months),
        ("Area", question.scope.whole.name),
        ("Shown by", question.scope.level.label.lower()),
        ("Weights", weights_in_words(settled.weights)),
        ("Access", f"two-step floating catchment; {bands}; shared out: {settled.how.balance.value.replace('_', ' ')}"),
        ("Small numbers", settled.rule.sentence),
    )


def sources(found: Picture, counted_at: datetime | None, at: datetime) -> tuple[Source, ...]:
    """Where every number comes from, and how old it is."""
    question = found.question
    years = (
        str(question.first.year)
        if question.first.year == question.last.year
        else f"{question.first.year} to {question.last.year}"
    )
    when = short_date(clock.local(counted_at)) if counted_at else "not counted yet"
    own = (
        Source("Waypost: flags of unmet need, conversations, referrals, searches", years, when),
        Source("Waypost: listings", str(clock.local(at).year), short_date(clock.local(at))),
    )
    return (*own, *vintages.ALL, *((found.expected.source,) if found.expected else ()))
