"""Pages for referring, one file a resource."""

from directory.referrals.referring.blueprint import blueprint as blueprint
from directory.referrals.referring.routes import agreeing as agreeing
from directory.referrals.referring.routes import drafts as drafts
from directory.referrals.referring.routes import looking as looking
from directory.referrals.referring.routes import my_referral as my_referral
from directory.referrals.referring.routes import partner as partner
from directory.referrals.referring.routes import receipts as receipts
from directory.referrals.referring.routes import self_referral as self_referral
from directory.referrals.referring.routes import unsent as unsent
from directory.referrals.referring.routes import writing as writing
