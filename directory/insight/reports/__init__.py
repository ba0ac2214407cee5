"""Reports: one object each, which a page, a file for spreadsheets and a document all draw from."""
