"""The closed lists of conversations and referrals: values are permanent codes, labels are what staff read."""
