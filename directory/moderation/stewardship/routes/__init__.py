"""The pages of stewardship."""

from directory.moderation.stewardship.routes import areas as areas
from directory.moderation.stewardship.routes import claims as claims
from directory.moderation.stewardship.routes import listings as listings
from directory.moderation.stewardship.routes import news as news
from directory.moderation.stewardship.routes import places as places
from directory.moderation.stewardship.routes import watches as watches
from directory.moderation.stewardship.routes import words as words
from directory.moderation.stewardship.routes.blueprint import blueprint

__all__ = ["blueprint"]
