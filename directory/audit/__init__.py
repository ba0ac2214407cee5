"""The append-only record of who did what, each event chained to the one before. Knows no feature."""

from directory.audit import models as models
from directory.audit.commands import audit
from directory.feature import Feature

feature = Feature(commands=(audit,))
