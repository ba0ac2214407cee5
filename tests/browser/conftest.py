"""A real browser on a live server with the demonstration, loaded once. Phone width; with and without JavaScript."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from directory import clock, create_app
from directory.extensions import db, limiter
from directory.settings import load_settings
from directory.web.traps import stamp

PHONE = {"width": 390, "height": 844}
PATIENCE = 40_000  # milliseconds: what is to come may come late on a busy machine; what never comes still fails
#: Chromium heeds the last list it is given, so Playwright's own that matter here are said again. The first two start
#: two processes for the address bar of each window, which nobody here types into: half of what a window costs.
UNUSED = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "AimEnabled", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay", "MediaRouter",
    "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)  # fmt: skip
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", f"--disable-features={','.join(UNUSED)}",
)  # fmt: skip
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = f"() => {{{Axe().axe_script}}}"  # a function, lest the browser sends back all that the script defines
#: Contrast is nearly half of the work, and follows from what an element is and what it stands in, whatever it says: so
#: it is looked at for each such line once in a process; a line is a number here.
LOOK = """async ([rules, seen]) => {
    const common = {resultTypes: ['violations'], preload: false}; // nothing here plays by itself
    const contrast = 'color-contrast', known = new Set(seen);
    const OWN = /^(id|for|name|value|href|src|srcset|action|title|alt|datetime|d|data-.*|aria-(.*by|label|controls))$/;
    const lines = new Map();
    const line = e => {
        if (!e) return 7;
        if (!lines.has(e)) {
            const said = [...e.attributes].filter(a => !OWN.test(a.name)).map(a => a.name + a.value);
            let sum = line(e.parentElement);
            const all = [e.tagName, ...said, e.checked, e.disabled, e == document.activeElement].join(' ');
            for (let i = 0; i < all.length; i++) sum = (Math.imul(sum, 31) + all.charCodeAt(i)) | 0;
            lines.set(e, sum);
        }
        return lines.get(e);
    };
    const isWords = n => n.nodeType == Node.TEXT_NODE && n.data.trim();
    const hasWords = e => e.matches('input, select, textarea') || [...e.childNodes].some(isWords);
    const fresh = [...document.body.querySelectorAll('*')].filter(e => {
        if (!hasWords(e) || !e.getClientRects().length || known.has(line(e))) return false;
        known.add(line(e));
        return true;
    });
    const whole = await axe.run({...common, runOnly: rules, rules: {[contrast]: {enabled: false}}});
    const found = whole.violations;
    if (fresh.length) found.push(...(await axe.run({include: fresh}, {...common, runOnly: [contrast]})).violations);
    return [found, fresh.map(line)];
}"""
SEEN: set[int] = set()
LOADING = (("taxonomy", "load"), ("places", "load"), ("demo", "load"), ("reindex",))


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: opens pages in Chromium")
    expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True)
class Site:
    """The live server."""

    url: str
    app: Flask

    def command(self, *words: str) -> None:
        """Run a `waypost` command against the site's database."""
        with self.app.app_context():
            result = self.app.test_cli_runner().invoke(args=list(words))
        assert result.exit_code == 0, result.output

    def let_time_pass(self, page: Page) -> None:
        """Say that the forms of a page were shown three seconds ago: answers within two are taken for a program's."""
        with self.app.app_context():
            shown = stamp(clock.now() - timedelta(seconds=3))
        assert page.locator("[name=opened]").count(), "no form here asks how long it was open"
        page.evaluate("shown => document.getElementsByName('opened').forEach(box => { box.value = shown })", shown)


class Quiet(WSGIRequestHandler):
    """Writes no line for each request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """The application with the demonstration, on a free port."""
    server = make_server("127.0.0.1", 0, Flask("waiting"), threaded=True, request_handler=Quiet)
    url = f"http://127.0.0.1:{server.server_port}"
    app = create_app(
        load_settings(
            _env_file=None,
            mode="demo",
            data_dir=folder,
            base_url=url,
            mail_transport="memory",
            text_transport="memory",
            log_level="ERROR",
        )
    )
    with app.app_context():
        db.create_all()
    site = Site(url, app)
    for command in LOADING:
        site.command(*command)
    server.app = app
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield site
    server.shutdown()
    thread.join(10)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The live server of all tests of this process."""
    with serving(tmp_path_factory.mktemp("browser")) as site:
        yield site


@pytest.fixture(scope="session")
def chrome(chromium: str) -> Iterator[Browser]:
    """One Chromium for all tests; each test has a context of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(params=[True, False], ids=["javascript", "no javascript"])
def javascript(request: pytest.FixtureRequest) -> bool:
    """Every journey is made twice."""
    return bool(request.param)


class Handset:
    """One window that every test finds as new: no cookie, nothing stored or cached, nothing allowed.

    A context of its own for each test would be a window of its own, which costs far more than the pages in it.
    """

    def __init__(self, chrome: Browser, site: Site, javascript: bool) -> None:
        self._context: BrowserContext = chrome.new_context(
            base_url=site.url,
            viewport=PHONE,
            java_script_enabled=javascript,
            has_touch=True,  # type: ignore[arg-type]  # a plain dict is a size
        )
        self._context.set_default_timeout(PATIENCE)
        self._keeper = self._context.new_page()  # a window closes with its last page
        self._inside: CDPSession = self._context.new_cdp_session(self._keeper)
        self._origin = site.url

    def page(self) -> Page:
        """A page in the window, as if nothing had happened before."""
        for page in self._context.pages:
            if page is not self._keeper:
                page.close()
        self._context.clear_cookies()
        self._context.clear_permissions()
        self._context.set_geolocation(None)
        self._inside.send("Storage.clearDataForOrigin", {"origin": self._origin, "storageTypes": "all"})
        self._inside.send("Network.clearBrowserCache")
        return self._context.new_page()


@pytest.fixture(scope="session")
def handset(chrome: Browser, site: Site) -> Callable[[bool], Handset]:
    """The phone with JavaScript, or the one without."""
    return lru_cache(partial(Handset, chrome, site))


@pytest.fixture
def phone(handset: Callable[[bool], Handset], javascript: bool) -> Iterator[Page]:
    """A phone on the site. A script that fails on a page fails the test."""
    limiter.reset()
    page = handset(javascript).page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    page.close()
    assert not faults, faults


@pytest.fixture
def sound(javascript: bool) -> "Sound":
    """Checks a page as it stands now."""
    return Sound(javascript)


@dataclass(frozen=True)
class Sound:
    """What must hold on each page of a journey: no fault axe can find, and nothing wider than the phone."""

    javascript: bool

    def __call__(self, page: Page) -> None:
        """Check; axe needs JavaScript, so it looks at the first of the two journeys."""
        page.wait_for_load_state()  # a click may have begun to leave the page
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= PHONE["width"], f"{page.url} is {wide} pixels wide on a phone"
        if self.javascript:
            found = violations(page)
            assert not found, [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found]


def violations(page: Page) -> list[dict[str, Any]]:
    """What axe finds wrong. What it finds right is longer, and not asked for."""
    page.evaluate(AXE)
    found, seen = page.evaluate(LOOK, [RULES, sorted(SEEN)])
    if not found:
        SEEN.update(seen)
    return list(found)
