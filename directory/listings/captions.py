"""Captions of a film: read from what subtitle programs write (WebVTT or SubRip), kept as plain WebVTT, told as words.

Marks, positions and styles are left out: what stays is when, and which words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from directory.errors import RuleBroken

KEY = "bsl_captions"
LONGEST = 40_000  # an hour of talk
UNREADABLE = (
    "Paste the captions as a .vtt or .srt file holds them: a line like 00:01.000 --> 00:04.000, and the words below it"
)
HEAD = "WEBVTT"
_TIME = r"(?:(\d{1,2}):)?([0-5]\d):([0-5]\d)[.,](\d{3})"
_TIMES = re.compile(rf"{_TIME} +--> +{_TIME}(?: .*)?\Z")
_MARKS = re.compile(r"<[^>]*>|\{\\[^}]*\}")


@dataclass(frozen=True)
class Caption:
    """Words, from one moment of the film to another, in thousandths of a second."""

    begins: int
    ends: int
    words: str


def read_captions(text: str) -> str:
    """The same captions as plain WebVTT; nothing for nothing. Raises `RuleBroken` for what cannot be read."""
    found = list(captions_in(text))
    if text.strip() and not found:
        raise RuleBroken(KEY, UNREADABLE)
    for caption in found:
        if caption.ends <= caption.begins:
            at = _written(caption.begins)
            raise RuleBroken(KEY, f"Put the end of the caption at {at} after its beginning")
    blocks = [f"{_written(each.begins)} --> {_written(each.ends)}\n{each.words}" for each in found]
    return "\n\n".join([HEAD, *blocks]) if found else ""


def captions_in(text: str) -> Iterator[Caption]:
    """Every caption with words, in the order of the file."""
    for block in re.split(r"\n[ \t]*\n", text.strip()):
        lines = [line.strip() for line in block.splitlines()]
        for number, line in enumerate(lines):
            times = _TIMES.match(line)
            if times:
                words = "\n".join(filter(None, (_plain(said) for said in lines[number + 1 :])))
                if words:
                    yield Caption(_thousandths(times.groups()[:4]), _thousandths(times.groups()[4:]), words)
                break


def transcript(text: str) -> tuple[str, ...]:
    """What is said in the film, a caption a line."""
    return tuple(" ".join(caption.words.split()) for caption in captions_in(text))


def _plain(line: str) -> str:
    return _MARKS.sub("", line).replace("-->", "to").strip()


def _thousandths(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _written(moment: int) -> str:
    seconds, rest = divmod(moment, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{rest:03}"
