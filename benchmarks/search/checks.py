"""Holds our answers against others': a plain loop over documents, plain Whoosh, and the peers' totals and counts."""

from collections.abc import Sequence

from benchmarks.search.answer import Answer
from benchmarks.search.ours import Ours
from benchmarks.search.peers import Peer
from benchmarks.search.peers.whoosh import PlainWhoosh
from benchmarks.search.queries import Question
from benchmarks.search.reference import answers
from benchmarks.search.world import TODAY
from directory.search.documents import Library

#: Our scores are 32-bit numbers.
_CLOSE = 1e-4


def same_as_reference(ours: Ours, library: Library, asked: Sequence[Question]) -> int:
    """How many answers are the same in every respect as those of a plain loop: order, scores, total, counts."""
    wanted = answers(library, asked)
    found = [ours.answer(question) for question in asked]
    return sum(_is_same(one, other) for one, other in zip(found, wanted, strict=True))


def _is_same(found: Answer, wanted: Answer) -> bool:
    return (
        found.total == wanted.total
        and dict(found.counts) == dict(wanted.counts)
        and len(found.scores) == len(wanted.scores)
        and all(abs(x - y) <= _CLOSE * max(1.0, y) for x, y in zip(found.scores, wanted.scores, strict=True))
        and _is_same_order(found, wanted)
    )


def _is_same_order(found: Answer, wanted: Answer) -> bool:
    """Documents in the same order; two whose scores differ by less than 32 bits tell may change places."""
    return all(
        x == y or abs(a - b) <= _CLOSE * max(1.0, b)
        for x, y, a, b in zip(found.first, wanted.first, found.scores, wanted.scores, strict=True)
    )


def same_as_whoosh(ours: Ours, library: Library, plain: PlainWhoosh, asked: Sequence[Question]) -> int:
    """How many answers have the documents, total and counts of plain Whoosh, and its scores of the words."""
    return sum(_agrees(ours, library, plain, question) for question in asked)


def _agrees(ours: Ours, library: Library, plain: PlainWhoosh, question: Question) -> bool:
    found, wanted = ours.answer(question), plain.answer(question)
    if (found.total, dict(found.counts)) != (wanted.total, dict(wanted.counts)):
        return False
    matches, theirs = ours.matches(question), plain.matches(question)
    if matches.keys() != theirs.keys():
        return False
    if question.spot or not question.terms:  # then our score is not of the words alone
        return True
    return all(
        abs(score / _freshness(library, number) - theirs[number]) <= _CLOSE * theirs[number]
        for number, score in matches.items()
    )


def _freshness(library: Library, number: int) -> float:
    age = TODAY - library.documents[number].freshness_day
    return 1 - 0.15 * min(max((age - 92) / (730 - 92), 0.0), 1.0)


def same_counts(ours: Ours, peer: Peer, asked: Sequence[Question]) -> int:
    """How many answers of a peer have our total and our counts."""
    return sum(
        (mine.total, dict(mine.counts)) == (theirs.total, dict(theirs.counts))
        for mine, theirs in ((ours.answer(question), peer.answer(question)) for question in asked)
    )
