"""Taxonomies, terms and synonyms: the words that give listings meaning."""

from directory.feature import Feature

feature = Feature(commands={"taxonomy": "directory.taxonomy.commands:taxonomy"})
