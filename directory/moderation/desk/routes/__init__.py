"""The desk's pages. Importing this puts them all on the blueprint."""

from directory.moderation.desk.routes import bulk as bulk
from directory.moderation.desk.routes import calls as calls
from directory.moderation.desk.routes import home as home
from directory.moderation.desk.routes import owners as owners
from directory.moderation.desk.routes import truth as truth
from directory.moderation.desk.routes.blueprint import blueprint as blueprint
