"""People who are helped: conversations, referrals, agreement, follow-up and outcomes. Nothing here is public."""

from flask import Flask

from directory.accounts.return_paths import begins_at
from directory.accounts.roles import Permission
from directory.feature import Feature, read_later
from directory.referrals import models as models  # the tables are known wherever the application is
from directory.referrals.agreement.routes import blueprint as agreement_blueprint
from directory.referrals.answering import reactions as letters_follow
from directory.referrals.answering.routes import blueprint as answering_blueprint
from directory.referrals.caseload.routes import blueprint as caseload_blueprint
from directory.referrals.conversations.routes import blueprint as conversations_blueprint
from directory.referrals.exchange.routes import blueprint as exchange_blueprint
from directory.referrals.following import closing
from directory.referrals.following import reactions as tasks_follow
from directory.referrals.following.routes import blueprint as following_blueprint
from directory.referrals.goals.routes import blueprint as goals_blueprint
from directory.referrals.outcomes import installed as measures_installed
from directory.referrals.outcomes.routes import blueprint as outcomes_blueprint
from directory.referrals.people import loading as people_loading
from directory.referrals.people.routes import blueprint as people_blueprint
from directory.referrals.privacy.routes import blueprint as keeping_blueprint
from directory.referrals.referring.routes import blueprint as referring_blueprint
from directory.referrals.reminding.routes import blueprint as reminding_blueprint
from directory.referrals.telling.routes import blueprint as telling_blueprint
from directory.signals import demo_loaded

#: What these register is done in the same transaction as each move of a referral, or as a listing’s last day is set.
REACTIONS = (letters_follow, tasks_follow, closing)

fill_year = read_later("directory.referrals.demo.loading:fill_year")


def _init_app(app: Flask) -> None:
    measures_installed.init_app(app)
    people_loading.init_app(app)
    demo_loaded.connect(fill_year)
    begins_at(Permission.REFER, "/caseload/today", "Today")
    begins_at(Permission.SUPERVISE, "/caseload/team", "Your team")
    begins_at(Permission.REFER_AS_PARTNER, "/partner", "Your referrals")


feature = Feature(
    blueprints=(
        agreement_blueprint,
        answering_blueprint,
        caseload_blueprint,
        conversations_blueprint,
        exchange_blueprint,
        following_blueprint,
        goals_blueprint,
        keeping_blueprint,
        outcomes_blueprint,
        people_blueprint,
        referring_blueprint,
        reminding_blueprint,
        telling_blueprint,
    ),
    commands={"measures": "directory.referrals.outcomes.commands:measures"},
    init_app=_init_app,
)
