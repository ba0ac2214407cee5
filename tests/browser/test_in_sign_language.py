"""H-R7: a Deaf person whose language is BSL: "I never had to ask for a phone call not to happen"."""

import base64
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Sound

pytestmark = pytest.mark.browser

ELSEWHERE = "https://film.sherwooddeaf.example.org/"
#: Two seconds of a film, drawn by the browser itself.
FILM = """async () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 36 });
  const pen = canvas.getContext("2d"), parts = [];
  const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: "video/webm;codecs=vp8" });
  recorder.ondataavailable = event => parts.push(event.data);
  const over = new Promise(done => { recorder.onstop = done });
  recorder.start();
  for (let turn = 0; turn < 20; turn += 1) {
    pen.fillStyle = `rgb(${turn * 12}, 90, 90)`;
    pen.fillRect(0, 0, 64, 36);
    await new Promise(done => setTimeout(done, 100));
  }
  recorder.stop();
  await over;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(String.fromCharCode(...bytes));
}"""
#: Plays until a caption shows, and gives the captions that do.
PLAYED = """async video => {
  const shown = new Promise(done => {
    video.textTracks[0].addEventListener("cuechange", ({ target }) => target.activeCues.length && done(target));
  });
  video.muted = true;
  await video.play();
  const track = await shown;
  return track.mode === "showing" ? [...track.activeCues].map(cue => cue.text) : [track.mode];
}"""


def test_a_deaf_person_finds_what_is_in_bsl_and_need_not_speak_to_anybody(phone: Page, sound: Sound) -> None:
    phone.goto("/")
    relay = phone.locator(".wp-talk-ways").last.get_by_role("link", name=re.compile("^18001 "))
    expect(relay).to_have_attribute("href", re.compile(r"^tel:180010\d+$"))
    phone.get_by_label("In your own words").fill("help with letters in BSL")
    phone.get_by_label("Near where?").fill("Nottingham")
    phone.get_by_role("button", name="Find help").click()
    phone.get_by_role("link", name="in British Sign Language", exact=True).last.click()
    expect(phone).to_have_url(re.compile("access=bsl"))
    phone.locator("summary").filter(has_text="Narrow these down").click()
    expect(phone.get_by_label(re.compile("^BSL used or bookable"))).to_be_checked()
    sound(phone)

    phone.locator(".wp-card__name").get_by_role("link", name=re.compile("Deaf")).first.click()
    film = phone.get_by_role("link", name="Watch this in British Sign Language (BSL)")
    expect(film).to_have_attribute("href", re.compile("/film$"))
    touch = phone.locator(".wp-first").filter(has_text="Get in touch")
    expect(touch).to_contain_text("BSL video relay: ")
    expect(touch.locator("a[href^='tel:']")).to_have_count(1)
    expect(touch.locator("a[href^='sms:']")).to_be_visible()
    for first in (film, touch.locator("a[href^='tel:']")):
        assert first.evaluate("link => link.getBoundingClientRect().bottom") < PHONE["height"]
    sound(phone)


@pytest.mark.requirement("A071")
def test_the_film_plays_with_captions_and_nothing_comes_from_elsewhere_before_play(
    phone: Page, sound: Sound, javascript: bool
) -> None:
    phone.goto("/")
    seen = base64.b64decode(phone.evaluate(FILM)) if javascript else b""
    phone.context.route(f"{ELSEWHERE}**", lambda route: route.fulfill(body=seen, content_type="video/webm"))
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto("/search?q=help+with+letters+in+BSL&near=Nottingham")
    phone.locator(".wp-card__name").get_by_role("link", name=re.compile("Deaf")).first.click()
    phone.get_by_role("link", name="Watch this in British Sign Language (BSL)").click()
    expect(phone.get_by_text("With captions in English.")).to_be_visible()
    expect(phone.get_by_text("Bring any letter you do not understand, any Friday.")).to_be_visible()
    sound(phone)
    assert not [address for address in asked if address.startswith(ELSEWHERE)]
    film = phone.locator("video")
    with phone.expect_request(f"{ELSEWHERE}marcin.mp4"):
        if javascript:
            assert film.evaluate(PLAYED) == ["Hello, I am Marcin. I am Deaf, and I sign."]
        else:
            film.press("Space")
    phone.context.unroute(f"{ELSEWHERE}**")
