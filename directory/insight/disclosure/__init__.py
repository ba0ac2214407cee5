"""Small numbers kept safe: the one rule that every table, file and interface passes through before anybody sees it."""
