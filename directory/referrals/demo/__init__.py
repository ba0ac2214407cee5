"""A year of invented people for the demonstration: the same each time, counted back from the day it is loaded."""
