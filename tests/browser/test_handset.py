"""Every test finds the phone as new, though all of them share one window."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import PHONE, Handset, Site

pytestmark = pytest.mark.browser

KEPT = "() => [localStorage.length, sessionStorage.length, history.length, window.innerWidth]"


def test_the_next_test_finds_nothing_of_the_one_before(handset: Callable[[bool], Handset], site: Site) -> None:
    phone = handset(True)
    page = phone.page()
    page.goto("/")
    fresh = page.evaluate(KEPT)
    page.set_viewport_size({"width": 320, "height": 640})
    page.context.add_cookies([{"name": "list", "value": "1", "url": site.url}])
    page.context.grant_permissions(["geolocation"])
    page.evaluate("() => { localStorage.setItem('a', '1'); sessionStorage.setItem('b', '2'); }")
    page.goto("/needs")

    page = phone.page()
    page.goto("/")
    assert page.context.cookies() == []
    assert page.evaluate(KEPT) == fresh
    assert fresh[3] == PHONE["width"]
    asked = "() => navigator.permissions.query({name: 'geolocation'}).then(said => said.state)"
    assert page.evaluate(asked) != "granted"
