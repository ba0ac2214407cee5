"""Which need an everyday sentence speaks of: a linear model over its words and letters.

`waypost needs train` makes it. A sentence costs one gather of some rows and one sum, a tenth of a millisecond. Knows
neither listings nor the database.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from directory.errors import Unavailable
from directory.search.understanding.traits import ALWAYS, traits_of
from directory.settings import ROOT

MODEL_FILE = ROOT / "seeds" / "search" / "needs_model.npz"
#: The class of sentences that speak of no need we know.
NONE = ""
MOST_NEEDS = 10
#: A trait never met before counts as half of the rarest: what is hardly known is hardly guessed at.
_UNKNOWN = 0.5
#: How far evidence has to go before anything is guessed; nine in ten sentences of authors left out go further.
_DOUBT = np.float32(1.5)
#: What the company of a likely need counts beside likelihood. It orders what else may help and changes no probability.
_COMPANY = 0.3

Guess = tuple[str, float]


@dataclass(frozen=True)
class NeedsModel:
    """Trained weights: a row for each known trait (ascending), a column for each need and a last for none of them.

    `company` says which needs often stand beside which, in shares; it has no row for none of them. `with_sorts` says
    whether it learnt from sorts of words too.
    """

    codes: tuple[str, ...]
    traits: NDArray[np.uint32]
    rarity: NDArray[np.float32]
    weights: NDArray[np.int8]
    scale: NDArray[np.float32]
    sources: str = ""
    company: NDArray[np.float32] | None = None
    with_sorts: bool = False

    def rank(self, words: str) -> tuple[Guess, ...]:
        """The needs these words may speak of with their probabilities; all low for nonsense, and never none at all.

        The likeliest comes first, then what is likely too or often helps beside it.
        """
        likely = self.probabilities(words)[:-1]
        order = np.argsort(-self._helpful(likely), kind="stable")[:MOST_NEEDS].tolist()
        return tuple((self.codes[place], float(likely[place])) for place in order)

    def _helpful(self, likely: NDArray[np.float32]) -> NDArray[np.float32]:
        """The likeliest need first of all; then what is likely itself, or keeps company with what is."""
        if self.company is None:
            return likely
        helpful = likely + np.float32(_COMPANY) * (likely @ self.company)
        helpful[likely.argmax()] = np.inf
        return helpful

    def knows_a_word(self, words: str) -> bool:
        """Whether any word of these was ever met, whole or in its stem; else letters alone would have to tell."""
        of_words, _ = traits_of(words)
        return len(rows_of(self.traits, [each for each in of_words if each != ALWAYS])) > 0

    def probabilities(self, words: str) -> NDArray[np.float32]:
        """One number for each code; they add up to one."""
        score = np.zeros(len(self.codes), dtype=np.float32)
        for numbers in traits_of(words, with_sorts=self.with_sorts):
            rows = rows_of(self.traits, numbers)
            rarity = self.rarity[rows]
            length = np.square(rarity).sum() + _UNKNOWN * (len(numbers) - len(rows)) * self.rarity.max() ** 2
            score += (rarity * self.scale[rows] / np.sqrt(length)) @ self.weights[rows].astype(np.float32)
        score[-1] += _DOUBT
        exponent = np.exp(score - score.max())
        likely: NDArray[np.float32] = exponent / exponent.sum()
        return likely


def rows_of(known: NDArray[np.uint32], numbers: Sequence[int]) -> NDArray[np.intp]:
    """Where known traits (ascending) have their rows; the others are passed over."""
    wanted = np.array(numbers, dtype=np.uint32)
    places = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    rows: NDArray[np.intp] = places[known[places] == wanted]
    return rows


def load(path: Path = MODEL_FILE) -> NeedsModel:
    """Read a trained model; raises `Unavailable` when it is missing or not whole."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            return NeedsModel(
                codes=tuple(stored["codes"].tolist()),
                traits=stored["traits"],
                rarity=stored["rarity"].astype(np.float32),
                weights=stored["weights"],
                scale=stored["scale"].astype(np.float32),
                sources=str(stored["sources"]),
                company=stored["company"].astype(np.float32) if stored["company"].size else None,
                with_sorts=bool(stored["with_sorts"]),
            )
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise Unavailable(
            "The model of everyday sentences cannot be read. Run `waypost needs train` to make it again."
        ) from error


@cache
def installed() -> NeedsModel | None:
    """The model that ships with Waypost; None when it cannot be read, and then words alone answer."""
    try:
        return load()
    except Unavailable:
        return None


def rank(words: str) -> tuple[Guess, ...]:
    """The needs these words may speak of, the likeliest first; () without words, and when there is no model."""
    model = installed()
    return model.rank(words) if model and words.strip() else ()
