"""Open Referral UK in: imports of files and feeds as batches that can be undone."""

from directory.feature import Feature
from directory.openreferral.commands import import_group
from directory.openreferral.routes import blueprint

feature = Feature(blueprints=(blueprint,), commands=(import_group,))
