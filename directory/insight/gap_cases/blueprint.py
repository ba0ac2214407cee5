"""The blueprint of gap cases, and what its pages share."""

from flask import Blueprint, current_app

from directory.insight.disclosure.rule import Rule, rule_from
from directory.settings import Settings
from directory.web.unkept import keep_nowhere

blueprint = Blueprint("gaps", __name__)
blueprint.after_request(keep_nowhere)


def installed() -> Settings:
    """The settings of this installation."""
    settings: Settings = current_app.extensions["waypost_settings"]
    return settings


def rule() -> Rule:
    """The rule for small numbers of this installation."""
    return rule_from(installed())
