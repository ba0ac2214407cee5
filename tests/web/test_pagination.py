"""Pages of a long list."""

import pytest

from directory.web.pagination import paginate


@pytest.mark.parametrize("asked", [None, "", "0", "-3", "x", "1.5", "²", "9" * 400, "1e3"])
def test_nonsense_means_the_first_page(asked: str | None) -> None:
    assert paginate(asked, size=20, total=500).number == 1


def test_a_number_beyond_the_end_means_the_last_page() -> None:
    page = paginate("999999", size=20, total=45)
    assert (page.number, page.first, page.last, page.next) == (3, 41, 45, None)


def test_an_empty_list_has_one_empty_page() -> None:
    page = paginate("1", size=20, total=0)
    assert (page.pages, page.first, page.last, page.previous, page.next) == (1, 0, 0, None, None)


def test_the_numbers_offered_have_gaps() -> None:
    assert paginate("10", size=1, total=20).numbers == [1, None, 8, 9, 10, 11, 12, None, 20]
    assert paginate("1", size=1, total=3).numbers == [1, 2, 3]
