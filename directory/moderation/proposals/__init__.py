"""Changes that wait for a steward, and what became of them: propose, decide, ask back, withdraw."""
