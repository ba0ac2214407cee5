"""The remainder: expected need less what the council, families and private providers give, each from a named source."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.errors import NotVisible, RuleBroken
from directory.insight.methods.remainder import Estimate, Remainder, remainder
from directory.insight.models import RemainderModel
from directory.insight.reports.asking import Asked
from directory.insight.reports.contacts import plain
from directory.insight.reports.report import Report, Section, Source
from directory.web.wording import short_date

PARTS: Mapping[str, str] = {
    "expected": "Expected need",
    "council": "Council and NHS",
    "informal": "Family and friends",
    "private": "Paid for privately",
}
ROUNDED_FROM = 100  # to the nearest ten: more digits of what is worked out from estimates would promise too much
EARLIEST, LATEST = 1990, 2100


def add_model(session: Session, name: str, parts: Mapping[str, Mapping[str, Any]]) -> RemainderModel:
    """Keep one model. Raises `RuleBroken` for an estimate without a source, a year or a range that holds it."""
    if not name.strip():
        raise RuleBroken("name", "Enter what the need is, and for whom")
    for key, words in PARTS.items():
        _check(key, words.lower(), parts[key])
    made = RemainderModel(name=name.strip(), parts={key: dict(parts[key]) for key in PARTS})
    session.add(made)
    session.flush()
    return made


def remove_model(session: Session, model_id: UUID) -> None:
    """Take a model away. Raises `NotVisible` for one that is not there."""
    found = session.get(RemainderModel, model_id)
    if found is None:
        raise NotVisible("There is no such model.")
    session.delete(found)


def models(session: Session) -> list[RemainderModel]:
    """All of them by name."""
    return list(session.scalars(select(RemainderModel).order_by(RemainderModel.name, RemainderModel.id)))


def _check(key: str, words: str, part: Mapping[str, Any]) -> None:
    if not str(part["source"]).strip():
        raise RuleBroken(f"{key}_source", f"Enter the source of the estimate for {words}")
    if not EARLIEST <= part["year"] <= LATEST:
        raise RuleBroken(f"{key}_year", f"Enter the year of the estimate for {words}, such as 2025")
    if not 0 <= part["low"] <= part["value"] <= part["high"]:
        raise RuleBroken(f"{key}_low", f"Enter a lowest and a highest number that hold the estimate for {words}")


def _of(model: RemainderModel) -> Remainder:
    return remainder(**{key: Estimate(**model.parts[key]) for key in PARTS})


def left_over(asked: Asked) -> Report:
    """Every model with what is left."""
    found = models(asked.session)
    sections = [_section(model) for model in found]
    none = Section("No model yet", ("Whoever keeps the gaps enters four estimates, each with its source and year.",))
    sources = {
        (part["source"], part["year"]): Source(part["source"], str(part["year"]), short_date(model.updated_at))
        for model in found
        for part in model.parts.values()
    }
    return Report(
        title="What is left over",
        lead="Expected need less what is given already, with the range that the sources leave open.",
        sections=tuple(sections) or (none,),
        sources=tuple(sources.values()),
        made_at=asked.at,
        cautions=(
            "Four estimates, each with an error: the range is wide for a reason. Read the range before the number.",
            "Help by family and friends is never to be assumed for anybody; here it is only what sources say is given.",
        ),
    )


def _section(model: RemainderModel) -> Section:
    found = _of(model)
    rows = [
        (
            words,
            f"{part['value']:,.0f}",
            f"{part['low']:,.0f} to {part['high']:,.0f}",
            f"{part['source']}, {part['year']}",
        )
        for key, words in PARTS.items()
        for part in (model.parts[key],)
    ]
    step = 10 if found.high >= ROUNDED_FROM else 1
    value, low, high = (f"{round(each / step) * step:,}" for each in (found.value, found.low, found.high))
    rows.append(("Left over", value, f"{low} to {high}", "Expected less the three given"))
    words = (
        "The sources together give more than is expected: one of them is wrong, or the need is larger."
        if found.is_negative
        else ""
    )
    return plain(model.name, "Part", ("People", "Range", "Source"), rows, words=words, key=f"model-{model.id.hex[:8]}")
