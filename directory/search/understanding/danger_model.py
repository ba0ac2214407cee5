"""How likely it is that words speak of somebody in danger, for all the ways of saying so that no list foresees.

The same kind of model as that of everyday sentences, with other classes; `waypost needs train` makes both.
"""

import re
from functools import cache

from directory.errors import Unavailable
from directory.geo.folding import fold
from directory.search.danger_words import Danger
from directory.search.understanding.needs_model import NONE, NeedsModel, load
from directory.settings import ROOT

MODEL_FILE = ROOT / "seeds" / "search" / "danger_model.npz"
#: From this probability on, whom to ring comes first. Low on purpose: a panel too many does no harm, one too few may.
#: Chosen on authors left out of the training.
LIKELY = 0.03
#: One or two words are the name of something more often than a cry for help, which the list of phrases knows when it
#: is so short; and where no word was ever met, as in gibberish, only groups of letters resemble words of danger.
LIKELY_WHEN_SHORT = {1: 0.9, 2: 0.5}
LIKELY_BY_LETTERS = 0.5
_FALL = re.compile(r"\b(?:fall|falls|fell|fallen|falling)\b")
_HURT = re.compile(
    r"\b(?:bleed\w*|blood|head|hip|leg|bone|broke\w*|hurt\w*|pain\w*|floor|stairs|roof|ladder|get up|gets up|move|"
    r"moving|breath\w*|unconscious|wake|waking|confused|sick|asleep|stuck|now|ambulance|999)\b"
)
_SUBSTANCE = re.compile(r"(?:\w+ ){0,2}(?:alcohol|drink|drugs?|substance|solvent)s? abuse(?: \w+){0,2}")
CODES = (*(danger.value for danger in (Danger.LIFE, Danger.CRISIS, Danger.ABUSE, Danger.HARM)), NONE)


@cache
def _installed() -> NeedsModel | None:
    try:
        return load(MODEL_FILE)
    except Unavailable:
        return None


def likely_danger(words: str) -> Danger | None:
    """The likeliest danger that words speak of, if any is likely enough; None too when there is no model."""
    model = _installed()
    if model is None or not words.strip():
        return None
    likely = model.probabilities(words)
    chance = 1 - likely[-1]
    # Nearly every search ends at the first: no threshold is lower, and the second reads the words once more.
    if chance < LIKELY or chance < _least(model, words):
        return None
    danger = Danger(model.codes[int(likely[:-1].argmax())])
    return None if _is_everyday(danger, fold(words)) else danger


def _least(model: NeedsModel, words: str) -> float:
    by_length = LIKELY_WHEN_SHORT.get(len(words.split()), LIKELY)
    return by_length if model.knows_a_word(words) else max(by_length, LIKELY_BY_LETTERS)


def _is_everyday(danger: Danger, text: str) -> bool:
    """Falls are what many come for: they cannot wait only when somebody is hurt. "Drug abuse" is abuse of nobody."""
    if danger is Danger.LIFE:
        return bool(_FALL.search(text)) and not _HURT.search(text)
    return danger is Danger.HARM and bool(_SUBSTANCE.fullmatch(text))


def is_installed() -> bool:
    """Whether the model is there; without it the list of phrases answers alone."""
    return _installed() is not None
