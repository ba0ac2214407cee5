"""The provider's side: where word of a referral goes, how it is opened and answered, with an account or by a link."""
