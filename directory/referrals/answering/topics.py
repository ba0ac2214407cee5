"""Names of what waits in the outbox for this room."""

SENT = "referral.sent"  # to the provider: there is something to answer
CODE = "referral.code"  # to the provider: the second step
MOVED = "referral.moved"  # to whoever referred: there is an answer
CONFIRM = "referral.inbox"  # to an address: is it yours?
