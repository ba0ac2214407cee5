"""How many values a count keeps, found along the flow: by hand, and against a plain search of all that fits."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.insight.disclosure.protecting import protect
from directory.insight.disclosure.rerouting import Network
from directory.insight.disclosure.rule import NHS, Mark
from directory.insight.disclosure.table import Table
from directory.insight.disclosure.web import first_marks, unlimited, web_of
from directory.insight.disclosure.withholding import withhold

TRIED = settings(max_examples=60, deadline=None, derandomize=True)
ROOM = st.integers(0, 2)
#: A count flows out of one of three sums into another, or round by itself, with room to go up and down.
ARCS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), ROOM, ROOM), min_size=1, max_size=5)


def network(*arcs: tuple[int, int, int, int]) -> Network:
    tails, heads, up, down = zip(*arcs, strict=True)
    return Network(tails, heads, up, down)


def test_what_has_no_way_back_stays_as_it_is() -> None:
    assert network((0, 1, 5, 5), (1, 2, 5, 5)).values(0, needed=3) == 1


def test_a_ring_lets_a_count_go_as_far_as_its_narrowest_part() -> None:
    assert network((0, 1, 9, 0), (1, 2, 9, 0), (2, 0, 1, 0)).values(0, needed=3) == 2


def test_two_ways_back_add_up() -> None:
    assert network((0, 1, 9, 0), (1, 0, 1, 0), (1, 2, 1, 0), (2, 0, 1, 0)).values(0, needed=9) == 3


def test_a_second_way_back_may_undo_part_of_the_first() -> None:
    """The shortest way back from 1 to 0 is over 2 and 3; two ways together must leave it between them."""
    found = network(
        (0, 1, 9, 0), (1, 2, 1, 0), (2, 3, 1, 0), (3, 0, 1, 0), (1, 4, 1, 0), (4, 3, 1, 0), (2, 5, 1, 0), (5, 0, 1, 0)
    )
    assert found.values(0, needed=9) == 3


@TRIED
@given(ARCS)
def test_it_finds_as_many_values_as_there_are(arcs: list[tuple[int, int, int, int]]) -> None:
    moves = [range(-down, up + 1) for _, _, up, down in arcs]
    seen = set()
    for moved in product(*moves):
        left = np.zeros(3, dtype=np.int64)
        for (tail, head, _, _), far in zip(arcs, moved, strict=True):
            left[tail] -= far
            left[head] += far
        if not left.any():
            seen.add(moved[0])
    assert network(*arcs).values(0, needed=9) == len(seen)


@TRIED
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9)), min_size=1, max_size=8))
def test_a_table_without_sums_hides_what_is_small_and_a_proof_finds_nothing_more(body: list[tuple[int, int]]) -> None:
    names = tuple(str(number) for number in range(len(body)))
    table = Table(names, ("a", "b"), tuple(body), has_row_totals=False, has_column_totals=False)
    counts = table.with_totals()
    offered = np.full(counts.shape, Mark.SHOWN, dtype=np.int8)
    offered[-1], offered[:, -1] = Mark.UNPUBLISHED, Mark.UNPUBLISHED
    web = web_of(counts, first_marks(counts, offered, NHS), NHS, unlimited(counts, rule=NHS))
    assert (protect(table).marks() == withhold(web).marks.reshape(counts.shape)).all()
