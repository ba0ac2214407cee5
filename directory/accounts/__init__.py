"""People who sign in: their roles, organisations, ways in, invitations and sessions."""

from directory.accounts import routes as routes
from directory.accounts.routes.blueprint import blueprint
from directory.accounts.security import init_app
from directory.feature import Feature

feature = Feature(
    blueprints=(blueprint,), commands={"accounts": "directory.accounts.commands:accounts"}, init_app=init_app
)
