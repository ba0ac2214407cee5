"""The HTTP toolkit: access, commit, forms, pages, headers, logs. Knows no feature."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from directory.settings import Settings
from directory.web import (
    access,
    bad_bytes,
    council_line,
    error_pages,
    headers,
    health,
    idempotency,
    logs,
    origin,
    pages,
    request_ids,
    site,
    template_filters,
    transaction,
)


def init_app(app: Flask, settings: Settings) -> None:
    """Fit the toolkit to the application.

    Before a request the steps run in this order; after it in the opposite one, so the first sees the final answer.
    """
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]  # Flask's way
    logs.init_app(app, settings)
    request_ids.init_app(app)
    headers.init_app(app, settings)
    bad_bytes.init_app(app)
    transaction.init_app(app)
    access.init_app(app)
    origin.init_app(app, settings)
    idempotency.init_app(app)
    error_pages.init_app(app)
    template_filters.init_app(app)
    council_line.init_app(app)
    pages.init_app(app, settings)
    app.register_blueprint(health.blueprint)
    app.register_blueprint(site.blueprint)
