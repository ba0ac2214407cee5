"""How we are doing: the page for everybody, made anew each month. Nothing in it depends on who reads it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from directory.insight.disclosure.protecting import Earlier
from directory.insight.disclosure.table import Table
from directory.insight.models.facts import FactKind
from directory.insight.reports import needs
from directory.insight.reports.asking import Asked, protected
from directory.insight.reports.assets import Asset, assets
from directory.insight.reports.contacts import plain
from directory.insight.reports.drawing import bars
from directory.insight.reports.evidence import freshness
from directory.insight.reports.report import Chart, Report, Section
from directory.taxonomy.queries import all_terms


def how_we_are_doing(asked: Asked) -> Report:
    """Coverage, freshness, unmet need; as of the end of the last month."""
    found = assets(asked)
    return Report(
        title="How we are doing",
        lead="What help is listed near you, how sure we are that it is right, and what people still cannot find.",
        sections=(_coverage(asked, found), freshness(found), _unmet(asked)),
        sources=(asked.listings, asked.activity),
        made_at=asked.at,
        parameters=(("Months", asked.months),),
        cautions=("Small numbers are hidden or rounded so that nobody can be recognised.",),
    )


def _coverage(asked: Asked, found: Sequence[Asset]) -> Section:
    terms = {term.code for term in all_terms(asked.session, "needs")}
    if not terms:
        return Section("What is listed", ("No needs are loaded yet.",), key="coverage")
    rows = []
    for code, name in sorted(asked.where.districts.items(), key=lambda item: item[1]):
        here = [each for each in found if code in each.districts]
        covered = {need for each in here for need in each.needs} & terms
        rows.append((name, str(len(here)), f"{len(covered)} of {len(terms)}"))
    words = "How many kinds of need have at least one listing that helps people who live there."
    return plain(
        "What is listed", "District", ("Listings", "Kinds of need with help"), rows, words=words, key="coverage"
    )


def _unmet(asked: Asked) -> Section:
    """Protected against last month's page too: the difference of two months must not give a small number away."""
    table, last = _flags(asked), _flags(_a_month_ago(asked))
    if not any(map(any, table.counts)):
        return Section("What is missing", ("Nobody has told us of anything missing in these months.",), key="unmet")
    told = protected(table, asked.rule, earlier=Earlier(last, protected(last, asked.rule)))
    drawn = bars([(name, cells[0].value) for name, cells in zip(told.rows, told.cells, strict=True) if cells[0].value])
    words = (f"People who told us, {asked.months}. One person may miss several things.",)
    return Section("What is missing", words, told, Chart.BARS, "Kind of help", drawing=drawn, key="unmet")


def _a_month_ago(asked: Asked) -> Asked:
    return replace(asked, at=asked.at - timedelta(days=asked.today.day))


def _flags(asked: Asked) -> Table:
    rows = {group.name: (needs.amount(asked, FactKind.FLAGS, group.codes),) for group in needs.groups(asked.session)}
    return Table(tuple(rows), ("People",), tuple(rows.values()), has_row_totals=False)
