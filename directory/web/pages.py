"""How pages are put together: where templates are found, and addresses that do not trust the Host header."""

import hashlib
import os
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from flask import Flask, Response, current_app, request, url_for
from govuk_frontend_wtf.main import WTFormsHelpers
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader

from directory.settings import Settings

#: What stands in the navigation of every page: its name for `active`, its address, its words.
NAVIGATION = (
    ("home", "/", "Find help"),
    ("needs", "/needs", "Browse"),
    ("life_events", "/life-events", "Life changes"),
    ("shortlist", "/shortlist", "Your list"),
    ("urgent", "/urgent-help", "Urgent help"),
)
A_YEAR = "public, max-age=31536000, immutable"


def absolute_url(endpoint: str, **values: Any) -> str:
    """A full address made from the configured one, whatever Host the request claimed."""
    settings: Settings = current_app.extensions["waypost_settings"]
    return urljoin(settings.base_url + "/", url_for(endpoint, **values))


def asset(filename: str) -> str:
    """The address of a static file, with a mark of its content so that browsers may keep it for a year."""
    path = f"{current_app.static_folder}/{filename}"
    try:
        changed = os.stat(path).st_mtime_ns
        return _marked(path, changed, filename, request.script_root)
    except OSError:
        return url_for("static", filename=filename)


@lru_cache(maxsize=256)
def _marked(path: str, _changed: int, filename: str, _root: str) -> str:
    mark = hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]
    return url_for("static", filename=filename, v=mark)


def init_app(app: Flask, settings: Settings) -> None:
    """Fit the template engine: our templates, the component macros, the settings pages may show."""
    app.jinja_env.loader = ChoiceLoader(
        [
            FileSystemLoader(str(app.template_folder)),
            PrefixLoader(
                {
                    "govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja"),
                    "govuk_frontend_wtf": PackageLoader("govuk_frontend_wtf"),
                }
            ),
        ]
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.add_template_global(absolute_url)
    app.add_template_global(asset)
    app.jinja_env.globals["settings"] = settings
    app.jinja_env.globals["navigation"] = NAVIGATION
    app.after_request(_keep_marked_files)
    WTFormsHelpers(app)


def _keep_marked_files(response: Response) -> Response:
    """A static file asked for with the mark of its content never changes, so browsers need not ask again."""
    if request.endpoint == "static" and request.args.get("v") and response.status_code in (200, 206, 304):
        response.headers["Cache-Control"] = A_YEAR
    return response
