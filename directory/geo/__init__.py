"""Where things are: postcodes, place names, areas and distances. Knows no service."""

from directory.feature import Feature
from directory.geo.commands import places

feature = Feature(commands=(places,))
