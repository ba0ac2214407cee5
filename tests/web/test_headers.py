"""Security headers."""

import pytest
from flask import Flask

from directory import create_app
from directory.settings import Settings
from directory.web.headers import tile_hosts
from tests.client import CheckedClient


def test_every_answer_carries_the_headers(client: CheckedClient) -> None:
    for address in ("/health", "/nowhere", "/static/no-such-file.css"):
        headers = client.get(address).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "geolocation=(self)" in headers["Permissions-Policy"]
        assert "max-age=31536000" in headers["Strict-Transport-Security"]


def test_the_policy_lets_nothing_in_from_elsewhere(client: CheckedClient) -> None:
    policy = client.get("/health").headers["Content-Security-Policy"]
    for part in (
        "default-src 'none'",
        "script-src 'self';",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ):
        assert part in policy
    assert "unsafe" not in policy


def test_a_page_with_a_script_has_its_own_nonce_in_the_policy(client: CheckedClient) -> None:
    first, second = client.get("/trial/script"), client.get("/trial/script")
    nonce = first.text.split('nonce="')[1].split('"')[0]
    assert f"script-src 'self' 'nonce-{nonce}'" in first.headers["Content-Security-Policy"]
    assert nonce not in second.text


@pytest.mark.parametrize(
    ("address", "hosts"),
    [
        ("", []),
        ("https://tiles.example.org/{z}/{x}/{y}.png", ["https://tiles.example.org"]),
        ("https://{s}.tiles.example.org/{z}/{x}/{y}.png", ["https://*.tiles.example.org"]),
    ],
)
def test_the_tile_hosts_are_those_of_the_setting(address: str, hosts: list[str]) -> None:
    assert tile_hosts(address) == hosts


def test_map_tiles_are_let_in_when_an_operator_sets_them(settings: Settings) -> None:
    app: Flask = create_app(settings.model_copy(update={"tile_url": "https://tiles.example.org/{z}/{x}/{y}.png"}))
    policy = app.test_client().get("/health").headers["Content-Security-Policy"]
    assert "img-src 'self' data: https://tiles.example.org" in policy


def test_pages_may_be_kept_only_with_asking_and_failures_not_at_all(client: CheckedClient) -> None:
    assert client.get("/trial/script").headers["Cache-Control"] == "no-cache"
    assert client.get("/nowhere").headers["Cache-Control"] == "no-store"


def test_reading_sets_no_cookie(client: CheckedClient) -> None:
    assert "Set-Cookie" not in client.get("/trial/script").headers
    assert "Set-Cookie" not in client.get("/trial/once").headers


def test_a_forms_cookie_belongs_to_this_host_alone(client: CheckedClient) -> None:
    cookie = client.get("/trial").headers["Set-Cookie"]
    assert cookie.startswith("__Host-waypost=")
    for part in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert part in cookie
    assert "Domain" not in cookie
