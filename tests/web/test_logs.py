"""What the log holds, and what it must not."""

import json
from typing import Any

import pytest

from directory.web.logs import Event, NotPlain, configure, log, log_failure
from tests.client import CheckedClient
from tests.logged import logged


@pytest.fixture(autouse=True)
def every_level() -> Any:
    configure("INFO")
    yield
    configure("ERROR")


def test_a_record_in_a_log_call_is_refused() -> None:
    with pytest.raises(NotPlain, match="person is a dict"):
        log(Event.REQUEST, person={"name": "Ann"})  # type: ignore[arg-type]  # the point of the test


def test_a_request_is_one_line_without_the_address_asked_for(client: CheckedClient) -> None:
    configure("INFO")
    with logged() as lines:
        client.get("/trial/script?q=my+mother+fell&near=NG18+1AA")
    assert [line["event"] for line in lines] == ["request"]
    assert lines[0]["endpoint"] == "trial.script"
    assert "NG18" not in str(lines)
    assert "fell" not in str(lines)


def test_every_line_of_a_request_carries_its_reference(client: CheckedClient) -> None:
    configure("INFO")
    with logged() as lines:
        answer = client.get("/trial/script")
    assert [line["request_id"] for line in lines] == [answer.headers["X-Request-ID"]]


def test_a_failure_is_logged_by_its_kind_and_place_without_its_words() -> None:
    with logged() as lines:
        try:
            raise ValueError("Ann Smith, 3 High Street")
        except ValueError as error:
            log_failure(Event.FAILURE, error, endpoint="x")
    assert lines[0]["error"] == "ValueError"
    assert "test_logs.py" in lines[0]["where"]
    assert "Ann" not in str(lines)


def test_a_line_is_json_with_the_time_in_utc(capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO")
    log(Event.JOB_ENDED, job="night", note='a "quoted"\nnote')
    line = capsys.readouterr().err.strip()
    assert "\n" not in line
    assert json.loads(line)["timestamp"].endswith("Z")
