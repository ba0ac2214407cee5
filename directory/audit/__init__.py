"""The append-only record of who did what, each event chained to the one before. Knows no feature."""

from directory.audit import models as models
from directory.feature import Feature

feature = Feature(commands={"audit": "directory.audit.commands:audit"})
