"""Every endpoint says who it is for; what changes something is listed; no address people were given goes away."""

from collections.abc import Iterable

from flask import Flask

from directory.settings import ROOT
from directory.web.access import Audience, access, audience_of
from directory.web.origin import is_stateless
from tests.contracts.changes import CHANGES

SAFE = {"GET", "HEAD", "OPTIONS"}
PROMISED = ROOT / "tests" / "contracts" / "addresses.txt"


def undeclared(app: Flask) -> list[str]:
    """Endpoints that do not say who they are for."""
    return sorted(endpoint for endpoint, view in app.view_functions.items() if audience_of(view) is None)


def changing(app: Flask) -> dict[str, str]:
    """Endpoints that answer to more than reading, and their guard."""
    return {
        rule.endpoint: "stateless" if is_stateless(app.view_functions[rule.endpoint]) else "token"
        for rule in app.url_map.iter_rules()
        if (rule.methods or set()) - SAFE
    }


def addresses(app: Flask) -> set[str]:
    """Every address, as the framework writes it."""
    return {rule.rule for rule in app.url_map.iter_rules() if not rule.rule.startswith("/static/")}


def vanished(promised: Iterable[str], present: set[str]) -> list[str]:
    """Addresses people were given that are there no more."""
    return [line for line in promised if line and not line.startswith("#") and line not in present]


def test_every_endpoint_says_who_it_is_for(app: Flask) -> None:
    assert undeclared(app) == []


def test_only_listed_endpoints_change_something(app: Flask) -> None:
    assert changing(app) == CHANGES


def test_no_address_has_vanished(app: Flask) -> None:
    assert vanished(PROMISED.read_text(encoding="utf-8").splitlines(), addresses(app)) == []


def test_new_addresses_are_promised_too(app: Flask) -> None:
    promised = set(PROMISED.read_text(encoding="utf-8").splitlines())
    assert sorted(addresses(app) - promised) == [], "add these lines to tests/contracts/addresses.txt"


def test_an_undeclared_endpoint_an_unlisted_change_and_a_lost_address_are_found(app: Flask) -> None:
    app.add_url_rule("/quiet", "quiet", lambda: "", methods=["POST"])
    assert undeclared(app) == ["quiet"]
    assert changing(app)["quiet"] == "token"
    app.view_functions["quiet"] = access(Audience.EVERYONE)(app.view_functions["quiet"])
    assert undeclared(app) == []
    assert vanished(["# why", "/quiet", "/lost/<uuid:id>"], addresses(app)) == ["/lost/<uuid:id>"]
