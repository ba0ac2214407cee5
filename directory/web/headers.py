"""Security headers on every answer, with a content security policy whose nonce is made only when a page asks."""

import secrets
from urllib.parse import urlsplit

import secure
from flask import Flask, Response, g, request

from directory.settings import Settings


def csp_nonce() -> str:
    """This answer's nonce for inline scripts. Made on first use, so an error page needs none."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def show_from(*, media: str = "", frames: str = "") -> None:
    """Let this answer's page show a film, or the player of a film, from one other origin. For no page but that."""
    g.csp_shown = (media, frames)


def init_app(app: Flask, settings: Settings) -> None:
    """Add the headers after each request; a view's own header of the same name stands."""
    fixed, plain_policy = _fixed_headers(), _policy(settings, None)
    app.add_template_global(csp_nonce)

    @app.after_request
    def add(response: Response) -> Response:
        said = {name.lower() for name, _value in response.headers}
        nonce, shown = g.get("csp_nonce"), g.get("csp_shown", ("", ""))
        policy = _policy(settings, nonce, *shown) if nonce or any(shown) else plain_policy
        for name, value in (*fixed, ("Content-Security-Policy", policy), ("Cache-Control", _caching(response))):
            if name.lower() not in said:
                response.headers.add(name, value)
        return response


def _caching(response: Response) -> str:
    kept = request.method in ("GET", "HEAD") and response.status_code < 400
    return "no-cache" if kept else "no-store"


def _fixed_headers() -> tuple[tuple[str, str], ...]:
    permissions = secure.PermissionsPolicy().geolocation("self").camera().microphone().payment().usb().browsing_topics()
    return tuple(
        secure.Secure(
            hsts=secure.StrictTransportSecurity().max_age(31_536_000).include_subdomains(),
            xcto=secure.XContentTypeOptions().nosniff(),
            xfo=secure.XFrameOptions().deny(),
            referrer=secure.ReferrerPolicy().strict_origin_when_cross_origin(),
            coop=secure.CrossOriginOpenerPolicy().same_origin(),
            corp=secure.CrossOriginResourcePolicy().same_origin(),
            permissions=permissions,
        ).headers.items()
    )


def _policy(settings: Settings, nonce: str | None, media: str = "", frames: str = "") -> str:
    scripts = ["'self'"] + ([f"'nonce-{nonce}'"] if nonce else [])
    policy = (
        secure.ContentSecurityPolicy()
        .default_src("'none'")
        .script_src(*scripts)
        .style_src("'self'")
        .img_src("'self'", "data:", *tile_hosts(settings.tile_url))
        .font_src("'self'")
        .connect_src("'self'")
        .manifest_src("'self'")
        .form_action("'self'")
        .base_uri("'none'")
        .object_src("'none'")
        .frame_ancestors("'none'")
    )
    if media:
        policy = policy.media_src("'self'", media)
    if frames:
        policy = policy.frame_src(frames)
    if settings.base_url.startswith("https://"):
        policy = policy.upgrade_insecure_requests()
    return str(policy.header_value)


def tile_hosts(tile_url: str) -> list[str]:
    """The origins that map tiles come from; "{s}" in the host stands for any sub-domain."""
    parts = urlsplit(tile_url)
    if not parts.netloc:
        return []
    return [f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"]
