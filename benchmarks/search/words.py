"""Words for made-up listings: those of the demonstration and the thesaurus first, then invented ones, drawn as people
write: few words very often, most hardly ever (Zipf's law)."""

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import yaml

from directory.search.index.schema import STOP_WORDS
from directory.settings import ROOT

VOCABULARY = 30_000
_WORD = re.compile(r"[a-z]{3,}")
_ONSETS = "b br c ch cl d dr f fl g gr h j k l m n p pl r s sh st t tr v w".split()  # noqa: SIM905 -- shorter so
_RHYMES = (
    "abe ack ale ane ard ash ell end ery est ick ing ish ock old ome one ool ore oth uck umb ung ure".split()  # noqa: SIM905
)


def vocabulary() -> list[str]:
    """Words, the commonest first; always the same."""
    real = Counter(word for text in _texts() for word in _WORD.findall(text.lower()) if word not in STOP_WORDS)
    ordered = [word for word, _ in real.most_common()]
    invented = (word for word in _invented() if word not in real)
    return [*ordered, *itertools.islice(invented, max(VOCABULARY - len(ordered), 0))]


def shares(count: int) -> np.ndarray:
    """How often each of some words is written, by rank."""
    weights = 1.0 / (np.arange(count) + 8.0)
    return weights / weights.sum()


def _texts() -> Iterator[str]:
    for path in sorted((ROOT / "seeds" / "demo").rglob("*.yaml")):
        yield from _strings(yaml.safe_load(path.read_text("utf-8")))
    groups = json.loads((ROOT / "seeds" / "taxonomy" / "thesaurus.json").read_text("utf-8"))
    yield from _strings(groups)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def _invented() -> Iterator[str]:
    syllables = [onset + rhyme for onset in _ONSETS for rhyme in _RHYMES]
    words = ["".join(pair) for pair in itertools.product(syllables, syllables)]
    # Stride through them, so that neighbours in rank do not share a beginning.
    yield from (words[(number * 7919) % len(words)] for number in range(len(words)))
