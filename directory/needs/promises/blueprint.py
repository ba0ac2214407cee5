"""The blueprint of promises. They hold ways to reach people: no browser and no proxy keeps these pages."""

from flask import Blueprint

from directory.web.unkept import keep_nowhere

blueprint = Blueprint("promises", __name__)
blueprint.after_request(keep_nowhere)
