"""The pages about people. Importing this puts them all on the blueprint."""

from directory.referrals.people.blueprint import blueprint as blueprint
from directory.referrals.people.routes import caring as caring
from directory.referrals.people.routes import new as new
from directory.referrals.people.routes import parts as parts
from directory.referrals.people.routes import reasons as reasons
from directory.referrals.people.routes import record as record
from directory.referrals.people.routes import teams as teams
