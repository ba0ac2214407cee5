"""Importing from the example publisher, correct and with its faults, over HTTP on this machine."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.listings.models import Location, Schedule, Service
from directory.openreferral.models import BatchState
from directory.openreferral.operations import Outcome
from directory.openreferral.queries import faults_of
from directory.openreferral.reading.feeds import FeedSource
from directory.openreferral.reading.fetching import Fetcher
from tests.openreferral.builders import bring_in

Feed = Callable[[str | None], str]
SERVICES = 23

#: Faults of a feed's paging, totals, headers and other lists: none of them may lose a service.
HARMLESS = (
    "null_field",
    "wrong_size",
    "wrong_total",
    "last_flag_wrong",
    "empty_flag_wrong",
    "first_flag_wrong",
    "per_page_ignored",
    "no_version",
    "version_text",
    "meta_404",
    "envelope_v1",
    "missing_total_pages",
    "no_cors",
    "html_type",
    "beyond_last_repeats",
    "orphan_term",
    "term_cycle",
    "bad_uuid",
    "bad_status",
    "bad_email",
    "bad_url",
    "bad_date",
    "bad_lat",
    "bad_byday",
    "bad_freq",
    "bad_time",
    "freq_missing",
    "extent_not_geojson",
    "no_org",
    "string_number",
    "age_swapped",
    "list_detail_differ",
)


def bring_in_feed(session: Session, address: str, at: datetime) -> Outcome:
    return bring_in(session, FeedSource(address, Fetcher("Waypost test", allow_local=True)), at)


def sentences(session: Session, outcome: Outcome) -> list[str]:
    return [fault.message for fault in faults_of(session, outcome.batch_id)]


def test_the_correct_feed_comes_in_whole_and_only_once(words: Session, at: datetime, feed: Feed) -> None:
    address = feed(None)
    outcome = bring_in_feed(words, address, at)
    assert (outcome.state, outcome.counts["new"], outcome.counts["errors"]) == (BatchState.FINISHED, SERVICES, 0)
    assert outcome.counts["remarks"] == []
    again = bring_in_feed(words, f"{address}/services", at)
    assert (again.counts["new"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, SERVICES)


@pytest.mark.parametrize("fault", HARMLESS)
def test_a_fault_of_the_feed_loses_no_service(words: Session, at: datetime, feed: Feed, fault: str) -> None:
    outcome = bring_in_feed(words, feed(fault), at)
    assert (outcome.state, outcome.counts["new"], sentences(words, outcome)) == (BatchState.FINISHED, SERVICES, [])


@pytest.mark.parametrize(
    ("fault", "usable", "sentence"),
    [
        ("missing_name", SERVICES - 1, "Service 5: no name. Add a name and import again."),
        ("duplicate_across_pages", SERVICES, "its id was given to an earlier one"),
        ("detail_404", SERVICES - 1, "its own page cannot be read (the feed answered with status 404)"),
        ("detail_wrong_id", 0, "its own page shows another service"),
    ],
)
def test_a_fault_of_a_service_is_told_in_a_sentence(
    words: Session, at: datetime, feed: Feed, fault: str, usable: int, sentence: str
) -> None:
    outcome = bring_in_feed(words, feed(fault), at)
    assert outcome.counts["new"] == usable
    assert sentence in sentences(words, outcome)[0]


def test_a_page_of_html_stops_the_import_with_a_sentence(words: Session, at: datetime, feed: Feed) -> None:
    outcome = bring_in_feed(words, feed("not_json"), at)
    assert (outcome.state, outcome.counts["read"]) == (BatchState.STOPPED, 0)
    assert "something other than JSON, such as a web page" in str(outcome.note)


def test_a_total_that_is_wrong_is_remarked_on(words: Session, at: datetime, feed: Feed) -> None:
    outcome = bring_in_feed(words, feed("wrong_total"), at)
    assert outcome.counts["remarks"] == ["The feed says it has 28 services; 23 were read."]


@pytest.mark.parametrize(
    ("fault", "number", "field", "expected"),
    [
        ("bad_status", 5, "status", "active"),
        ("bad_email", 6, "email", None),
        ("bad_url", 7, "url", None),
        ("no_org", 2, "organization_id", None),
        ("string_number", 2, "minimum_age", 18),
        ("age_swapped", 2, "minimum_age", None),
    ],
)
def test_a_bad_value_becomes_a_strict_one_or_none(
    words: Session, at: datetime, feed: Feed, fault: str, number: int, field: str, expected: Any
) -> None:
    bring_in_feed(words, feed(fault), at)
    found = words.scalars(select(Service).where(Service.name.endswith(f" group {number}"))).one()
    assert getattr(found, field) == expected


def test_opening_hours_with_a_z_are_wall_time(words: Session, at: datetime, feed: Feed) -> None:
    bring_in_feed(words, feed(None), at)
    assert set(words.execute(select(Schedule.opens_at, Schedule.closes_at)).tuples()) == {("10:00", "18:00")}


def test_a_place_off_the_map_is_kept_without_coordinates(words: Session, at: datetime, feed: Feed) -> None:
    bring_in_feed(words, feed("bad_lat"), at)
    off_the_map = select(func.count()).select_from(Location).where(Location.latitude.is_(None))
    assert words.scalar(off_the_map) == 1
