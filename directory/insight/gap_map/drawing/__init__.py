"""Pictures beside the tables, drawn on the server: they need no script, print, and say nothing the tables do not."""
