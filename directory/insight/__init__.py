"""What is missing, and where: the methods that count it and the rule that keeps small numbers safe."""

from directory.feature import Feature
from directory.insight import models as models  # the tables are known wherever the application is
from directory.insight.areas.commands import small_areas
from directory.insight.gap_cases.routes import blueprint as gap_cases_blueprint

feature = Feature(
    blueprints=(gap_cases_blueprint,),
    commands=(small_areas,),
)
