"""The pages of conversations. Importing this puts them all on the blueprint."""

from directory.referrals.conversations.blueprint import blueprint as blueprint
from directory.referrals.conversations.routes import actions as actions
from directory.referrals.conversations.routes import answers as answers
from directory.referrals.conversations.routes import beginning as beginning
from directory.referrals.conversations.routes import contacts as contacts
from directory.referrals.conversations.routes import letters as letters
from directory.referrals.conversations.routes import people as people
from directory.referrals.conversations.routes import plans as plans
from directory.referrals.conversations.routes import prevention as prevention
from directory.referrals.conversations.routes import talks as talks
