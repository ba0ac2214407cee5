"""The same questions answered the slow way: every document looked at, one after another, in plain Python.

Shares no search code with the engine but the stemmer: scores, distances and counts are worked out here again.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from whoosh.util.numeric import byte_to_length, length_to_byte

from benchmarks.search.answer import ALL_OF, Answer, codes_of, lifted_keys, merged
from benchmarks.search.queries import Question
from benchmarks.search.world import TODAY
from directory.search.criteria import Sort
from directory.search.documents import Library, Reach, SearchDocument
from directory.search.index.schema import FIELDS, WORD
from directory.search.understanding.synonyms import stems

_find = re.compile(WORD).findall
_EARTH = 6_371_008.8


@dataclass
class _Field:
    """How often terms occur, and how long the field is, over all documents."""

    holders: Counter[str] = field(default_factory=Counter)
    total: int = 0


@dataclass
class _Seen:
    """What one pass over the documents found for one question."""

    matched: list[tuple[int, dict[str, tuple[dict[str, int], int]]]] = field(default_factory=list)


def answers(library: Library, asked: Sequence[Question]) -> list[Answer]:
    """One answer a question; the documents are gone through once."""
    known: dict[str, str] = {}
    fields = {each.name: _Field() for each in FIELDS}
    wanted = {term for question in asked for term in question.terms}
    seen = [_Seen() for _ in asked]
    for number, document in enumerate(library.documents):
        occurrences = _occurrences(document, wanted, known, fields)
        held = {term for often, _ in occurrences.values() for term in often}
        for question, found in zip(asked, seen, strict=True):
            if held.issuperset(question.terms) and _is_local(document, question):
                found.matched.append((number, occurrences))
    cohorts = [term.code for term in library.meanings.terms.values() if term.taxonomy == "cohorts"]
    return [_answer(library, question, found, fields, cohorts) for question, found in zip(asked, seen, strict=True)]


def _occurrences(
    document: SearchDocument, wanted: set[str], known: dict[str, str], fields: dict[str, _Field]
) -> dict[str, tuple[dict[str, int], int]]:
    found = {}
    for name, statistics in fields.items():
        terms = [_stem(word, known) for word in _find(document.texts.get(name, ""))]
        length = sum(1 for term in terms if term)
        often = Counter(term for term in terms if term in wanted)
        statistics.holders.update(often.keys())
        statistics.total += length
        found[name] = (dict(often), length)
    return found


def _stem(word: str, known: dict[str, str]) -> str:
    if word not in known:
        known[word] = next(iter(stems(word)), "")
    return known[word]


def _is_local(document: SearchDocument, question: Question) -> bool:
    if question.spot is None or _metres(document, question) <= question.metres:
        return True
    if document.reach & Reach.AREAS_GIVEN:
        return bool(set(document.areas) & set(question.spot.areas))
    return bool(document.reach & (Reach.PHONE | Reach.VIDEO | Reach.ONLINE | Reach.POST)) or not document.venues


def _metres(document: SearchDocument, question: Question) -> float:
    assert question.spot is not None
    here = question.spot.point
    return min(
        (_apart(here.latitude, here.longitude, v.latitude, v.longitude) for v in document.venues), default=math.inf
    )


def _apart(south: float, west: float, north: float, east: float) -> float:
    up, over = math.radians(north - south) / 2, math.radians(east - west) / 2
    chord = math.sin(up) ** 2 + math.cos(math.radians(south)) * math.cos(math.radians(north)) * math.sin(over) ** 2
    return 2 * _EARTH * math.asin(math.sqrt(min(chord, 1.0)))


def _answer(library: Library, question: Question, seen: _Seen, fields: dict[str, _Field], cohorts: list[str]) -> Answer:
    filters = question.criteria.filters
    codes = {number: codes_of(library.documents[number], cohorts) for number, _ in seen.matched}
    results = [number for number in codes if all(_keeps(codes[number], key, filters[key]) for key in filters)]
    lifted = {
        key: _counted(codes, [n for n in codes if all(_keeps(codes[n], k, filters[k]) for k in filters if k != key)])
        for key in lifted_keys(filters)
    }
    scores = {
        number: _score(library.documents[number], number, occurrences, question, fields, len(library.documents))
        for number, occurrences in seen.matched
        if number in set(results)
    }
    ordered = _ordered(library, question, results, scores)[:20]
    return Answer(
        tuple(ordered),
        len(results),
        merged(_counted(codes, results), lifted, filters),
        tuple(scores[number] for number in ordered),
    )


def _keeps(codes: set[str], key: str, values: tuple[str, ...]) -> bool:
    chosen = {f"{key}:{value}" for value in values}
    return chosen <= codes if key in ALL_OF else bool(chosen & codes)


def _counted(codes: dict[int, set[str]], numbers: list[int]) -> Counter[str]:
    return Counter(code for number in numbers for code in codes[number])


def _score(
    document: SearchDocument,
    number: int,
    occurrences: dict[str, tuple[dict[str, int], int]],
    question: Question,
    fields: dict[str, _Field],
    size: int,
) -> float:
    """BM25 of each field with Whoosh's rounded lengths, times freshness, times nearness."""
    score = 0.0 if question.terms else 1.0
    for each in FIELDS:
        often, length = occurrences[each.name]
        average = fields[each.name].total / size or 1.0
        rounded = byte_to_length(length_to_byte(length))
        for term in question.terms:
            count = often.get(term, 0)
            if count:
                rarity = math.log(size / (fields[each.name].holders[term] + 1)) + 1
                score += each.weight * rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * rounded / average))
    age = TODAY - document.freshness_day
    score *= 1 - 0.15 * min(max((age - 92) / (730 - 92), 0.0), 1.0)
    return score if question.spot is None else score / (1 + _miles(document, question) / 12.0)


def _miles(document: SearchDocument, question: Question) -> float:
    """How far away it is, or ranks as if it were when it comes or answers from elsewhere."""
    metres = _metres(document, question)
    if metres <= question.metres:
        return metres / 1609.344
    reach = document.reach
    if not reach & Reach.AREAS_GIVEN and reach & Reach.VENUE and reach & Reach.REMOTE:
        return 25.0
    if reach & (Reach.HOME | Reach.OUTREACH):
        return 2.0
    return 5.0 if reach & (Reach.PHONE | Reach.VIDEO) else 10.0


def _ordered(library: Library, question: Question, results: list[int], scores: dict[int, float]) -> list[int]:
    if question.criteria.sort is Sort.FRESHEST:
        return sorted(results, key=lambda n: (-library.documents[n].freshness_day, n))
    if question.criteria.sort is Sort.NEAREST and question.spot is not None:
        return _nearest_first(library, question, results, scores)
    return sorted(results, key=lambda n: (-scores[n], n))


def _nearest_first(library: Library, question: Question, results: list[int], scores: dict[int, float]) -> list[int]:
    """By distance, every fifth place for help that has none."""
    away = {number: _metres(library.documents[number], question) for number in results}
    near = sorted((n for n in results if away[n] <= question.metres), key=lambda n: (away[n], n))
    others = sorted((n for n in results if away[n] > question.metres), key=lambda n: (-scores[n], n))
    mixed: list[int] = []
    while near or others:
        takes_other = others and (not near or len(mixed) % 5 == 4)
        mixed.append(others.pop(0) if takes_other else near.pop(0))
        if len(mixed) == 20:
            break
    return mixed
