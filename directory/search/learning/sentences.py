"""What there is to learn from: sentences by need and author, names of needs, the thesaurus, and none of these."""

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zlib import crc32

import yaml

from directory.search.understanding.needs_model import NONE
from directory.search.understanding.synonyms import WHOM
from directory.settings import ROOT

SEEDS = ROOT / "seeds"
#: A name or a phrase says less about how people speak than a sentence does.
_WEAK, _MISSPELT, _OFF = 0.5, 0.3, 1.0
#: Every so many sentences are learnt misspelt as well.
_ONE_IN = 2
_NEIGHBOURS = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "w", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip


@dataclass(frozen=True)
class Lesson:
    """Some words, the need they speak of, and how much they count. `author` is who wrote them, if anybody did."""

    words: str
    need: str
    weight: float = 1.0
    author: str = ""
    is_slip: bool = False


def need_codes(seeds: Path = SEEDS) -> tuple[str, ...]:
    """All needs in the taxonomy's order, then none of them."""
    needs = json.loads((seeds / "taxonomy" / "needs.json").read_text("utf-8"))["needs"]
    return (*(need["code"] for need in needs), NONE)


def lessons(seeds: Path = SEEDS, *, without: str = "") -> list[Lesson]:
    """Everything to learn from, always in one order; `without` leaves out an author, to be judged by them."""
    own = [lesson for lesson in written(seeds) if lesson.author != without]
    others = [*off_topic(seeds), *named(seeds), *thesaurus(seeds)]
    return [*own, *others, *misspelt(own)]


def written(seeds: Path = SEEDS) -> Iterator[Lesson]:
    """Sentences that people wrote for a need."""
    for path in sorted((seeds / "search" / "sentences").glob("*.yaml")):
        for need, sentences in yaml.safe_load(path.read_text("utf-8")).items():
            yield from (Lesson(str(words), need, author=path.stem) for words in sentences)


def off_topic(seeds: Path = SEEDS) -> Iterator[Lesson]:
    """What people type who speak of no need."""
    for sentences in yaml.safe_load((seeds / "search" / "sentences_none.yaml").read_text("utf-8")).values():
        yield from (Lesson(str(words), NONE, _OFF) for words in sentences)


def named(seeds: Path = SEEDS) -> Iterator[Lesson]:
    """The names, scope and examples of each need."""
    for need in json.loads((seeds / "taxonomy" / "needs.json").read_text("utf-8"))["needs"]:
        says = [need["label_resident"], need["label_professional"], need["scope_note"], *need["examples"]]
        yield from (Lesson(words, need["code"], _WEAK) for words in says)


def thesaurus(seeds: Path = SEEDS) -> Iterator[Lesson]:
    """The phrases of each group that speaks of a need rather than of who somebody is."""
    for group in json.loads((seeds / "taxonomy" / "thesaurus.json").read_text("utf-8"))["groups"]:
        if group["needs"] and group["id"] not in WHOM:
            for kind in ("resident", "professional", "misspellings"):
                yield from (Lesson(words, group["needs"][0], _WEAK) for words in group.get(kind, ()))


def misspelt(own: Iterable[Lesson]) -> Iterator[Lesson]:
    """Some sentences once more as hurried fingers type them; the same slips at every training."""
    for lesson in own:
        seed = crc32(lesson.words.encode())
        if seed % _ONE_IN == 0:
            words = misspell(lesson.words, random.Random(seed))
            yield Lesson(words, lesson.need, _MISSPELT * lesson.weight, lesson.author, is_slip=True)


def misspell(words: str, chance: random.Random) -> str:
    """One or two words with a letter dropped, doubled, swapped or struck beside."""
    parts = words.split()
    long = [place for place, word in enumerate(parts) if len(word) > 3]
    for place in chance.sample(long, min(len(long), 1 + len(long) // 5)):
        parts[place] = _slip(parts[place], chance)
    return " ".join(parts)


def _slip(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    beside = chance.choice(_NEIGHBOURS.get(letter.lower(), letter))
    slips = (before + after, before + letter + letter + after, before + after[0] + letter + after[1:])
    return chance.choice([*slips, before + beside + after])


def digest(learnt: Iterable[Lesson]) -> str:
    """A fingerprint of what a model was trained on."""
    whole = sha256()
    for lesson in learnt:
        whole.update(f"{lesson.need}\t{lesson.weight}\t{lesson.words}\n".encode())
    return whole.hexdigest()
