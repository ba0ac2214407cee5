"""What is missing, and where: the methods that count it and the rule that keeps small numbers safe."""

from directory.feature import Feature
from directory.insight import models as models  # the tables are known wherever the application is
from directory.insight.areas.commands import small_areas

feature = Feature(commands=(small_areas,))
