"""How much is asked of each organisation, with small numbers hidden: the voluntary sector carries much of it."""

from flask import render_template

from directory import clock
from directory.accounts.roles import Permission
from directory.extensions import db
from directory.insight.disclosure.protecting import protect
from directory.insight.disclosure.table import Table
from directory.insight.gap_cases.blueprint import blueprint, rule
from directory.insight.reports.report import Section
from directory.needs.cases.load import Answered, loads
from directory.web.access import access

MOST = 15  # the audit of a larger table takes longer than a reader waits


@blueprint.get("/gaps/load")
@access(Permission.CLOSE_GAPS)
def load() -> str:
    """Referrals by organisation and by what came of them, and where it is full."""
    session, at = db.session(), clock.now()
    found = loads(session, clock.local(at).date(), at, least=rule().threshold + 1, most=MOST)
    section = None
    if found:
        table = Table(
            tuple(each.name for each in found),
            tuple(answer.label for answer in Answered),
            tuple(tuple(each.answers.get(answer, 0) for answer in Answered) for each in found),
            has_column_totals=False,
        )
        section = Section("Referrals", (), protect(table, rule()), corner="Organisation", key="load")
    full = [(each.name, each.full) for each in found if each.full]
    return render_template("gaps/load.html", section=section, full=full)
