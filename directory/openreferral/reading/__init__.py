"""Where services come from: files and feeds, as a stream of items. Knows no table."""
