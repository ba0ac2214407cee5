"""The blueprint of conversations, contacts, plans and letters, and the words their templates use."""

from urllib.parse import quote

from flask import Blueprint

from directory.listings.cards import Card
from directory.referrals.conversations.noting import contact_noted, may_refer, takes_referrals
from directory.web.pages import absolute_url
from directory.web.unkept import keep_nowhere

blueprint = Blueprint("conversations", __name__)
blueprint.after_request(keep_nowhere)


def card_in_words(card: Card) -> str:
    """A card in a few lines, for a text or an e-mail that somebody sends from their own phone; as an address has it."""
    place = card.venue.label if card.venue else ""
    lines = (card.name, card.when, place, card.phone, absolute_url("listings.listing", listing_id=card.id))
    return quote("\n".join(line for line in lines if line))


blueprint.add_app_template_global(contact_noted)
blueprint.add_app_template_global(may_refer)
blueprint.add_app_template_global(takes_referrals)
blueprint.add_app_template_filter(card_in_words)
