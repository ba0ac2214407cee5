"""What retention would do today, in numbers, and a button to do it now. Nobody's record is read here."""

from flask import redirect, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.extensions import db
from directory.referrals.privacy.ageing import kinds
from directory.referrals.privacy.blueprint import blueprint, page
from directory.referrals.privacy.job import ask_now, periods
from directory.referrals.privacy.retention import last_runs, plan
from directory.web.access import access
from directory.web.wording import counted, short_date


@blueprint.get("/staff/retention")
@access(Permission.SET_LAW)
def retention() -> Response:
    """How many are due, how many are held, and what the last runs did."""
    session, now = db.session(), clock.now()
    runs = [
        {
            "day": short_date(event.at),
            "people": counted(event.detail["people"], "record"),
            "unmet": counted(event.detail["unmet"], "need"),
            "nameless": counted(event.detail["nameless"], "contact"),
            "held": counted(event.detail["held"], "record"),
            "others": [f"{counted(event.detail.get(kind.key, 0), kind.noun)} {kind.done}" for kind in kinds()],
        }
        for event in last_runs(session)
    ]
    done, kept_for = request.args.get("done") == "asked", periods()
    planned = plan(session, kept_for, now)
    others = [(kind.words.format(months=kind.months(kept_for)), planned.others[kind.key]) for kind in kinds()]
    return page("privacy/retention.html", plan=planned, periods=kept_for, others=others, runs=runs, done=done)


@blueprint.post("/staff/retention/runs")
@access(Permission.SET_LAW)
def runs() -> Response:
    """Have the worker do now what it would do at night."""
    ask_now(db.session(), by=acting().actor, at=clock.now())
    return redirect(url_for(".retention", done="asked"), 303)
