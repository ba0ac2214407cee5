"""Which needs keep company: who speaks of one is often helped by another. Learnt from lists written for other ends.

Listings say which needs they help with, groups of the thesaurus and changes in a life name several. None of them was
written for searches, so what follows from them holds for words that nobody has typed yet.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import yaml

from directory.search.learning.fitting import Floats
from directory.search.learning.sentences import SEEDS

#: A life change names what many people look for in it: less of a tie than one listing, or one word, for two needs.
_TOGETHER, _IN_A_LIFE = 1.0, 0.3
#: As if each need had stood by itself this often: ties seen once or twice count for little.
_ALONE = 2.0


def company(codes: Sequence[str], seeds: Path = SEEDS) -> Floats:
    """For each of the codes (rows) how often each other (columns) stands beside it, as shares of all its company."""
    number = {code: place for place, code in enumerate(codes)}
    together = np.zeros((len(codes), len(codes)), dtype=np.float64)
    for needs, weight in _lists(seeds):
        places = [number[need] for need in dict.fromkeys(needs) if need in number]
        together[np.ix_(places, places)] += weight
    np.fill_diagonal(together, 0.0)
    shares: Floats = (together / (together.sum(axis=1, keepdims=True) + _ALONE)).astype(np.float16).astype(np.float32)
    return shares


def _lists(seeds: Path) -> Iterator[tuple[Sequence[str], float]]:
    for path in sorted((seeds / "demo").glob("*/*.yaml")):
        for listing in yaml.safe_load(path.read_text("utf-8")).get("listings", ()):
            yield listing["needs"], _TOGETHER
    taxonomy = seeds / "taxonomy"
    for group in json.loads((taxonomy / "thesaurus.json").read_text("utf-8"))["groups"]:
        yield group["needs"], _TOGETHER
    for change in json.loads((taxonomy / "life_transitions.json").read_text("utf-8")):
        yield [need["code"] for need in change["needs"]], _IN_A_LIFE
