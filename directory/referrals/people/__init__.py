"""The people who are helped: their record, what must be seen at once, who may open it, and everything that happened."""
