"""Finding: criteria, filters, the index and its engine, and the pages people search on."""

from flask import Flask

from directory.feature import Feature, read_later
from directory.search import health as health
from directory.search.alike import others_like
from directory.search.amenity_routes import blueprint as amenities
from directory.search.choice_inputs import choice_inputs
from directory.search.desk import term_routes as term_routes
from directory.search.desk.routes import blueprint as desk
from directory.search.installed import init_app
from directory.search.routes import blueprint
from directory.search.suggesting import upkeep
from directory.search.suggesting.routes import blueprint as suggesting
from directory.signals import demo_loaded

count_searches = read_later("directory.search.desk.demo:count_searches")


def _init_app(app: Flask) -> None:
    init_app(app)
    upkeep.init_app(app)
    demo_loaded.connect(count_searches)
    app.add_template_global(others_like)
    app.add_template_filter(choice_inputs)


feature = Feature(
    blueprints=(blueprint, amenities, suggesting, desk),
    commands={
        "reindex": "directory.search.commands:reindex",
        "searches": "directory.search.desk.commands:searches",
        "synonyms": "directory.search.desk.commands:synonyms",
        "needs": "directory.search.learning.commands:needs",
    },
    init_app=_init_app,
)
