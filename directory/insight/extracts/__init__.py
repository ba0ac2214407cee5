"""Extracts for research and for linking: asked for, approved by somebody who is named, without who anybody is."""
