"""Which passwords are refused, and codes of authenticator apps. No database."""

from datetime import UTC, datetime, timedelta

import pytest

from directory.accounts import totp
from directory.accounts.passwords import TOO_EASY, TOO_LONG, TOO_SHORT, weakness

AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
ABOUT = ("priya.provider@example.org", "Priya Provider")


@pytest.mark.parametrize(
    "password",
    [
        "password1234", "Passw0rd!2025", "qwertyuiop12", "abcdefghijkl", "111111111111", "hellohello12",
        "nottingham2025", "123456789012", "Summer2026!!!", "aaaabbbbcccc", "priya-provider-2026", "letmeinletmein",
        "98765432101234", "waypostdirectory", "iloveliverpool99", "tin4tin4tin4tin4",
    ],
)  # fmt: skip
def test_what_everybody_tries_first_is_refused(password: str) -> None:
    assert weakness(password, about=ABOUT) == TOO_EASY


@pytest.mark.parametrize(
    "password",
    ["correct horse battery", "purple tin whistle", "xK9$mQ2vLp7z", "heron lantern biscuit", "ÅsaGårTillSjön"],
)
def test_others_are_taken_without_rules_of_composition(password: str) -> None:
    assert weakness(password, about=ABOUT) is None


def test_length_is_from_twelve_to_a_hundred_and_twenty_eight() -> None:
    assert weakness("heron-lante") == TOO_SHORT
    assert weakness("heron-lanter") is None
    assert weakness("heron lantern biscuit" * 7) == TOO_LONG


def test_a_code_is_right_for_half_a_minute_and_some_and_once() -> None:
    secret = totp.new_secret()
    code = totp.code_at(secret, AT)
    counter = totp.matched(secret, code, at=AT, last_counter=None)
    assert counter is not None
    assert totp.matched(secret, code, at=AT + timedelta(seconds=29), last_counter=None) == counter
    assert totp.matched(secret, code, at=AT + timedelta(seconds=90), last_counter=None) is None
    assert totp.matched(secret, code, at=AT, last_counter=counter) is None


@pytest.mark.parametrize(
    "code", ["", "12345", "1234567", "abcdef", "１２３４５６", "12 34", "-12345", "\u0661\u0662\u0663"]
)
def test_what_is_no_code_is_wrong_and_no_failure(code: str) -> None:
    assert totp.matched(totp.new_secret(), code, at=AT, last_counter=None) is None


def test_the_picture_says_whose_and_where() -> None:
    address = totp.address("JBSWY3DPEHPK3PXP", label="a:b@example.org", issuer="Waypost: Council")
    assert address.startswith("otpauth://totp/Waypost%20%20Council:a%20b@example.org?secret=JBSWY3DPEHPK3PXP")
