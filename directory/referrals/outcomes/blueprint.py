"""The blueprint of the pages about what changed for somebody."""

from flask import Blueprint

from directory.web.unkept import keep_nowhere

blueprint = Blueprint("outcomes", __name__)
blueprint.after_request(keep_nowhere)
