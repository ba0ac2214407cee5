"""No row is told that fewer people share: told more roughly, and left out where that is not enough."""

from collections import Counter, defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from directory.insight.extracts.alike import Line, make_alike

LEAST = 8
STEPS = (lambda about: (about[0], "withheld"), lambda _: ("withheld", "withheld"))


def people(number: int, *about: str, start: int = 0) -> list[Line]:
    return [Line(f"{start + each}", about, ("done",)) for each in range(number)]


def test_enough_people_are_told_as_they_are() -> None:
    found = make_alike(people(8, "Mansfield", "80"), STEPS, LEAST)
    assert Counter(line.about for line in found.lines) == {("Mansfield", "80"): 8}


def test_one_person_eight_times_is_one_person() -> None:
    found = make_alike(people(1, "Mansfield", "80") * 8, STEPS, LEAST)
    assert (found.lines, found.left_out) == ((), 8)


def test_a_few_are_told_more_roughly_together_with_other_few() -> None:
    found = make_alike(people(5, "Mansfield", "80") + people(4, "Mansfield", "65", start=5), STEPS, LEAST)
    assert Counter(line.about for line in found.lines) == {("Mansfield", "withheld"): 9}


def test_who_is_alone_is_left_out() -> None:
    found = make_alike(people(20, "Mansfield", "80") + people(3, "Ashfield", "80", start=20), STEPS, LEAST)
    assert (len(found.lines), found.left_out) == (20, 3)


LINES = st.lists(
    st.builds(
        lambda who, place, age: Line(str(who), (place, age), ()),
        st.integers(0, 30),
        st.sampled_from("ABC"),
        st.sampled_from("xyz"),
    ),
    max_size=80,
)


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_every_row_that_is_told_is_shared_and_none_is_lost(lines: list[Line]) -> None:
    found = make_alike(lines, STEPS, LEAST)
    shared = defaultdict(set)
    for line in found.lines:
        shared[line.about].add(line.who)
    assert all(len(who) >= LEAST for who in shared.values())
    assert len(found.lines) + found.left_out == len(lines)
