"""What an address or a number shows: values only, nothing is looked up."""

import pytest

from directory.moderation.providing.claims.evidence import charity_number, domain_of, is_at, own_domains


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """Values need no application and so no limits."""


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ann@Bingo.Example", "bingo.example"),
        ("https://www.bingo.example/find-us?x=1", "bingo.example"),
        ("bingo.example", "bingo.example"),
        ("", ""),
        (None, ""),
        ("http://[", ""),
    ],
)
def test_the_name_in_an_address(written: str | None, name: str) -> None:
    assert domain_of(written) == name


def test_what_anybody_can_have_is_nobody_s_own() -> None:
    addresses = (
        "https://www.facebook.com/bingo",
        "bingo@gmail.com",
        "https://bingo.wordpress.com",
        "http://bingo.example",
    )
    assert own_domains(addresses) == ("bingo.example",)


@pytest.mark.parametrize(
    ("email", "is_theirs"),
    [
        ("ann@bingo.example", True),
        ("ann@office.bingo.example", True),
        ("ann@example", False),
        ("ann@notbingo.example", False),
        ("ann@bingo.example.attacker.test", False),
        ("ann@gmail.com", False),
        ("", False),
    ],
)
def test_an_address_at_a_name_or_at_a_part_of_it(email: str, is_theirs: bool) -> None:
    assert is_at(email, ("bingo.example",)) is is_theirs


def test_an_ending_that_everybody_shares_is_nobody_s() -> None:
    assert not is_at("ann@org.uk", ("bingo.org.uk",))
    assert not is_at("ann@gmail.com", ("gmail.com",))


@pytest.mark.parametrize(
    ("written", "number"),
    [("1234567", "1234567"), ("sc 012345", "SC012345"), ("NIC100200", "NIC100200"), ("12", None), ("about ten", None)],
)
def test_a_charity_number(written: str, number: str | None) -> None:
    assert charity_number(written) == number
