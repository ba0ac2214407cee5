"""The blueprint of gap cases, and what its pages share."""

from flask import Blueprint, Response, current_app

from directory.insight.disclosure.rule import Rule, rule_from
from directory.settings import Settings

blueprint = Blueprint("gaps", __name__)


@blueprint.after_request
def keep_nowhere(response: Response) -> Response:
    """Work in hand: no browser and no proxy keeps it."""
    response.headers["Cache-Control"] = "no-store"
    return response


def installed() -> Settings:
    """The settings of this installation."""
    settings: Settings = current_app.extensions["waypost_settings"]
    return settings


def rule() -> Rule:
    """The rule for small numbers of this installation."""
    return rule_from(installed())
