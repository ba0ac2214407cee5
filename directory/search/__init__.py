"""Finding: criteria, filters, the index and its engine, and the pages people search on."""

from directory.feature import Feature
from directory.search import health as health
from directory.search.commands import reindex
from directory.search.installed import init_app
from directory.search.routes import blueprint

feature = Feature(blueprints=(blueprint,), commands=(reindex,), init_app=init_app)
