"""People who sign in: their roles, organisations, ways in, invitations and sessions."""

from directory.accounts.security import init_app
from directory.feature import Feature

feature = Feature(init_app=init_app)
