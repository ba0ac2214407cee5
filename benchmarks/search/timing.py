"""Times engines side by side: a few questions go to one after the other, so that a slow minute slows them all."""

import gc
import time
from collections.abc import Sequence

from benchmarks.measure import Times
from benchmarks.search.peers import Peer
from benchmarks.search.queries import Question

#: Enough that nobody begins each question with another's data in the processor's caches.
_AT_A_TIME = 20


def side_by_side(engines: Sequence[Peer], asked: Sequence[Question]) -> dict[str, Times]:
    """Milliseconds an answer, by engine. Everything is asked once before, uncounted, so that nobody starts cold."""
    for engine in engines:
        engine.prepare(asked)
        for question in asked:
            engine.ask(question)
    gc.collect()
    gc.freeze()  # as the web server does after its start
    samples: dict[str, list[float]] = {engine.name: [] for engine in engines}
    for first in range(0, len(asked), _AT_A_TIME):
        for engine in engines:
            for question in asked[first : first + _AT_A_TIME]:
                began = time.perf_counter()
                engine.ask(question)
                samples[engine.name].append((time.perf_counter() - began) * 1000)
    gc.unfreeze()
    return {name: Times(tuple(taken)) for name, taken in samples.items()}
