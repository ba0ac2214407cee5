"""Captions as subtitle programs write them become plain WebVTT, and words to read."""

import pytest

from directory.errors import RuleBroken
from directory.listings.captions import UNREADABLE, read_captions, transcript

PLAIN = "WEBVTT\n\n00:00:01.000 --> 00:00:04.500\nHello, I am Marcin."
SUBRIP = "1\r\n00:00:01,000 --> 00:00:04,500\r\nHello, <i>I am</i> Marcin.\r\n"
STYLED = (
    "WEBVTT - by hand\n\nNOTE not for readers\n\nSTYLE\n::cue { color: red }\n\n"
    "hello\n00:01.000 --> 00:04.500 line:90% align:start\n<v Marcin>Hello,\n<b>I am</b> Marcin."
)


@pytest.mark.parametrize("text", [PLAIN, SUBRIP.replace("\r\n", "\n"), f"\ufeff{PLAIN}", f"{PLAIN}\n\n\n"])
def test_both_kinds_of_file_are_read(text: str) -> None:
    assert read_captions(text) == PLAIN


def test_notes_styles_and_marks_are_left_out() -> None:
    assert read_captions(STYLED) == "WEBVTT\n\n00:00:01.000 --> 00:00:04.500\nHello,\nI am Marcin."
    assert transcript(STYLED) == ("Hello, I am Marcin.",)


def test_what_was_read_once_reads_the_same_again() -> None:
    assert read_captions(read_captions(STYLED)) == read_captions(STYLED)


@pytest.mark.parametrize("text", ["Hello, I am Marcin.", "WEBVTT", "WEBVTT\n\n00:01.000 --> 00:04.000\n"])
def test_what_holds_no_captions_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken, match=UNREADABLE[:40]):
        read_captions(text)


def test_a_caption_that_ends_before_it_begins_is_named() -> None:
    with pytest.raises(RuleBroken, match=r"caption at 00:00:04\.000 after its beginning"):
        read_captions("00:04.000 --> 00:01.000\nHello")


def test_nothing_is_nothing() -> None:
    assert read_captions(" ") == ""
    assert transcript("") == ()
