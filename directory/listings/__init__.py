"""The directory itself, in HSDS terms, plus the prevention facts."""

from directory.feature import Feature
from directory.listings import film_routes as film_routes  # its pages join the blueprint of the others
from directory.listings.export_routes import blueprint as export
from directory.listings.routes import blueprint

feature = Feature(
    blueprints=(blueprint, export),
    commands={"demo": "directory.listings.commands:demo", "areas": "directory.listings.area_commands:areas"},
)
