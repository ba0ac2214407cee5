"""The forms behind a letter's links: one button each. They set no cookie, since nobody signs in for them."""

from directory.web.forms import StatelessForm


class ButtonForm(StatelessForm):
    """A button and nothing to fill in."""
