"""Where new listings come from: which neighbours, teams and professionals tell of what was missing."""
