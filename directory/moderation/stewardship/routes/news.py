"""What is new: a page, a spreadsheet and a feed of the same. Who refers others sees theirs on the page."""

from datetime import date, timedelta

from flask import Response, render_template, request

from directory import clock
from directory.accounts.signed_in import signed_in
from directory.extensions import db
from directory.listings.policy import may_see_professional
from directory.moderation.stewardship.news import News, as_atom, as_csv, councils, news_since
from directory.moderation.stewardship.routes.blueprint import blueprint
from directory.taxonomy.queries import all_terms
from directory.web.access import Audience, access
from directory.web.pages import absolute_url

PERIODS = (7, 30, 90)
ASKED = ("days", "need", "area")  # what an address may ask for; other words mean something to Flask itself
ON_A_PAGE = 40  # a phone's worth; the spreadsheet and the feed hold the rest


@blueprint.get("/whats-new")
@access(Audience.EVERYONE)
def whats_new() -> str:
    """Listings that came or changed, by need and area."""
    session, days = db.session(), _days()
    needs = [(term.code, term.name) for term in all_terms(session, "needs")]
    areas = councils(session)
    need, area = _among(needs, "need"), _among(areas, "area")
    professionals = may_see_professional(signed_in())
    news = news_since(session, _since(days), professionals=professionals, need=need, area=area, at=clock.now())
    return render_template(
        "stewardship/whats_new.html",
        news=news[:ON_A_PAGE],
        more=max(len(news) - ON_A_PAGE, 0),
        days=days,
        periods=PERIODS,
        needs=needs,
        areas=areas,
        need=need,
        area=area,
        asked={key: value for key, value in (("days", days), ("need", need), ("area", area)) if value},
    )


@blueprint.get("/whats-new.csv")
@access(Audience.EVERYONE)
def whats_new_csv() -> Response:
    """The same for a spreadsheet: public listings only, because files are passed on."""
    response = Response(as_csv(_public_news(), absolute_url("search.home") + "listings/"), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="whats-new.csv"'
    return response


@blueprint.get("/whats-new.atom")
@access(Audience.EVERYONE)
def whats_new_atom() -> Response:
    """The same for a feed reader: public listings only."""
    asked = {name: request.args[name] for name in ASKED if name in request.args}
    here = absolute_url("stewardship.whats_new_atom", **asked)
    address = absolute_url("search.home") + "listings/"
    lines = as_atom(_public_news(), title="What is new in the directory", here=here, address=address, at=clock.now())
    return Response("".join(lines), mimetype="application/atom+xml")


def _public_news() -> list[News]:
    session = db.session()
    codes = {term.code for term in all_terms(session, "needs")}
    need = request.args.get("need", "")
    area = request.args.get("area", "")[:40]
    return news_since(
        session,
        _since(_days()),
        professionals=False,
        need=need if need in codes else "",
        area=area,
        at=clock.now(),
    )


def _days() -> int:
    return next((days for days in PERIODS if str(days) == request.args.get("days")), 30)


def _since(days: int) -> date:
    return clock.today() - timedelta(days=days)


def _among(choices: list[tuple[str, str]], name: str) -> str:
    return next((code for code, _label in choices if code == request.args.get(name)), "")
