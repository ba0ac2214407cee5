"""Where things are: postcodes, place names, areas and distances. Knows no service."""

from directory.feature import Feature
from directory.geo.commands import areas, places, postcodes

feature = Feature(commands=(places, postcodes, areas))
