"""The blueprint of the pages about what somebody agreed to."""

from flask import Blueprint

from directory.web.unkept import keep_nowhere

blueprint = Blueprint("agreement", __name__)
blueprint.after_request(keep_nowhere)
