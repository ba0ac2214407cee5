"""The blueprint of a referral's own page and of what is to do about people."""

from flask import Blueprint

from directory.web.unkept import keep_nowhere

blueprint = Blueprint("following", __name__)
blueprint.after_request(keep_nowhere)
