"""The key of a list is nowhere but in its owner's browser."""

from directory.selfhelp import codes


def test_the_database_keeps_only_a_digest_of_the_key() -> None:
    key = codes.new_key()
    assert key not in codes.digest(key)
    assert codes.digest(key) != codes.digest(codes.new_key())
