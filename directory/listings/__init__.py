"""The directory itself, in HSDS terms, plus the prevention facts."""

from directory.feature import Feature
from directory.geo.commands import areas
from directory.listings.area_commands import assign
from directory.listings.commands import demo
from directory.listings.export_routes import blueprint as export
from directory.listings.routes import blueprint

feature = Feature(blueprints=(blueprint, export), commands=(demo,))

areas.add_command(assign)
