"""Messages that wait for the worker, and the letters made of them. Knows no feature."""

from directory.feature import Feature
from directory.notifications import health as health
from directory.notifications import models as models

feature = Feature()
