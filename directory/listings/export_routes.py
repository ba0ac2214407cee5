"""GET /data/listings.csv and .json: the directory to take away, by area, need and form of prevention."""

from flask import Blueprint, Response, jsonify, make_response, request

from directory import clock
from directory.accounts.signed_in import signed_in
from directory.extensions import db, limiter
from directory.listings import policy
from directory.listings.queries.export import Row, Wanted, export_rows
from directory.web.access import Audience, access
from directory.web.spreadsheets import as_csv

blueprint = Blueprint("listings_export", __name__)

#: Each reads the whole directory: enough for somebody who narrows it down, too few for a program that polls.
TAKINGS = "20 per hour"
if_taking = limiter.shared_limit(TAKINGS, scope="listings export")


@blueprint.get("/data/listings.csv")
@access(Audience.EVERYONE)
@if_taking
def as_table() -> Response:
    """For a spreadsheet."""
    rows = _rows()
    head = tuple(rows[0]) if rows else ("id", "name")
    response = make_response(as_csv([head, *(tuple(row.values()) for row in rows)]))
    return _file(response, "text/csv; charset=utf-8", "listings.csv")


@blueprint.get("/data/listings.json")
@access(Audience.EVERYONE)
@if_taking
def as_objects() -> Response:
    """For a program."""
    rows = _rows()
    return _file(jsonify(count=len(rows), listings=rows), "application/json", "listings.json")


def _rows() -> list[Row]:
    reader, today = signed_in(), clock.today()
    professionals = policy.may_see_professional(reader)
    area, need, tier = (request.args.get(key, "")[:60] for key in ("area", "need", "tier"))
    wanted = Wanted(area, need, tier)
    rule = policy.shown_to(today, professionals=professionals)
    return export_rows(db.session(), rule, wanted, today=today, professionals=professionals)


def _file(response: Response, kind: str, name: str) -> Response:
    response.headers["Content-Type"] = kind
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
