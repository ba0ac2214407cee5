"""Nobody falls through: what has to be done for whom by when, ring-backs, timers, the connector's side of moves."""
