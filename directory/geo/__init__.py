"""Where things are: postcodes, place names, areas and distances. Knows no service."""

from directory.feature import Feature

feature = Feature(commands={"places": "directory.geo.commands:places", "postcodes": "directory.geo.commands:postcodes"})
