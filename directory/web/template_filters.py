"""The filters that templates use: wording for British readers, as one word after a bar."""

from flask import Flask

from directory.web.wording import british_date, dial, miles, short_date


def init_app(app: Flask) -> None:
    """Make the filters known to templates."""
    for write in (british_date, dial, miles, short_date):
        app.add_template_filter(write)
