"""Words out of feeds: HTML to plain text, entities decoded, lengths kept to what the tables hold."""

import html
import re
from typing import Any

import nh3

SUMMARY_WORDS = 40
_LINE_ENDS = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6]|/tr|/ul|/ol)\b[^>]*>", re.IGNORECASE)
_BULLET = re.compile(r"<\s*li\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z!][^<>]*>", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\ufeff\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\s*\n\s*\n\s*")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"'“‘(A-Z0-9])")
_NOTHING = {"", "-", "--", "n/a", "na", "none", "null", "nil", "tbc", "tba", "undefined", "not applicable", "unknown"}


def plain(value: Any, limit: int | None = None) -> str | None:
    """Paragraphs of plain text, or nothing when the feed says nothing ("n/a", "-", an empty tag)."""
    if not isinstance(value, str):
        return str(value)[:limit] if isinstance(value, int | float) and not isinstance(value, bool) else None
    text = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if "<" in text or "&" in text:
        text = _without_markup(text)
    text = _SPACES.sub(" ", text.replace("\xa0", " "))
    text = _BLANK_LINES.sub("\n\n", text).replace(" \n", "\n").replace("\n ", "\n").strip()
    if text.casefold() in _NOTHING:
        return None
    return clipped(text, limit)


def line(value: Any, limit: int | None = 255) -> str | None:
    """One line of plain text."""
    text = plain(value)
    return clipped(" ".join(text.split()), limit) if text else None


def clipped(text: str, limit: int | None) -> str:
    """Text cut at a word, with an ellipsis, when it is longer than a column."""
    if limit is None or len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head, space, _rest = cut.rpartition(" ")
    return (head if space and len(head) > limit // 2 else cut).rstrip(" ,;:") + "…"


def summary(description: str | None) -> str:
    """The first sentence, and the next ones while they fit into forty words."""
    chosen: list[str] = []
    for sentence in _SENTENCE_END.split(" ".join((description or "").split())):
        words = sentence.split()
        if chosen and len(chosen) + len(words) > SUMMARY_WORDS:
            break
        chosen += words
    if len(chosen) > SUMMARY_WORDS:
        return " ".join(chosen[:SUMMARY_WORDS]).rstrip(" ,;:") + "…"
    return " ".join(chosen)


def _without_markup(text: str) -> str:
    """Feeds escape once, twice or thrice: peel until no tag is left."""
    for _ in range(3):
        if "<" in text:
            text = _BULLET.sub("\n- ", _LINE_ENDS.sub("\n", text))
            text = nh3.clean(text, tags=set(), clean_content_tags={"script", "style"})
        text = html.unescape(text)
        if not _TAG.search(text):
            break
    return _CONTROL.sub("", text)
