"""People who are helped: conversations, referrals, agreement, follow-up and outcomes. Nothing here is public."""

from directory.feature import Feature
from directory.referrals import models as models  # the tables are known wherever the application is

feature = Feature()
