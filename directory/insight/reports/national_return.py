"""Contacts under the headings of the national return of adult social care, and how ours were brought under them."""

from collections import Counter
from collections.abc import Mapping

from directory.insight.models.reports import ReportFactKind as Kind
from directory.insight.reports.asking import TOO_FEW, Asked, totals_are_shown
from directory.insight.reports.contacts import amounts, plain
from directory.insight.reports.report import Chart, Report, Section
from directory.insight.reports.return_map import ReturnMap, return_map
from directory.referrals.codes.work import ActionKind
from directory.taxonomy.queries import professional_names_of

AMOUNT = ("How often",)


def national_return(asked: Asked) -> Report:
    """What was done by event outcome and by primary support reason, with the map itself."""
    found = return_map()
    by_outcome, by_reason = Counter[str](), Counter[str]()
    for (_, outcome, reason), number in amounts(asked, Kind.NATIONAL_RETURN, asked.first, asked.last).items():
        by_outcome[outcome] += number
        by_reason[reason] += number
    reasons = {**found.reasons, "": found.unknown}
    return Report(
        title=f"Under the headings of the national return: {asked.where.name}",
        lead="What came of contacts, and for which reason, in the words that councils return to the government.",
        sections=(
            _counted(asked, "What it came to", "Event outcome", found.headings, by_outcome, "outcomes"),
            _counted(asked, "Primary support reason", "Reason", reasons, by_reason, "reasons"),
            _outcomes(asked, found),
            _needs(asked, found),
        ),
        sources=(asked.activity,),
        made_at=asked.at,
        parameters=(("Area", asked.where.name), ("Months", asked.months), ("Headings of", found.edition)),
        cautions=(
            "This is no return: a council makes one from its case system. This says what prevention would add to it.",
            "A reason is settled when needs are assessed. Here it is what the need alone names; most needs name none.",
        ),
    )


def _counted(
    asked: Asked, heading: str, corner: str, names: Mapping[str, str], found: Counter[str], key: str
) -> Section:
    rows = {name: (found[code],) for code, name in names.items() if found[code]}
    if not rows:
        return Section(heading, ("Nothing was done in these months.",), key=key)
    told = asked.protect(rows, AMOUNT, has_row_totals=False)
    if not totals_are_shown(told):
        return Section(heading, (TOO_FEW,), key=key)
    return Section(heading, (), told, Chart.BARS, corner, key=key)


def _outcomes(asked: Asked, found: ReturnMap) -> Section:
    called = professional_names_of(asked.session, "needs")
    rows = [(kind.label, "Any other need", found.headings[found.contacts[kind.value]]) for kind in ActionKind]
    rows += [
        (ActionKind(kind).label, called.get(need, need), found.headings[code])
        for kind, codes in found.by_need.items()
        for need, code in codes.items()
    ]
    words = "Every way of acting has one heading. Headings that prevention cannot come to stay empty."
    return plain("How outcomes are brought under headings", "In Waypost", ("Need", "In the return"), rows,
                 words=words, key="outcome-map")  # fmt: skip


def _needs(asked: Asked, found: ReturnMap) -> Section:
    rows = [
        (name, found.reasons.get(found.reason_of(code), found.unknown))
        for code, name in professional_names_of(asked.session, "needs").items()
    ]
    return plain("How needs are brought under reasons", "Need", ("Primary support reason",), rows, key="need-map")
