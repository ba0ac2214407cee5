"""What the council chose for its reports: the weights of the five columns by which gaps are put in order."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from directory.audit.chain import record
from directory.errors import RuleBroken
from directory.insight.methods.gaps import EQUAL_WEIGHTS, Facet
from directory.insight.models import InsightChoice

WEIGHTS = "gap_weights"
MOST = 10.0
LABELS: Mapping[Facet, str] = {
    Facet.UNMET_RATE: "How often it is missing",
    Facet.LOW_ACCESS: "How little can be reached",
    Facet.DEPRIVATION: "How deprived the place is",
    Facet.SEVERITY: "How often it may lead to a crisis",
    Facet.WAITING: "How long people wait",
}


def weights(session: Session) -> Mapping[Facet, float]:
    """The weights in force; all alike until the council sets others."""
    chosen = session.get(InsightChoice, WEIGHTS)
    if chosen is None:
        return EQUAL_WEIGHTS
    return {facet: float(chosen.value.get(facet.value, 1.0)) for facet in Facet}


def set_weights(session: Session, given: Mapping[Facet, float], *, by: str, at: datetime) -> None:
    """Put these in force. Raises `RuleBroken` for weights outside 0 to 10, or all of them nought."""
    for facet, number in given.items():
        if not 0 <= number <= MOST:
            raise RuleBroken(facet.value, f"Enter a weight from 0 to 10 for {LABELS[facet].lower()}")
    if not sum(given.values()):
        raise RuleBroken(None, "Give at least one column a weight above 0")
    value = {facet.value: given[facet] for facet in Facet}
    chosen = session.get(InsightChoice, WEIGHTS)
    if chosen is None:
        session.add(InsightChoice(key=WEIGHTS, value=value, set_at=at))
    else:
        chosen.value = value
        chosen.set_at = at
    detail = {facet.value: str(number) for facet, number in given.items()}
    record(session, actor=by, action="gap_weights.set", subject=f"choice:{WEIGHTS}", detail=detail, at=at)


def weights_in_words(given: Mapping[Facet, float]) -> str:
    """The weights as a report says them, so that it can be made again."""
    return "; ".join(f"{LABELS[facet].lower()} × {given[facet]:g}" for facet in Facet)
