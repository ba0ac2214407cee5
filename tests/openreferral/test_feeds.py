"""Feeds page by page: what they say of themselves is not believed."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from directory.openreferral.reading.feeds import FeedSource
from directory.openreferral.reading.items import Item, SourceStopped
from tests.openreferral.builders import FakeFetcher, service

SERVICES = [service(number) for number in range(1, 26)]


def paged(size: int = 10, services: list[Any] = SERVICES, **claims: Any) -> Callable[[str], Any]:
    """A feed at /services with pages of a fixed size, which claims what it is told to."""

    def answer(url: str) -> Any:
        parts = urlsplit(url)
        if parts.path != "/api/services":
            return 404
        number = int(parse_qs(parts.query).get("page", ["1"])[0])
        return {"contents": services[(number - 1) * size : number * size], **claims}

    return answer


def read(
    answer: Callable[[str], Any], url: str = "https://council.gov.uk/api"
) -> tuple[list[str], FeedSource, FakeFetcher]:
    fetcher = FakeFetcher(answer)
    source = FeedSource(url, fetcher)  # type: ignore[arg-type]  # it fetches, which is all that is asked
    return [item.value["id"] if item.value else str(item.fault) for item in source.items()], source, fetcher


ALL = [row["id"] for row in SERVICES]


@pytest.mark.parametrize(
    "url", ["https://council.gov.uk/api", "https://council.gov.uk/api/", "https://council.gov.uk/api/services"]
)
def test_the_address_may_end_with_services_or_not(url: str) -> None:
    assert read(paged(), url)[0] == ALL


@pytest.mark.parametrize(
    "claims",
    [
        {"total_pages": 1, "last_page": True},
        {"total_items": 25, "total_pages": 1},
        {"total_items": 10, "total_pages": 1},
        {"total_items": 30, "total_pages": 3},
        {"empty": True},
        {},
    ],
)
def test_lies_about_paging_lose_nothing(claims: dict[str, Any]) -> None:
    assert read(paged(**claims))[0] == ALL


def test_a_wrong_total_is_remarked_on() -> None:
    _found, source, _fetcher = read(paged(total_items=30))
    assert source.remarks.sentences == ["The feed says it has 30 services; 25 were read."]


def test_a_feed_that_repeats_its_last_page_comes_to_an_end() -> None:
    def answer(url: str) -> Any:
        number = min(int(parse_qs(urlsplit(url).query)["page"][0]), 3)
        return {"content": SERVICES[(number - 1) * 10 : number * 10], "totalElements": 99}

    assert read(answer)[0] == ALL


def test_a_feed_that_ignores_the_page_is_read_once() -> None:
    assert read(lambda _url: SERVICES)[0] == ALL


def test_cursors_are_followed_over_empty_pages() -> None:
    pages = {
        "/api/services": {"items": [{"data": SERVICES[0]}], "next": "/api/more?after=1"},
        "/api/more": {"items": [], "next_url": "/api/end"},
        "/api/end": {"items": SERVICES[1:2], "next": "/api/end"},
    }
    assert read(lambda url: pages[urlsplit(url).path])[0] == ALL[:2]


def test_a_feed_that_refuses_our_parameters_is_asked_without_them() -> None:
    def answer(url: str) -> Any:
        query = parse_qs(urlsplit(url).query)
        return 400 if "full" in query or "per_page" in query else paged()(url)

    assert read(answer)[0] == ALL


def test_outlines_are_filled_in_from_each_services_own_page() -> None:
    outline = [{"id": row["id"], "name": row["name"]} for row in SERVICES]

    def answer(url: str) -> Any:
        path = urlsplit(url).path
        number = path.rpartition("-")[2]
        return SERVICES[int(number) - 1] if number.isdigit() else paged(services=outline)(url)

    found, _source, fetcher = read(answer)
    assert found == ALL
    assert "https://council.gov.uk/api/services/service-25" in fetcher.asked


def test_an_own_page_that_is_missing_or_anothers_is_a_fault_of_that_service_only() -> None:
    outline = [{"id": row["id"], "name": row["name"]} for row in SERVICES[:3]]
    details = {"service-1": SERVICES[0], "service-2": 404, "service-3": SERVICES[7]}

    def answer(url: str) -> Any:
        name = urlsplit(url).path.rpartition("/")[2]
        return details[name] if name in details else paged(services=outline)(url)

    first, second, third = read(answer)[0]
    assert first == "service-1"
    assert "its own page cannot be read (the feed answered with status 404)" in second
    assert "shows another service" in third


@pytest.mark.parametrize("trouble", [500, b"<html>oops</html>", {"message": "limit reached"}])
def test_a_feed_that_fails_midway_gives_what_came_before_and_a_sentence(trouble: Any) -> None:
    def answer(url: str) -> Any:
        return trouble if "page=2" in url else paged()(url)

    source = FeedSource("https://council.gov.uk/api?key=secret", FakeFetcher(answer))  # type: ignore[arg-type]  # as above
    found: list[Item] = []
    with pytest.raises(SourceStopped, match=r"stopped at page 2: .*What was read is kept; import again to go on\."):
        found.extend(source.items())
    assert [item.value["id"] for item in found] == ALL[:10]


@pytest.mark.parametrize("trouble", [404, 403, b"<html>a page</html>", {"version": "HSDS-UK-3.0"}, 7])
def test_an_address_without_a_feed_is_said_to_be_none(trouble: Any) -> None:
    with pytest.raises(SourceStopped, match=r"council\.gov\.uk/api was not read: .* Check the address"):
        read(lambda _url: trouble)


def test_the_origin_never_holds_the_query() -> None:
    source = FeedSource("https://council.gov.uk/api?key=secret", FakeFetcher(paged()))  # type: ignore[arg-type]  # as above
    assert source.origin == "council.gov.uk/api"
