"""What the gap map says in one sentence, before anybody reads a table."""

from collections.abc import Collection, Mapping

from sqlalchemy.orm import Session

from directory.insight.disclosure.rule import Rule
from directory.insight.facts.queries import Asked, flags_by_need
from directory.insight.gap_map.picture import Picture, Row
from directory.insight.gap_map.question import Need
from directory.insight.methods.evidence import Evidence
from directory.web.wording import counted

MOST_NAMED = 3


def most_missing(
    session: Session, asked: Asked, districts: Collection[str], needs: Mapping[str, Need], rule: Rule
) -> Need | None:
    """The need that most people could not get; nothing where no need reaches what may be told."""
    totals = {need: sum(found.values()) for need, found in flags_by_need(session, asked, districts).items()}
    told = {need: number for need, number in totals.items() if need in needs and number > rule.threshold}
    return needs[max(sorted(told), key=lambda need: rule.rounded(told[need]))] if told else None


def lead(found: Picture) -> str:
    """The sentence at the top."""
    question = found.question
    name = _lowered(question.need.name) if question.need else "any need"
    missing = sorted(
        (row for row in found.rows if row.evidence is Evidence.FLAGGED and row.smoothed is not None),
        key=lambda row: -(row.smoothed or 0),
    )
    if not missing:
        return (
            f"Nobody was counted who could not get {name} in {question.scope.whole.name}. {silent_words(found)}".strip()
        )
    worst = next((row for row in missing if _shown(found, row) is not None), None)
    opening = f"The gap in {question.scope.whole.name} is {name}" if question.need else "What was missing"
    if worst is None:
        return f"{opening}: a few people in each area could not get it. {silent_words(found)}".strip()
    return f"{opening}, most of all in {worst.name}: {_worst_words(found, worst)} {silent_words(found)}".strip()


def _worst_words(found: Picture, row: Row) -> str:
    rate = row.rates.per_thousand_people if row.rates else None
    each = f", {rate.value:.1f} for each 1,000 a year" if rate else ""
    help_there = "nothing is listed there that has room" if not row.offers else _has_room(row.offers)
    return f"about {_shown(found, row):,} people could not get it{each}, and {help_there}."


def _has_room(number: int) -> str:
    return f"{counted(number, 'listing')} there {'has' if number == 1 else 'have'} room"


def silent_words(found: Picture) -> str:
    """Where nobody asked: said at once, because silence looks like the absence of need."""
    silent = [row.name for row in found.rows if row.evidence is Evidence.NO_INFORMATION]
    if not silent:
        return ""
    named = silent if len(silent) <= MOST_NAMED else [*silent[:MOST_NAMED], f"{len(silent) - MOST_NAMED} more"]
    # Names such as "Tonbridge and Malling" would run into each other with commas.
    named_together = named[0] if len(named) == 1 else f"{'; '.join(named[:-1])} and {named[-1]}"
    return f"From {named_together} there is no information: nobody asked there, which is not the same as no need."


def _shown(found: Picture, row: Row) -> int | None:
    return found.counted.flags(found.rows.index(row)).value


def _lowered(name: str) -> str:
    """The name within a sentence; abbreviations such as "ADHD" keep their letters."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
