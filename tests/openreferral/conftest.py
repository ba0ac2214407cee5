"""Fixtures of import tests: our word lists in the database, the example feed, the real data."""

import importlib.util
import threading
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from directory.taxonomy.models import Taxonomy, TaxonomyTerm
from tests.outside import SHARED, need

NEEDS = ("connect.groups", "connect.lunch", "money.debt", "travel.transport", "skills.learn")


@pytest.fixture
def words(session: Session) -> Session:
    """A session whose database has a few of our needs."""
    taxonomy = Taxonomy(code="needs", name="Needs")
    session.add_all([taxonomy, Taxonomy(code="cohorts", name="Cohorts")])
    session.flush()
    session.add_all(TaxonomyTerm(taxonomy_id=taxonomy.id, code=code, name=code, facts={}) for code in NEEDS)
    session.commit()
    return session


@pytest.fixture(scope="session")
def example_server() -> Any:
    """The example publisher with its faults, as a module."""
    need("SHARED")
    spec = importlib.util.spec_from_file_location("example_server", SHARED / "standard" / "oruk_example_server.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def feed(example_server: Any) -> Iterator[Callable[[str | None], str]]:
    """Start the example feed on this machine, with a fault or without; gives its address."""
    running: list[ThreadingHTTPServer] = []

    def start(fault: str | None = None) -> str:
        server = example_server.serve(0, fault)
        running.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def real_file() -> Path:
    """The real services of the United Kingdom, one a line."""
    need("SHARED")
    return SHARED / "data" / "oruk_uk" / "services.ndjson.gz"
