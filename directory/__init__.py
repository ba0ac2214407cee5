"""Waypost: a community asset directory and referral platform. `create_app` puts the parts together."""

from flask import Flask

from directory.settings import ROOT, Settings, load_settings


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application: settings, then extensions, then the web toolkit, then the features.

    Raises `SettingsError` with sentences for the operator if the settings cannot be used.
    """
    from directory import extensions, web
    from directory.feature import Commands
    from directory.features import FEATURES

    settings = settings or load_settings()
    app = Flask(
        "directory",
        root_path=str(ROOT / "directory"),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
    )
    app.config.from_mapping(_flask_config(settings))
    app.extensions["waypost_settings"] = settings
    app.cli = commands = Commands()
    extensions.init_app(app, settings)
    web.init_app(app, settings)
    for feature in FEATURES:
        for blueprint in feature.blueprints:
            app.register_blueprint(blueprint)
        commands.later(feature.commands)
        if feature.init_app:
            feature.init_app(app)
    return app


def _flask_config(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        "TESTING": settings.mode == "test",
        "SQLALCHEMY_DATABASE_URI": settings.database,
        "MAX_CONTENT_LENGTH": 3 * 1024 * 1024,  # a picture of 2 MB with the form around it
        "MAX_FORM_MEMORY_SIZE": 500_000,
        "SESSION_COOKIE_NAME": "__Host-waypost",
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session: nobody loses a form to a slow phone call
        "WTF_CSRF_SSL_STRICT": False,  # web/origin.py asks where a request comes from, in a way old proxies keep
        "RATELIMIT_STORAGE_URI": settings.limiter_storage,
        "RATELIMIT_HEADERS_ENABLED": False,
        "PREFERRED_URL_SCHEME": settings.base_url.split(":", 1)[0],
    }
