"""Where a film lies, and whether it can be shown here."""

import pytest

from directory.listings.films import film_at

TUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?cc_load_policy=1&cc_lang_pref=en&rel=0"


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3",
        "https://youtu.be/dQw4w9WgXcQ",
        "https://m.youtube.com/shorts/dQw4w9WgXcQ",
        "https://www.youtube.com/embed/dQw4w9WgXcQ",
    ],
)
def test_films_on_youtube_play_without_its_cookies_and_with_captions(address: str) -> None:
    film = film_at(address)
    assert film is not None
    assert (film.host, film.frame, film.origin) == ("YouTube", TUBE, "https://www.youtube-nocookie.com")


@pytest.mark.parametrize(
    ("address", "frame"),
    [
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1&texttrack=en"),
        (
            "https://vimeo.com/76979871/8272103f6e",
            "https://player.vimeo.com/video/76979871?dnt=1&texttrack=en&h=8272103f6e",
        ),
    ],
)
def test_films_on_vimeo_are_asked_not_to_track(address: str, frame: str) -> None:
    film = film_at(address)
    assert film is not None
    assert film.frame == frame


def test_a_file_plays_in_the_browsers_own_player() -> None:
    film = film_at("https://film.example.org:8443/tea.MP4?size=small")
    assert film is not None
    assert (film.file, film.origin, film.frame) == (film.href, "https://film.example.org:8443", "")


@pytest.mark.parametrize(
    "address",
    ["https://film.example.org/tea", "https://www.youtube.com/@somebody", "https://vimeo.com/somebody"],
)
def test_anything_else_is_a_link(address: str) -> None:
    film = film_at(address)
    assert film is not None
    assert not film.is_shown_here


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "http://film.example.org/a.mp4",
        "javascript:alert(1)",
        "https://a b.org/",
        "https://[x",
        "https://x;y/a.mp4",
    ],
)
def test_what_is_no_safe_address_is_no_film(address: str | None) -> None:
    assert film_at(address) is None
