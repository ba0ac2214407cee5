"""Times engines side by side: a few questions go to one after the other, so that a slow minute slows them all."""

import gc
import time
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.measure import Times
from benchmarks.search.peers import Peer
from benchmarks.search.queries import Question

#: Enough that nobody begins each question with another's data in the processor's caches.
_AT_A_TIME = 20


@dataclass(frozen=True)
class Timed:
    """Milliseconds an answer: by the clock, and of this process's processor, which a busy machine does not stretch."""

    clock: Times
    processor: Times


def side_by_side(engines: Sequence[Peer], asked: Sequence[Question]) -> dict[str, Timed]:
    """How long each engine took. Everything is asked once before, uncounted, so that nobody starts cold."""
    for engine in engines:
        engine.prepare(asked)
        for question in asked:
            engine.ask(question)
    gc.collect()
    gc.freeze()  # as the web server does after its start
    taken: dict[str, list[tuple[float, float]]] = {engine.name: [] for engine in engines}
    for first in range(0, len(asked), _AT_A_TIME):
        for engine in engines:
            taken[engine.name] += [_timed(engine, question) for question in asked[first : first + _AT_A_TIME]]
    gc.unfreeze()
    return {name: Timed(*(Times(column) for column in zip(*pairs, strict=True))) for name, pairs in taken.items()}


def _timed(engine: Peer, question: Question) -> tuple[float, float]:
    began, worked = time.perf_counter(), time.process_time()
    engine.ask(question)
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000
