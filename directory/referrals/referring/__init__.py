"""Making a referral: what to know before anything is asked, the draft, agreement, sending it, and how it goes."""
