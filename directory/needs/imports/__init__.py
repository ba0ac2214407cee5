"""Surveys and panels brought in as counts by need and area: all of a file or nothing, and it can be taken back."""
