"""Every filter is said in SQL as well, and one that nobody has said in SQL stops the application from starting."""

from dataclasses import dataclass

import pytest

from directory.search.engines.postgres.filters import COUNTERPARTS, ByFacet, Counterpart, counterpart_of
from directory.search.filters import FILTERS, Filter
from directory.search.filters.base import FacetFilter


def test_every_filter_has_a_counterpart_of_its_own() -> None:
    assert {key: each.filter for key, each in COUNTERPARTS.items()} == {each.key: each for each in FILTERS}
    keeps_all = {key for key, each in COUNTERPARTS.items() if type(each) is Counterpart}
    assert keeps_all == {"radius"}


def test_a_new_filter_over_a_facet_needs_no_sql() -> None:
    assert type(counterpart_of(FacetFilter("colour", "Colour"))) is ByFacet


def test_a_filter_of_a_new_kind_is_refused_by_name() -> None:
    @dataclass(frozen=True)
    class MoonFilter(Filter):
        """Nobody has said this one in SQL."""

    with pytest.raises(LookupError, match="moon"):
        counterpart_of(MoonFilter("moon", "Phase of the moon"))
