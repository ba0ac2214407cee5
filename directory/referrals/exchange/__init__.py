"""Files to and from the council's case system, so that nobody types the same twice. Ids stay what they are."""
