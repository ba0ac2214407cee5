"""Somebody tells of a group or place that is not listed, in their own words."""
