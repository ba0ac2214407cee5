"""Two walks of a connector in Chromium over the demonstration, timed: a number is read out, a referral is sent.

Whoever walks types a key every 40 milliseconds and reads nothing, so what is measured is keys and waiting. The peer is
as many loads of a bare page by the same browser, in the same run. Run: `python -m benchmarks.journeys`.
"""

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from benchmarks.bare_page import create_bare_app
from benchmarks.measure import show
from directory.extensions import limiter
from tests.browser.conftest import FLAGS, Handset, Quiet, Site, serving
from tests.browser.people import CONNECTOR, come_in
from tests.browser.walks import Counted, read_out_a_number, refer_to_a_known_listing
from tests.outside import browser

BETWEEN_KEYS = 40
TIMES = 7
Walk = Callable[[Counted], None]
#: What is promised of each: seconds, fields.
WALKS: dict[str, tuple[Walk, float, int]] = {
    "a number is read out": (read_out_a_number, 30.0, 1),
    "a referral is sent": (refer_to_a_known_listing, 60.0, 12),
}


@dataclass(frozen=True)
class Walked:
    """One walk, and as many bare pages."""

    seconds: float
    fields: int
    keys: int
    pages: int
    bare_seconds: float


def walked(phone: Handset, site: Site, walk: Walk, bare: str) -> Walked:
    """Walk once as a connector who is signed in."""
    limiter.reset()
    page = phone.page()
    come_in(page, site, CONNECTOR)
    opened: list[str] = []
    page.on("framenavigated", lambda frame: opened.append(frame.url))
    walk_counted = Counted(page, between_keys=BETWEEN_KEYS)
    seconds = _timed(lambda: walk(walk_counted))
    pages = len(opened)
    return Walked(seconds, walk_counted.fields, walk_counted.keys, pages, _timed(lambda: _open(page, bare, pages)))


def _open(page: Page, address: str, times: int) -> None:
    for _ in range(times):
        page.goto(address)


def _timed(call: Callable[[], None]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


@contextmanager
def bare_server() -> Iterator[str]:
    """The address of a bare page."""
    server = make_server("127.0.0.1", 0, create_bare_app(), threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join(10)


def rows_of(name: str, walks: list[Walked], seconds: float, fields: int) -> list[tuple[str, str]]:
    """What is said of one kind of walk."""
    median = statistics.median(each.seconds for each in walks)
    bare = statistics.median(each.bare_seconds for each in walks)
    typing = walks[0].keys * BETWEEN_KEYS / 1000
    waiting = f"{typing:.1f} s of it between {walks[0].keys} keys"
    peer = f"{(median - typing) / bare:.1f} × {walks[0].pages} bare pages ({bare:.2f} s)"
    return [
        (f"{name} (limit {seconds:.0f} s)", f"{median:.1f} s median, {waiting}"),
        ("  the rest, to the peer", peer),
        (f"  fields (limit {fields})", f"{max(each.fields for each in walks)}"),
    ]


def main() -> None:
    """Walk both ways several times; fails when one takes longer, or asks more, than promised."""
    chromium = browser()
    if chromium is None:
        sys.exit("Install Chromium to walk with.")
    missed, rows = [], []
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder)) as site,
        bare_server() as bare,
        sync_playwright() as playwright,
    ):
        chrome = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        phone = Handset(chrome, site, javascript=True)
        for name, (walk, seconds, fields) in WALKS.items():
            walks = [walked(phone, site, walk, bare) for _ in range(TIMES + 1)][1:]  # the first is not counted
            rows += rows_of(name, walks, seconds, fields)
            missed += [name for each in walks if each.seconds > seconds or each.fields > fields]
    show(f"Walks on a phone, {TIMES} times each", rows)
    if missed:
        sys.exit(f"It takes longer, or more fields, than promised until {' and until '.join(sorted(set(missed)))}.")


if __name__ == "__main__":
    main()
