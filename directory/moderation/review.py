"""The blueprint of the stewards' pages about the queue, and the pages of theirs that nobody keeps."""

from flask import Blueprint

from directory.web.unkept import private_page as private_page  # what these rooms answer with

blueprint = Blueprint("review", __name__)
