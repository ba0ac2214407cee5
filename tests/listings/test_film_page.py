"""The page of a film: captions, the words to read, and only one other site, only after somebody pressed play."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from directory.listings.editing import create_listing
from directory.listings.models import Service
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.page import Page

CAPTIONS = "1\n00:00:01,000 --> 00:00:04,000\nTea, and somebody to sign with\n"
TUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
POLICY = "Content-Security-Policy"


def listed(session: Session, at: datetime, film: str, captions: str = "") -> Service:
    content: dict[str, Any] = {"name": "Tea", "bsl_video_url": film, "bsl_captions": captions}
    return create_listing(session, content, by="user:7", at=at)


@pytest.mark.requirement("A071")
def test_a_file_waits_for_play_and_shows_its_captions(client: CheckedClient, session: Session, at: datetime) -> None:
    service = listed(session, at, "https://film.example.org/tea.mp4", CAPTIONS)
    address = f"/listings/{service.id}/film"
    assert client.page(f"/listings/{service.id}").links["Watch this in British Sign Language (BSL)"] == address
    answer = client.get(address)
    page = Page(answer.get_data(as_text=True))
    [player] = page.all(".//video")
    assert (player.get("preload"), player.get("autoplay"), player.get("poster")) == ("none", None, None)
    [track] = page.all(".//video/track")
    assert (track.get("kind"), track.get("srclang"), track.get("default")) == ("captions", "en", "")
    assert "With captions in English." in page.text
    assert "Tea, and somebody to sign with" in page.text
    assert "media-src 'self' https://film.example.org" in answer.headers[POLICY]
    assert "frame-src" not in answer.headers[POLICY]
    told = client.get(str(track.get("src")))
    assert (told.mimetype, told.get_data(as_text=True).splitlines()[:3]) == (
        "text/vtt",
        ["WEBVTT", "", "00:00:01.000 --> 00:00:04.000"],
    )


def test_a_film_without_captions_says_so(client: CheckedClient, session: Session, at: datetime) -> None:
    service = listed(session, at, "https://film.example.org/tea.mp4")
    page = client.page(f"/listings/{service.id}/film")
    assert "This film has no captions here yet." in page.text
    assert not page.all(".//track")
    assert client.get(f"/listings/{service.id}/film/captions.vtt").status_code == 404


def test_the_player_of_another_site_comes_only_after_play_was_pressed(
    client: CheckedClient, session: Session, at: datetime
) -> None:
    service = listed(session, at, TUBE)
    address = f"/listings/{service.id}/film"
    before = client.get(address)
    assert not Page(before.get_data(as_text=True)).all(".//iframe")
    assert "frame-src" not in before.headers[POLICY]
    play = Page(before.get_data(as_text=True)).links
    assert play["Play the film from YouTube"] == f"{address}?play=yes"
    assert play["Watch it on YouTube instead"] == TUBE  # whoever has no JavaScript, or would rather, goes there
    after = client.get(f"{address}?play=yes")
    [frame] = Page(after.get_data(as_text=True)).all(".//iframe")
    assert str(frame.get("src")).startswith("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?cc_load_policy=1")
    assert (frame.get("sandbox"), frame.get("referrerpolicy")) == (
        "allow-scripts allow-same-origin allow-presentation",
        "strict-origin",
    )
    assert "frame-src https://www.youtube-nocookie.com" in after.headers[POLICY]
    assert "media-src" not in after.headers[POLICY]
    assert "frame-src" not in client.get(f"/listings/{service.id}").headers[POLICY]


def test_on_a_sensitive_subject_the_tab_is_quiet_and_nothing_is_kept(
    client: CheckedClient, session: Session, at: datetime
) -> None:
    service = listed(session, at, TUBE)
    make.tag(session, service, make.term(session, "needs", "safe.domestic", "Domestic abuse"))
    answer = client.get(f"/listings/{service.id}/film")
    assert answer.headers["Cache-Control"] == "no-store"
    assert Page(answer.get_data(as_text=True)).h1 == "Local information"


def test_elsewhere_unknown_and_hidden_there_is_no_such_page(
    client: CheckedClient, session: Session, at: datetime
) -> None:
    for service in (listed(session, at, "https://film.example.org/tea"), listed(session, at, "")):
        assert client.get(f"/listings/{service.id}/film").status_code == 404
    hidden = make.service(session, "Hidden", bsl_video_url="https://film.example.org/a.mp4", visibility="private")
    for listing_id in (hidden.id, uuid4()):
        assert client.get(f"/listings/{listing_id}/film").status_code == 404
        assert client.get(f"/listings/{listing_id}/film/captions.vtt").status_code == 404
