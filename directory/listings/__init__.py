"""The directory itself, in HSDS terms, plus the prevention facts."""

from directory.feature import Feature
from directory.listings.commands import demo

feature = Feature(commands=(demo,))
