"""Pages that nobody keeps say so in the same words, whichever room they are of."""

import pytest
from flask import Flask, Response

from directory.web.unkept import keep_nowhere


def test_no_browser_no_search_engine_and_no_other_site_keeps_such_a_page() -> None:
    kept = keep_nowhere(Response("Edith"))
    assert kept.headers["Cache-Control"] == "no-store"
    assert kept.headers["Referrer-Policy"] == "same-origin"
    assert kept.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    "room",
    [
        "agreement", "answering", "caseload", "conversations", "following", "keeping", "outcomes", "people",
        "referring", "promises", "providing",
    ],
)  # fmt: skip
def test_every_room_about_people_uses_the_one_piece(app: Flask, room: str) -> None:
    assert keep_nowhere in app.blueprints[room].after_request_funcs[None]
