"""Taxonomies, terms and synonyms: the words that give listings meaning."""

from directory.feature import Feature
from directory.taxonomy.commands import taxonomy

feature = Feature(commands=(taxonomy,))
