"""Coverage counts people within the limit, those served at home at any distance, and never hides what is stale."""

import numpy as np

from directory.insight.methods.coverage import BUS_MINUTES, DRIVE_MINUTES, WALK_M, coverage, coverage_both


def test_people_within_the_limit_are_covered() -> None:
    found = coverage((100, 200, 300), (800, 801, np.inf), limit=800)
    assert (found.within, found.people, found.share) == (100, 600, 1 / 6)


def test_a_home_or_phone_service_covers_its_area_at_any_distance() -> None:
    assert coverage((100, 200, 300), (800, 801, np.inf), limit=800, served_at_home=(False, False, True)).within == 400


def test_what_is_open_stands_beside_what_is_listed() -> None:
    both = coverage_both((100, 200), usable=(900, 2000), listed=(900, 700), limit=1000)
    assert (both.usable.within, both.listed.within) == (100, 300)


def test_where_nobody_lives_there_is_no_share() -> None:
    assert coverage((0,), (10,), limit=800).share is None


def test_the_usual_limits_are_two_walks_a_bus_ride_and_a_drive() -> None:
    assert (WALK_M, BUS_MINUTES, DRIVE_MINUTES) == ((800, 1600), 30, 20)
