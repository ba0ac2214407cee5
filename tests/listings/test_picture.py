"""A listing's picture and its film in British Sign Language: shown on its page, served as they were written anew."""

import io
from datetime import datetime

from PIL import Image
from sqlalchemy.orm import Session

from directory.listings.editing import create_listing
from directory.listings.editing.pictures import keep_picture
from directory.settings import Settings
from tests.client import CheckedClient


def test_the_page_shows_the_picture_in_words_too_and_leads_to_the_film(
    client: CheckedClient, session: Session, settings: Settings, at: datetime
) -> None:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    name = keep_picture(out.getvalue(), settings.data_dir)
    content = {
        "name": "Tea",
        "picture": {"file": name, "alt": "A table with cups"},
        "bsl_video_url": "https://film.example.org/tea",
    }
    service = create_listing(session, content, by="user:7", at=at)
    page = client.get(f"/listings/{service.id}")
    assert f'src="/pictures/{name}" alt="A table with cups"' in page.text
    assert 'href="https://film.example.org/tea"' in page.text
    shown = client.get(f"/pictures/{name}")
    assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")


def test_no_other_file_is_served_from_there(client: CheckedClient) -> None:
    assert client.get(f"/pictures/{'0' * 32}.jpg").status_code == 404
    assert client.get("/pictures/..%2Fwaypost.db").status_code == 404
