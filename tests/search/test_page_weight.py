"""What a page weighs on a poor line without scripts: words, styles and letters together, as a server sends them."""

import gzip
import re

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from directory import clock
from directory.search.operations import rebuild
from directory.settings import ROOT
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.search.mansfield import mansfield

LIGHT = 100_000  # bytes
BUILD = ROOT / "static" / "build"
#: What every page is written in: upright and bold; other faces come only where a page uses them.
FACES = ("atkinson-hyperlegible-latin-400-normal.woff2", "atkinson-hyperlegible-latin-700-normal.woff2")


def packed(body: bytes) -> int:
    """Its bytes on the way: deploy/nginx.conf packs text."""
    return len(gzip.compress(body, 6))


def weight(html: str) -> int:
    """All that a browser without scripts fetches for a page."""
    sheets = re.findall(r'<link rel="stylesheet" href="/static/build/([\w.-]+\.css)', html)
    assert sheets, "no style sheet was found"
    pictures = re.findall(r"<img[^>]+src=\"([^\"]+)", html)
    assert not [each for each in pictures if not each.endswith("qr.svg")], "a page with pictures weighs more"
    styles = sum(packed((BUILD / name).read_bytes()) for name in sheets)
    return packed(html.encode()) + styles + sum((BUILD / "fonts" / name).stat().st_size for name in FACES)


@pytest.mark.requirement("A070")
def test_pages_are_light_without_scripts(client: CheckedClient, session: Session, app: Flask) -> None:
    town = mansfield(session, app)
    for number in range(20):
        make.service(session, f"Falls class {number}", summary="Gentle exercise for falls and balance. " * 8)
    session.commit()
    rebuild(session, app.extensions["waypost_settings"].index_dir, at=clock.now())
    for address in ("/", "/search?q=falls", f"/listings/{town.classes.id}", "/needs", "/life-events", "/self-check"):
        html = client.get(address).get_data(as_text=True)
        assert weight(html) < LIGHT, (address, weight(html))
        assert len(html) < LIGHT, address


def test_a_heavy_page_would_be_noticed() -> None:
    words = "".join(f"{number * 7919:x} " for number in range(40_000))
    assert weight(f'<link rel="stylesheet" href="/static/build/waypost.css?1">{words}') > LIGHT
