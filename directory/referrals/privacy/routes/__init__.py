"""The pages of keeping. Importing this puts them all on the blueprint."""

from directory.referrals.privacy.blueprint import blueprint as blueprint
from directory.referrals.privacy.routes import copies as copies
from directory.referrals.privacy.routes import law as law
from directory.referrals.privacy.routes import person as person
from directory.referrals.privacy.routes import retention as retention
