"""Helping oneself: lists kept without an account, sheets to print, pages for what has changed in a life."""

from directory.feature import Feature
from directory.selfhelp.routes.blueprint import blueprint

feature = Feature(blueprints=(blueprint,))
