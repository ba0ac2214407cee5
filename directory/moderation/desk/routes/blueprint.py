"""The desk's blueprint."""

from flask import Blueprint

blueprint = Blueprint("assurance", __name__)
