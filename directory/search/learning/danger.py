"""What there is to learn danger from: sentences of danger by kind and author, and everything else that people type."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from directory.search.index.schema import WORD, folded
from directory.search.learning.fitting import Pace
from directory.search.learning.sentences import SEEDS, Lesson, misspelt, named, off_topic, thesaurus, written
from directory.search.understanding.needs_model import NONE

PACE = Pace(rounds=25, hold=0.03, doubt=0.05)
SAFE = "safe"
#: Needs whose sentences speak of danger, and of which. They are also typed by people who only look something up.
_BY_NEED = {"mind.crisis": "crisis", "safe.domestic": "abuse", "safe.abuse": "harm"}
_OF_NEEDS, _OTHERS, _NAMES = 0.4, 1.0, 0.6
#: A word by itself, out of a text that tells of no danger: "county", "child", "lying" are no cry for help.
_ALONE = 0.3


def danger_lessons(seeds: Path = SEEDS, *, without: str = "") -> list[Lesson]:
    """Everything to learn from, always in one order; `without` leaves out an author, to be judged by them."""
    own = [lesson for lesson in written_danger(seeds) if lesson.author != without]
    own += [
        Lesson(each.words, _BY_NEED.get(each.need, NONE), _OF_NEEDS if each.need in _BY_NEED else _OTHERS)
        for each in written(seeds)
    ]
    own += [Lesson(each.words, NONE, _OTHERS) for each in off_topic(seeds)]
    own += [Lesson(each.words, NONE, _NAMES) for each in named(seeds) if each.need not in _BY_NEED]
    own += [
        Lesson(each.words, _BY_NEED.get(each.need, NONE), _OF_NEEDS if each.need in _BY_NEED else _NAMES)
        for each in thesaurus(seeds)
    ]
    own += [Lesson(words, NONE, _OTHERS) for words in _listed(seeds)]
    return [*own, *misspelt(own), *_alone(seeds)]


def _alone(seeds: Path) -> Iterator[Lesson]:
    """Each word of everyday texts by itself. What is danger in one word, the list of phrases knows."""
    needs = (each.words for each in written(seeds) if each.need not in _BY_NEED)
    texts = (*needs, *(each.words for each in off_topic(seeds)), *_listed(seeds))
    words = {folded(match.group()) for text in texts for match in re.finditer(WORD, text)}
    yield from (Lesson(word, NONE, _ALONE) for word in sorted(words))


def _listed(seeds: Path) -> Iterator[str]:
    """Names and summaries of listings that are about something else: whoever types them is not in danger."""
    for path in sorted((seeds / "demo").glob("*/*.yaml")):
        for listing in yaml.safe_load(path.read_text("utf-8")).get("listings", ()):
            if _BY_NEED.keys().isdisjoint(listing["needs"]):
                yield listing["name"]
                yield str(listing.get("summary", ""))


def written_danger(seeds: Path = SEEDS) -> Iterator[Lesson]:
    """Sentences that people wrote of danger, and of what only sounds so."""
    for path in sorted((seeds / "search" / "danger").glob("*.yaml")):
        for kind, sentences in yaml.safe_load(path.read_text("utf-8")).items():
            need = NONE if kind == SAFE else kind
            yield from (Lesson(str(words), need, author=path.stem) for words in sentences)
