"""Open Referral UK feeds, page by page. What a feed says of its own paging is noted and not believed."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from directory.openreferral.reading.envelopes import Page, has_parts, page
from directory.openreferral.reading.fetching import Fetcher, FetchFailed
from directory.openreferral.reading.files import parsed
from directory.openreferral.reading.items import Item, Remarks, SourceStopped

PAGE_SIZE = 100
MOST_PAGES = 20_000
FAILURES_IN_A_ROW = 20  # services whose own page fails, one after another: the feed is broken, not the service
_ATTEMPTS: tuple[dict[str, str], ...] = ({"per_page": str(PAGE_SIZE), "full": "true"}, {"per_page": str(PAGE_SIZE)}, {})
_AGAIN = "What was read is kept; import again to go on"


class NotAPage(Exception):
    """An address answered, but not with a list of services."""


class FeedSource:
    """The services of one feed. Works with or without `/services` at the end of the address, 3.0 and 1.0."""

    unit = "Service"

    def __init__(self, url: str, fetcher: Fetcher) -> None:
        parts = urlsplit(url.strip())
        self.origin = f"{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}{parts.path}"[:500]
        self.remarks = Remarks()
        self.expected: int | None = None
        self._fetcher = fetcher
        self._given = parts
        self._extra: dict[str, str] = {}
        self._seen: set[str] = set()
        self._read = 0
        self._last_page: tuple[str, ...] = ()
        self._failures = 0

    def items(self) -> Iterator[Item]:
        """Every service of every page. Raises `SourceStopped` when the feed fails midway."""
        base, first = self._first_page()
        if first.total is not None:
            self.expected = first.total
        current, url, number = first, base, 1
        while True:
            fresh = self._fresh(current)
            yield from self._services(base, current)
            following = self._following(url, base, current, number, fresh=fresh, first_size=len(first.contents))
            if following is None:
                break
            url, number = following, number + 1
            current = self._later_page(url, number)
            if not current.contents and not current.next_url:
                break
        self._compare()

    def _first_page(self) -> tuple[str, Page]:
        """Find out which address and which parameters the feed understands."""
        failures: list[Exception] = []
        for base in self._bases():
            for extra in _ATTEMPTS:
                try:
                    found = self._page(_with(base, page="1", **extra))
                except FetchFailed as error:
                    failures.append(error)
                    if error.status not in (400, 404, 405, 414, 422, 500):
                        break
                except NotAPage as error:
                    failures.append(error)
                    break
                else:
                    self._extra = extra
                    return base, found
        raise SourceStopped(f"{self.origin} was not read: {failures[0]}. Check the address and import again.")

    def _bases(self) -> list[str]:
        query = urlencode(
            [pair for pair in parse_qsl(self._given.query) if pair[0] not in ("page", "per_page", "full")]
        )
        path = self._given.path.rstrip("/")
        paths = [path, path.removesuffix("/services")] if path.endswith("/services") else [f"{path}/services", path]
        return [urlunsplit((self._given.scheme, self._given.netloc, part or "/", query, "")) for part in paths]

    def _following(self, url: str, base: str, current: Page, number: int, *, fresh: int, first_size: int) -> str | None:
        """Where to read on, or nothing at the end: a page that is short or brings nothing new."""
        if number >= MOST_PAGES:
            self.remarks.add(f"The feed has more than {MOST_PAGES:,} pages; the rest was left.")
            return None
        if current.next_url:
            following = urljoin(url, current.next_url)
            return following if following != url else None
        if not fresh:
            return None
        expects_more = self.expected is not None and self._read < self.expected
        is_short = number > 1 and len(current.contents) < first_size  # the first page tells how long pages are
        if is_short and not expects_more:
            return None
        return _with(base, page=str(number + 1), **self._extra)

    def _later_page(self, url: str, number: int) -> Page:
        try:
            return self._page(url)
        except FetchFailed as error:
            is_past_the_end = error.status in (400, 404, 410, 416) and self._read >= (self.expected or 0)
            if is_past_the_end:
                return Page([])
            raise SourceStopped(f"{self.origin} stopped at page {number}: {error}. {_AGAIN}.") from error
        except NotAPage as error:
            raise SourceStopped(f"{self.origin} stopped at page {number}: {error}. {_AGAIN}.") from error

    def _page(self, url: str) -> Page:
        try:
            document = parsed(self._fetcher.get(url))
        except ValueError:
            raise NotAPage("it answered with something other than JSON, such as a web page") from None
        found = page(document)
        if found is None:
            raise NotAPage("it answered without a list of services")
        return found

    def _fresh(self, current: Page) -> int:
        """How many services of a page were not on an earlier one."""
        ids = {str(service.get("id")) for service in current.contents if isinstance(service, dict)}
        fresh = len(ids - self._seen)
        self._seen |= ids
        return fresh

    def _services(self, base: str, current: Page) -> Iterator[Item]:
        if self._repeats(current):
            return
        is_whole = any(has_parts(service) for service in current.contents)
        for service in current.contents:
            self._read += 1
            yield Item(self._read, service) if is_whole else self._detail(base, service)

    def _repeats(self, current: Page) -> bool:
        """Whether this is the page before once more, as some feeds answer beyond their end."""
        ids = tuple(str(service.get("id")) for service in current.contents if isinstance(service, dict))
        repeats = bool(ids) and ids == self._last_page
        self._last_page = ids
        return repeats

    def _detail(self, base: str, service: Any) -> Item:
        """The service's own page, where the list gave only an outline."""
        number = self._read
        external_id = str(service.get("id") or "")[:120] if isinstance(service, dict) else ""
        if not external_id:
            return Item(number, service)
        parts = urlsplit(base)
        url = urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{quote(external_id, safe='')}"))
        try:
            detail = parsed(self._fetcher.get(url))
        except FetchFailed as error:
            self._failures += 1
            if error.status is None or self._failures == FAILURES_IN_A_ROW:
                raise SourceStopped(f"{self.origin} stopped at service {number}: {error}. {_AGAIN}.") from error
            fault = f"its own page cannot be read ({error}). Tell the feed's owner and import again"
            return Item(number, fault=fault, external_id=external_id)
        except ValueError:
            return Item(number, fault="its own page is not JSON. Tell the feed's owner", external_id=external_id)
        if not isinstance(detail, dict) or str(detail.get("id")) != external_id:
            fault = "its own page shows another service. Tell the feed's owner and import again"
            return Item(number, fault=fault, external_id=external_id)
        self._failures = 0
        return Item(number, detail)

    def _compare(self) -> None:
        if self.expected is not None and self.expected != self._read:
            self.remarks.add(f"The feed says it has {self.expected:,} services; {self._read:,} were read.")


def _with(url: str, **extra: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query=urlencode([*parse_qsl(parts.query), *extra.items()])))
