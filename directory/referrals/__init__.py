"""People who are helped: conversations, referrals, agreement, follow-up and outcomes. Nothing here is public."""

from directory.feature import Feature
from directory.referrals import models as models  # the tables are known wherever the application is
from directory.referrals.outcomes import installed as measures_installed
from directory.referrals.outcomes.commands import measures

feature = Feature(commands=(measures,), init_app=measures_installed.init_app)
