"""Change and trust: anybody may say that a listing is wrong or suggest one; stewards answer."""

from flask import Flask

from directory import encryption
from directory.feature import Feature
from directory.moderation.commands import inbox
from directory.moderation.routes import blueprint
from directory.settings import Settings


def _read_keys(app: Flask) -> None:
    settings: Settings = app.extensions["waypost_settings"]
    encryption.use_keys(settings.field_keys, settings.secret_key)


feature = Feature(blueprints=(blueprint,), commands=(inbox,), init_app=_read_keys)
