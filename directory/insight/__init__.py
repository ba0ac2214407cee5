"""What is missing, and where: the methods that count it and the rule that keeps small numbers safe."""

from flask import Flask

from directory.feature import Feature, read_later
from directory.insight import models as models  # the tables are known wherever the application is
from directory.insight.extracts.routes import blueprint as extracts_blueprint
from directory.insight.gap_cases.routes import blueprint as gap_cases_blueprint
from directory.insight.gap_map.routes import blueprint as gap_map_blueprint
from directory.insight.indicators import routes as indicator_pages
from directory.insight.outputs.routes import blueprint as reports_blueprint
from directory.insight.provider_returns.routes import blueprint as returns_blueprint
from directory.signals import demo_flagged

#: Pages that stand on the gap map's blueprint.
MORE_PAGES = (indicator_pages,)

fill_insight = read_later("directory.insight.demo:fill_insight")


def _init_app(_app: Flask) -> None:
    demo_flagged.connect(fill_insight)


feature = Feature(
    blueprints=(
        gap_cases_blueprint,
        gap_map_blueprint,
        reports_blueprint,
        returns_blueprint,
        extracts_blueprint,
    ),
    commands={"small-areas": "directory.insight.areas.commands:small_areas"},
    init_app=_init_app,
)
