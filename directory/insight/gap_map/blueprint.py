"""The blueprint of the gap map and what feeds it, and what this installation chose for it."""

from flask import Blueprint, Response, current_app
from sqlalchemy.orm import Session

from directory.insight.choosing import weights
from directory.insight.disclosure.rule import rule_from
from directory.insight.gap_map.picture import Settled
from directory.insight.gap_map.reachable import reachability_from
from directory.settings import Settings
from directory.web.unkept import keep_nowhere

blueprint = Blueprint("gap_map", __name__)
blueprint.after_request(keep_nowhere)


def installed() -> Settings:
    """The settings of this installation."""
    settings: Settings = current_app.extensions["waypost_settings"]
    return settings


def settled(session: Session) -> Settled:
    """The rule for small numbers, how access is counted, and the weights in force."""
    settings = installed()
    return Settled(rule_from(settings), reachability_from(settings), weights(session))


def as_file(text: str, name: str) -> Response:
    """A file that a browser keeps under its name."""
    response = Response(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
