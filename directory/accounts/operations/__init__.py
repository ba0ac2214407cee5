"""What may be done to accounts: verbs that change, record and leave letters for the worker. They never commit."""
