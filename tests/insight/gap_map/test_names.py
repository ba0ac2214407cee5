"""Names on the map stand apart, within the drawing."""

from directory.insight.gap_map.drawing.names import LETTER, LINE, placed


def test_a_name_that_would_lie_on_another_stands_a_line_lower() -> None:
    found = placed([("Tonbridge and Malling", 200, 100), ("Sevenoaks", 180, 104)], 600)
    assert found == [("Tonbridge and Malling", 200, 100), ("Sevenoaks", 180, 104 + LINE)]


def test_one_that_finds_no_room_is_left_out() -> None:
    spots = [("A", 50, 100), ("B", 50, 122), ("C", 50, 78), ("D", 50, 100)]
    assert [name for name, _, _ in placed(spots, 600)] == ["A", "B", "C"]


def test_names_stay_within_the_drawing() -> None:
    (_, left, _), (_, right, _) = placed([("Dartford", 2, 10), ("Thanet", 599, 300)], 600)
    assert left == 8 * LETTER / 2
    assert right == 600 - 6 * LETTER / 2


def test_names_apart_stay_where_they_are() -> None:
    spots = [("Ashford", 200.0, 100.0), ("Dover", 400.0, 100.0)]
    assert placed(spots, 600) == spots
