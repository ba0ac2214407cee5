"""Whatever is typed as a place, an answer comes back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from directory.geo.answers import Choice, Found, NotFound
from directory.geo.lookup import LONGEST, nearest_places, resolve_place, suggest

NONSENSE = [
    "",
    "   ",
    "x" * 10_000,
    "NG18 1AA " * 2_000,
    "😀",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "מנספילד",
    "\u202edleifsnaM",
    "'; DROP TABLE place_name; --",
    "%",
    "_____",
    "*",
    "\x00",
    "NG18\x001AA",
    "nan,nan",
    "1e9,1e9",
    ",",
    ", Kent",
    "-",
    "\ud800",
    "٣٣,٤٤",
    "²²",
]


@pytest.mark.parametrize("words", NONSENSE, ids=lambda words: ascii(words[:12]))
def test_nonsense_gets_an_answer_with_a_sentence(country: Session, words: str) -> None:
    answer = resolve_place(country, words)
    assert isinstance(answer, NotFound | Found)
    if isinstance(answer, NotFound):
        assert answer.message
        assert len(answer.words) <= LONGEST


@pytest.mark.parametrize("words", ["%", "_", "m%", "__", "\ud800\ud800"], ids=ascii)
def test_wildcards_complete_to_nothing(country: Session, words: str) -> None:
    assert suggest(country, words) == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30) | st.from_regex(r"[A-Z0-9OI ,.-]{0,9}", fullmatch=True))
def test_no_words_break_the_lookup(country: Session, words: str) -> None:
    answer = resolve_place(country, words)
    assert isinstance(answer, Found | Choice | NotFound)
    if isinstance(answer, Found):
        nearest_places(country, answer.point)
