"""When things happen: the worker, its regular jobs and what it delivers. The work itself is in the features."""

from directory.feature import Feature
from directory.jobs import health as health
from directory.jobs import models as models
from directory.jobs.commands import jobs, worker

feature = Feature(commands=(worker, jobs))
