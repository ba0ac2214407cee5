"""People who are helped: conversations, referrals, agreement, follow-up and outcomes. Nothing here is public."""

from directory.feature import Feature
from directory.referrals import models as models  # the tables are known wherever the application is
from directory.referrals.answering import reactions as reactions  # letters follow moves
from directory.referrals.answering.routes import blueprint as answering_blueprint
from directory.referrals.outcomes import installed as measures_installed
from directory.referrals.outcomes.commands import measures
from directory.referrals.outcomes.routes import blueprint as outcomes_blueprint

feature = Feature(
    blueprints=(answering_blueprint, outcomes_blueprint), commands=(measures,), init_app=measures_installed.init_app
)
