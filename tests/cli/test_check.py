"""`waypost check` and `waypost keys`."""

from types import ModuleType

import pytest
from click.testing import CliRunner
from flask import Flask

from directory.cli.check import Finding, look
from directory.cli.keys import keys
from directory.search.understanding import danger_model, needs_model


def test_an_empty_installation_is_told_what_to_do_next(app: Flask) -> None:
    with app.app_context():
        findings = {finding.what: finding for finding in look()}
    tables = next(finding for what, finding in findings.items() if what.startswith("The tables"))
    assert not tables.ok, "tables made without migrations are not at any migration"
    assert tables.mend == "run `waypost database upgrade`"


@pytest.mark.parametrize("lost", [needs_model, danger_model])
def test_a_model_that_cannot_be_read_is_found_out(
    app: Flask, monkeypatch: pytest.MonkeyPatch, lost: ModuleType
) -> None:
    def sentences() -> Finding:
        return next(finding for finding in look() if finding.what.startswith("Everyday sentences"))

    with app.app_context():
        assert sentences().ok
        monkeypatch.setattr(lost, "installed" if lost is needs_model else "is_installed", lambda: None)
        assert not sentences().ok
        assert sentences().mend == "run `waypost needs train`"


def test_new_secrets_are_long_and_different_each_time() -> None:
    first, second = _keys(), _keys()
    assert first["WAYPOST_SECRET_KEY"] != second["WAYPOST_SECRET_KEY"]
    assert len(first["WAYPOST_SECRET_KEY"]) >= 32
    assert len(first["WAYPOST_FIELD_KEYS"]) == 44


def _keys() -> dict[str, str]:
    lines = CliRunner().invoke(keys, ["new"]).output.splitlines()
    return dict(line.split("=", 1) for line in lines)
