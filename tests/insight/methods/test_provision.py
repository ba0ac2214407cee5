"""Places for each thousand people: what is not said stays unknown."""

import pytest

from directory.insight.methods.provision import provision


def test_unknown_places_are_counted_as_unknown_and_not_as_nought() -> None:
    found = provision((20, None, 10, None), 6000)
    assert (found.per_thousand, found.known, found.unknown_share) == (5, 2, 0.5)


def test_nothing_is_told_where_no_listing_says() -> None:
    assert provision((None,), 6000).per_thousand is None
    assert provision((), 6000).unknown_share is None
    assert provision((5,), 0).per_thousand is None


def test_negative_places_are_refused() -> None:
    with pytest.raises(ValueError, match="nought or more"):
        provision((-1,), 10)


def test_no_places_are_an_answer() -> None:
    found = provision((0, None), 10)
    assert (found.places, found.known, found.unknown) == (0, 1, 1)
