"""How we are doing: the page for everybody, made anew each month. Nothing in it depends on who reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from directory.insight.disclosure.protecting import Earlier
from directory.insight.disclosure.table import ProtectedTable, Table
from directory.insight.models.facts import FactKind
from directory.insight.reports import needs
from directory.insight.reports.asking import Asked, protected
from directory.insight.reports.assets import Asset, assets, count
from directory.insight.reports.contacts import plain
from directory.insight.reports.drawing import bars
from directory.insight.reports.evidence import freshness
from directory.insight.reports.report import Chart, Report, Section
from directory.taxonomy.queries import all_terms, names_of
from directory.web.wording import counted

COLUMNS = ("People",)
UNMET = "unmet"


def how_we_are_doing(asked: Asked, earlier: Earlier | None = None) -> Report:
    """Coverage, freshness, unmet need; as of the end of the last month. `earlier` is what the page before told."""
    found, missed = assets(asked), _unmet(asked, earlier)
    return Report(
        title="How we are doing",
        lead=_lead(found, missed),
        sections=(freshness(found), missed, _coverage(asked, found)),
        sources=(asked.listings, asked.activity),
        made_at=asked.at,
        parameters=(("Months", asked.months),),
        cautions=("Small numbers are hidden or rounded so that nobody can be recognised.",),
    )


def _lead(found: Sequence[Asset], missed: Section) -> str:
    """The answer first, of what the tables tell and no more."""
    if not found:
        return "What help is listed near you, how sure we are that it is right, and what people still cannot find."
    checked = 100 * count(found, lambda each: each.is_checked) / len(found)
    listed = f"{counted(len(found), 'listing')}, {checked:.0f}% of them checked in the last three months."
    if not isinstance(missed.table, ProtectedTable):
        return listed
    told = zip(missed.table.cells, missed.table.rows, strict=True)
    most, name = max(((cells[0].value or 0, name) for cells, name in told), key=lambda each: each[0])
    return f"{listed} What people told us most often that they could not get: “{name}”." if most else listed


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


def _unmet(asked: Asked, earlier: Earlier | None) -> Section:
    """Protected against the page before too: the difference of two months must not give a small number away."""
    table = missing(asked)
    before: Earlier | None = earlier or _as_it_would_have_been(asked)
    if before and (before.table.rows, before.table.columns) != (table.rows, table.columns):
        before = None  # kinds of help were named anew: no count has one before it
    if not any(map(any, table.counts)):
        return Section("What is missing", ("Nobody has told us of anything missing in these months.",), key=UNMET)
    told = protected(table, asked.rule, earlier=before)
    drawn = bars([(name, cells[0].value) for name, cells in zip(told.rows, told.cells, strict=True) if cells[0].value])
    words = (f"People who told us, {asked.months}. One person may miss several things.",)
    return Section("What is missing", words, told, Chart.BARS, "Kind of help", drawing=drawn, key=UNMET)


def _as_it_would_have_been(asked: Asked) -> Earlier:
    """The page of the month before where none was kept."""
    last = missing(replace(asked, at=asked.at - timedelta(days=asked.today.day)))
    return Earlier(last, protected(last, asked.rule))


def missing(asked: Asked) -> Table:
    """What was missing, by kind of help, as counted: shown to nobody."""
    called = names_of(asked.session, "need_groups")  # as residents read them
    rows = {
        called[group.code]: (needs.amount(asked, FactKind.FLAGS, group.codes),) for group in needs.groups(asked.session)
    }
    return Table(tuple(rows), COLUMNS, tuple(rows.values()), has_row_totals=False)


def missing_again(counts: Mapping[str, int]) -> Table:
    """The same from what was kept."""
    return Table(tuple(counts), COLUMNS, tuple((number,) for number in counts.values()), has_row_totals=False)
