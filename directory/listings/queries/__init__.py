"""Reads of the directory's pages, each named for its question. Columns, not entities: a page only looks."""
