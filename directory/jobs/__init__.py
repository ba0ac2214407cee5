"""When things happen: the worker, its regular jobs and what it delivers. The work itself is in the features."""

from directory.feature import Feature
from directory.jobs import health as health
from directory.jobs import models as models

feature = Feature(commands={"worker": "directory.jobs.commands:worker", "jobs": "directory.jobs.commands:jobs"})
