"""Tests of reading single values and whole services."""
