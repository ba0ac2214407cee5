"""Pages of a long list."""

from directory.web.pagination import Pagination


def test_the_last_page_covers_what_is_left() -> None:
    page = Pagination(3, size=20, total=45)
    assert (page.pages, page.first, page.last, page.previous, page.next) == (3, 41, 45, 2, None)


def test_an_empty_list_has_one_empty_page() -> None:
    page = Pagination(1, size=20, total=0)
    assert (page.pages, page.first, page.last, page.previous, page.next) == (1, 0, 0, None, None)


def test_the_numbers_offered_have_gaps() -> None:
    assert Pagination(10, size=1, total=20).numbers == [1, None, 8, 9, 10, 11, 12, None, 20]
    assert Pagination(1, size=1, total=3).numbers == [1, 2, 3]
