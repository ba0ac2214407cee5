"""What people agreed to: the ledger, its wording, and the law each purpose rests on."""
