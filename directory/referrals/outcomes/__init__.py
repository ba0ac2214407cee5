"""How people say they are, at the start and later: measures, when they are taken, and what has changed."""
