"""The outbox topics of accounts. Their payloads hold ids; directory/accounts/letters.py writes the letters."""

INVITATION = "account.invitation"
LINK = "account.link"
NOTICE = "account.notice"
