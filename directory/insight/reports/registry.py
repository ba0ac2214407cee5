"""Every report there is, by its key: what it is called, what it lets one choose, and what makes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy.orm import Session

from directory.insight.reports import needs
from directory.insight.reports.asking import Asked, Choices, areas
from directory.insight.reports.charges import charges
from directory.insight.reports.contacts import contacts
from directory.insight.reports.demand import ASSUMED, BASES, KINDS, NAMED, demand
from directory.insight.reports.equality import equality
from directory.insight.reports.evidence import evidence
from directory.insight.reports.left_over import left_over
from directory.insight.reports.maturity import maturity
from directory.insight.reports.national_return import national_return
from directory.insight.reports.outcomes import outcomes
from directory.insight.reports.participation import participation
from directory.insight.reports.prevention import prevention
from directory.insight.reports.report import Report
from directory.insight.reports.statements import market_statement, needs_chapter
from directory.insight.reports.years import years
from directory.referrals.models import Point


@dataclass(frozen=True)
class Choice:
    """One thing that a report lets one choose: of a list, several of a list, a number or words to type."""

    key: str
    label: str
    choices: Choices | None = None
    usual: str = ""
    several: bool = False
    in_words: bool = False


@dataclass(frozen=True)
class Definition:
    """One report."""

    key: str
    title: str
    about: str
    make: Callable[[Asked], Report]
    asks: tuple[Choice, ...] = ()
    is_document: bool = False


def _points(_session: Session) -> list[tuple[str, str]]:
    return [(point.value, point.label) for point in Point if point is not Point.START]


def _kinds(_session: Session) -> list[tuple[str, str]]:
    return list(KINDS.items())


def _bases(_session: Session) -> list[tuple[str, str]]:
    return [(key, words) for key, (words, _) in BASES.items()]


def _groups(session: Session) -> list[tuple[str, str]]:
    return [(group.code, group.name) for group in needs.groups(session)]


AREA = Choice("area", "Area", areas)
NEEDS = Choice("needs", "Needs (all when none is ticked)", _groups, several=True)
POINT = Choice("point", "Compare the start with", _points, usual=Point.MONTHS_3.value)
_AHEAD = (
    Choice("need", "Need", needs.choices),
    AREA,
    Choice("kind", "What is counted", _kinds, usual="contact_needs"),
    Choice("base", "Shared out among", _bases, usual="adults"),
    *(Choice(key, words, usual=usual) for key, (words, usual) in ASSUMED.items()),
    Choice("source", NAMED, in_words=True),
)

_ALL = (
    Definition(
        "prevention",
        "Prevention picture",
        "Prevent, reduce, delay; before, during and after a crisis; who pays; contracts that end; money by class.",
        prevention,
        (AREA,),
    ),
    Definition("outcomes", "Outcomes", "Change in people’s own scores by service, tier and group.", outcomes, (POINT,)),
    Definition(
        "contacts",
        "Contacts and early help",
        "Channels, early help beside assessments, pointing with and without asking back.",
        contacts,
        (AREA,),
    ),
    Definition(
        "national-return",
        "National return",
        "What was done under the headings and support reasons that councils return.",
        national_return,
        (AREA,),
    ),
    Definition("equality", "Equality", "Who is reached, by protected characteristic.", equality, (AREA,)),
    Definition(
        "whom-we-hear",
        "Whom we hear",
        "Who says how it was, what they say, and which groups are hardly heard.",
        participation,
        (AREA,),
    ),
    Definition("charges", "Charges and take-up", "Where help costs something and who went without.", charges, (AREA,)),
    Definition("years", "Over the years", "Three years with intervals, and other areas beside this.", years, (AREA,)),
    Definition("demand", "Demand ahead", "A do-nothing line and one on your assumptions.", demand, _AHEAD),
    Definition("remainder", "What is left over", "Expected need less what is given already.", left_over),
    Definition(
        "maturity", "Two indicators for the board", "Is supply mapped; is unmet need noticed.", maturity, (AREA,)
    ),
    Definition(
        "market-statement",
        "Market position statement",
        "A draft: need, supply, gap, price, intent.",
        market_statement,
        (AREA, NEEDS),
        is_document=True,
    ),
    Definition(
        "needs-chapter",
        "Needs assessment chapter",
        "A draft: people, deprivation, need, strengths, gap.",
        needs_chapter,
        (AREA, NEEDS),
        is_document=True,
    ),
    Definition(
        "evidence",
        "Evidence for section 2 of the Care Act",
        "Assets, freshness, unmet need, actions, stories by agreement.",
        evidence,
        (AREA,),
        is_document=True,
    ),
)

REPORTS: Mapping[str, Definition] = MappingProxyType({each.key: each for each in _ALL})
