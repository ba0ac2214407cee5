"""What is missing, and for whom: flags of unmet need, promises to come back, gap cases. A person is never required."""

from flask import Flask

from directory.feature import Feature, read_later
from directory.needs import keeping
from directory.needs import models as models  # the tables are known wherever the application is
from directory.needs.flags import listening
from directory.needs.flags.offering import flag_address
from directory.needs.flags.routes import blueprint as flags_blueprint
from directory.needs.imports.routes import blueprint as surveys_blueprint
from directory.needs.panels.routes import blueprint as panels_blueprint
from directory.needs.promises import looking, operations
from directory.needs.promises.routes import blueprint as promises_blueprint
from directory.signals import demo_year_loaded

#: What other features tell of becomes a flag here, a look at what opened, or the end of a promise.
LISTENERS = (listening, keeping, looking, operations)

fill_flags = read_later("directory.needs.demo:fill_flags")


def _init_app(app: Flask) -> None:
    demo_year_loaded.connect(fill_flags)
    app.add_template_global(flag_address)


feature = Feature(
    blueprints=(flags_blueprint, panels_blueprint, promises_blueprint, surveys_blueprint), init_app=_init_app
)
