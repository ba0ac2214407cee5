"""The blueprint of the caseload's pages."""

from flask import Blueprint

from directory.web.unkept import keep_nowhere

blueprint = Blueprint("caseload", __name__)
blueprint.after_request(keep_nowhere)
