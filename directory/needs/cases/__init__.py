"""Gap cases: flags of the same need and place brought together, somebody who answers for it, and what became of it."""
