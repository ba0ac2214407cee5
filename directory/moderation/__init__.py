"""Change and trust: anybody may say that a listing is wrong or suggest one; stewards answer."""

from flask import Flask

from directory import encryption
from directory.feature import Feature, read_later
from directory.moderation import freshness, stewardship
from directory.moderation.additions import routes as addition_routes
from directory.moderation.blueprint import blueprint
from directory.moderation.concerns import desk_routes as concern_desk_routes
from directory.moderation.concerns import queueing as concern_queueing
from directory.moderation.concerns import routes as concern_routes
from directory.moderation.desk.routes import blueprint as desk_blueprint
from directory.moderation.duplicates import merge_routes
from directory.moderation.duplicates.routes import blueprint as duplicates_blueprint
from directory.moderation.feedback import routes as feedback_routes
from directory.moderation.freshness.routes import blueprint as freshness_blueprint
from directory.moderation.history import routes as history_routes
from directory.moderation.proposals import answer_routes
from directory.moderation.proposals import queueing as proposal_queueing
from directory.moderation.proposals import routes as proposal_routes
from directory.moderation.providing import wiring as providing
from directory.moderation.providing.routes import blueprint as providing_blueprint
from directory.moderation.queue import routes as queue_routes
from directory.moderation.review import blueprint as review_blueprint
from directory.moderation.stewardship.routes.blueprint import blueprint as stewardship_blueprint
from directory.moderation.submission.routes import blueprint as submission_blueprint
from directory.moderation.suggestions import routes as suggestion_routes
from directory.moderation.word_reviews import routes as word_review_routes
from directory.settings import Settings
from directory.signals import demo_loaded

give_owners = read_later("directory.moderation.desk.demo:give_owners")
fill_queue = read_later("directory.moderation.desk.demo:fill_queue")
fill_feedback = read_later("directory.moderation.feedback.demo:fill_feedback")


def _begin(app: Flask) -> None:
    settings: Settings = app.extensions["waypost_settings"]
    encryption.use_keys(settings.field_keys, settings.secret_key)
    freshness.init_app(app)
    stewardship.init_app(app)
    providing.init_app(app)
    demo_loaded.connect(give_owners)
    demo_loaded.connect(fill_queue)
    demo_loaded.connect(fill_feedback)


#: Modules that put their views on the public blueprint and on the stewards' one.
PAGES = (
    addition_routes,
    answer_routes,
    concern_desk_routes,
    concern_routes,
    feedback_routes,
    history_routes,
    merge_routes,
    proposal_routes,
    queue_routes,
    suggestion_routes,
    word_review_routes,
)

#: What waits in these rooms is in the queue; other rooms register theirs when their pages are imported.
QUEUES = (concern_queueing, proposal_queueing)

feature = Feature(
    blueprints=(
        blueprint,
        review_blueprint,
        freshness_blueprint,
        desk_blueprint,
        stewardship_blueprint,
        providing_blueprint,
        submission_blueprint,
        duplicates_blueprint,
    ),
    commands={
        "inbox": "directory.moderation.commands:inbox",
        "bounces": "directory.moderation.freshness.commands:bounces",
        "duplicates": "directory.moderation.duplicates.commands:duplicates",
    },
    init_app=_begin,
)
