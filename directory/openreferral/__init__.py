"""Open Referral UK in: imports of files and feeds as batches that can be undone."""

from directory.feature import Feature
from directory.openreferral.routes import blueprint

feature = Feature(blueprints=(blueprint,), commands={"import": "directory.openreferral.commands:import_group"})
