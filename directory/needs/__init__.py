"""What is missing, and for whom: flags of unmet need, promises to come back, gap cases. A person is never required."""

from directory.feature import Feature
from directory.needs import keeping
from directory.needs import models as models  # the tables are known wherever the application is
from directory.needs.flags import listening

#: What other features tell of becomes a flag here.
LISTENERS = (listening, keeping)

feature = Feature()
