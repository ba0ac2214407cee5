"""Pages of lists, whoever wrapped them: Open Referral UK 3.0 and 1.0 names, bare lists, cursors."""

from dataclasses import dataclass
from typing import Any

_CONTENTS = ("contents", "content", "services", "items", "data", "results")
_TOTALS = ("total_items", "totalElements", "total", "count")
_NEXT = ("next_url", "next", "next_page_url")
_ARRAYS = (
    "service_at_locations",
    "contacts",
    "schedules",
    "attributes",
    "cost_options",
    "service_areas",
    "languages",
    "funding",
    "phones",
    "eligibilitys",
    "service_taxonomys",
    "regular_schedules",
)


@dataclass(frozen=True)
class Page:
    """One page: its services, how many the feed says there are, where the next page is if it says."""

    contents: list[Any]
    total: int | None = None
    next_url: str | None = None


def page(document: Any) -> Page | None:
    """A page out of a JSON document, or nothing when it is none."""
    if isinstance(document, list):
        return Page([_unwrapped(item) for item in document])
    if not isinstance(document, dict):
        return None
    contents = next((document[key] for key in _CONTENTS if isinstance(document.get(key), list)), None)
    if contents is None:
        return None
    total = next((document[key] for key in _TOTALS if isinstance(document.get(key), int)), None)
    links = document.get("links")
    places = (document, links if isinstance(links, dict) else {})
    following = next((place[key] for key in _NEXT for place in places if place.get(key)), None)
    if isinstance(following, dict):
        following = following.get("href")
    return Page([_unwrapped(item) for item in contents], total, following if isinstance(following, str) else None)


def is_service(document: Any) -> bool:
    """Whether a JSON document is one service rather than a list of them."""
    return isinstance(document, dict) and "id" in document and "name" in document


def has_parts(service: Any) -> bool:
    """Whether a list gave a service with its arrays, so that its own page need not be asked for."""
    return isinstance(service, dict) and any(isinstance(service.get(key), list) for key in _ARRAYS)


def _unwrapped(item: Any) -> Any:
    """RPDE feeds put each thing into `data`, next to its state."""
    if isinstance(item, dict) and isinstance(item.get("data"), dict) and "name" not in item:
        return item["data"]
    return item
