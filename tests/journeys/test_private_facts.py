"""What is kept private is in no answer of any address, in no form; what a feed sends is never run, only shown."""

import json
import re

import pytest

from tests.journeys.crawl import Answer, Crawl
from tests.journeys.secrets import (
    ENDED,
    HIDDEN,
    HIDDEN_POINT,
    HIDDEN_POSTCODE,
    PROFESSIONAL,
    TOWN_ONLY,
    TOWN_POINT,
    TOWN_POSTCODE,
    UNSEEN,
)
from tests.page import Page

#: Addresses outside the site that a listing may lead to when somebody presses a link.
LINKS = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
#: What a browser fetches by itself.
FETCHED = re.compile(
    r'<(?:script|img|iframe|source|link|video|audio|object|embed|use)\b[^>]*\b(?:src|href|data)="([^"]*)"'
)
SAFE_LINK = re.compile(r"(https?://|tel:|mailto:|sms:|/|#|\?)")
HOSTILE = "Lunch club"
MARKS = (HIDDEN, TOWN_ONLY, PROFESSIONAL, UNSEEN)


def echoes(answer: Answer) -> bool:
    """Whether the mark stood in the question itself."""
    return "Zq" in answer.address or "NG99" in answer.address


def test_the_crawl_reached_every_kind_of_page(crawled: Crawl) -> None:
    assert {answer.status for answer in crawled.answers} <= {200, 404, 410}
    assert len([answer for answer in crawled.answers if answer.status == 200]) > 500
    assert crawled.saying(HOSTILE, besides="/search")


@pytest.mark.parametrize(
    "secret",
    [
        HIDDEN, TOWN_ONLY, HIDDEN_POSTCODE, TOWN_POSTCODE, PROFESSIONAL, UNSEEN,
        "0115 496 0999", "0115 496 0998", f"{ENDED} at length", f"{ENDED} in short",
        *(f"{value:.4f}" for value in (*HIDDEN_POINT, *TOWN_POINT)),
    ],
)  # fmt: skip
def test_a_secret_is_in_no_answer(crawled: Crawl, secret: str) -> None:
    found = [each.address for each in crawled.answers if secret.casefold() in each.body.casefold() and not echoes(each)]
    assert found == []


def test_what_has_ended_is_named_on_its_own_page_and_on_no_other(crawled: Crawl) -> None:
    named = [each.address for each in crawled.answers if ENDED in each.body and not echoes(each)]
    assert named
    assert {each.status for each in crawled.answers if each.address in named} == {410}


def test_looking_for_a_secret_tells_no_more_than_was_asked(crawled: Crawl) -> None:
    more = [f"{mark} {rest}" for mark in MARKS for rest in ("House", "Lane", "Town", "bus", "desk", "in short", "at")]
    assert [(each.address, words) for each in crawled.answers for words in more if words in each.body] == []


@pytest.mark.parametrize("point", [HIDDEN_POINT, TOWN_POINT])
def test_a_secret_place_is_on_no_map(crawled: Crawl, point: tuple[float, float]) -> None:
    latitude, longitude = (f"{value:.3f}"[:-1] + r"\d*" for value in point)
    pair = re.compile(rf"{latitude}[^\d]{{1,20}}{longitude}|{longitude}[^\d]{{1,20}}{latitude}")
    assert [each.address for each in crawled.answers if pair.search(each.body)] == []


def test_no_markup_of_a_feed_is_markup_of_a_page(crawled: Crawl) -> None:
    raw = re.compile(r"<script>zqx|<img src=x|[\s\"']onerror=zqx\(\)\s*[\"']?[\s/>]*<(?!/)", re.IGNORECASE)
    assert [each.address for each in crawled.pages if raw.search(each.body)] == []
    shown = [each for each in crawled.pages if "&lt;script&gt;zqx" in each.body or "zqx()" in each.body]
    for answer in shown:
        page = Page(answer.body)
        assert not [tag for tag in page.root.iter() if "onerror" in tag.attrib], answer.address
        assert not [s for s in page.all(".//script") if "zqx" in (s.text or "") and not s.get("type")], answer.address
        for block in page.all(".//script[@type='application/ld+json']"):
            assert json.loads(block.text or "")["@context"] == "https://schema.org"


def test_files_for_programs_stay_well_formed(crawled: Crawl) -> None:
    for answer in crawled.answers:
        if answer.kind == "application/json":
            json.loads(answer.body)
        elif answer.kind in ("application/xml", "text/xml"):
            assert "<script" not in answer.body


def test_links_lead_to_web_pages_phones_and_letters_only(crawled: Crawl) -> None:
    links = {(link, each.address) for each in crawled.pages for link in LINKS.findall(each.body)}
    assert links
    assert [found for found in links if not SAFE_LINK.match(found[0])] == []


def test_a_page_fetches_nothing_from_anyone_else(crawled: Crawl) -> None:
    fetched = {(address, each.address) for each in crawled.pages for address in FETCHED.findall(each.body)}
    elsewhere = [
        found for found in fetched
        if not found[0].startswith(("/", "#", "https://waypost.test/")) or found[0].startswith("//")
    ]  # fmt: skip
    assert elsewhere == []
    for answer in crawled.answers:
        policy = answer.headers.get("Content-Security-Policy", "default-src 'none'")
        assert "default-src 'none'" in policy
        assert not re.search(r"https?://", policy), answer.address


def test_reading_sets_no_cookie(crawled: Crawl) -> None:
    assert [each.address for each in crawled.answers if each.cookies] == []
