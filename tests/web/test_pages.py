"""Addresses and assets."""

from pathlib import Path

from flask import Flask

from directory.web.pages import absolute_url, asset


def test_full_addresses_come_from_the_settings_whatever_host_was_claimed(app: Flask) -> None:
    with app.test_request_context("/health", base_url="https://evil.example"):
        assert absolute_url("health.health") == "https://waypost.test/health"


def test_an_assets_address_changes_with_its_content(app: Flask, tmp_path: Path) -> None:
    app.static_folder = str(tmp_path)
    file = tmp_path / "a.css"
    with app.test_request_context("/"):
        file.write_text("one")
        first = asset("a.css")
        file.write_text("two, longer")
        assert asset("a.css") != first
        assert first.startswith("/static/a.css?v=")


def test_an_asset_that_was_not_built_has_a_plain_address(app: Flask) -> None:
    with app.test_request_context("/"):
        assert asset("never-built.css") == "/static/never-built.css"
