"""What waits until somebody looks is made then, once."""

from directory.search.answering.later import Later


def test_nothing_is_made_before_somebody_looks() -> None:
    made: list[str] = []

    def make() -> tuple[str, ...]:
        made.append("once")
        return ("first", "second")

    later = Later(make, 2)

    assert len(later) == 2
    assert not made
    assert list(later) == ["first", "second"]
    assert later[1] == "second"
    assert later[:1] == ("first",)
    assert made == ["once"]


def test_a_length_that_nobody_knew_is_that_of_what_is_made() -> None:
    assert len(Later(lambda: ("only",))) == 1


def test_it_is_alike_to_what_it_holds() -> None:
    assert Later(lambda: ("same",)) == ("same",)
    assert Later(lambda: ("same",)) == Later(lambda: ("same",))
