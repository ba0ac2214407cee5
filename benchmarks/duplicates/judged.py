"""The judged pairs, and how a threshold does on them: precision and recall of the whole, with their intervals."""

import csv
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

PAIRS = Path(__file__).with_name("pairs.csv")
ROUNDS = 2000  # of drawing the judged pairs anew, for the intervals
HELD_BACK = 3  # one in three had no part in choosing weights and threshold


@dataclass(frozen=True)
class Judged:
    """Two listings by their ids in the data, whether they are the same, and how many pairs this one stands for."""

    first: str
    second: str
    is_same: bool
    stands_for: float

    @property
    def is_held_back(self) -> bool:
        """Whether this pair only judges."""
        return sha256(f"{self.first}{self.second}".encode()).digest()[0] % HELD_BACK == 0


@dataclass(frozen=True)
class Share:
    """A share with its 95 % interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.2f} ({self.low:.2f}–{self.high:.2f})"


@dataclass(frozen=True)
class Verdict:
    """What a threshold does: of what it brings up, how much is the same; of what is the same, how much it brings up."""

    pairs: int
    same: int
    precision: Share
    recall: Share


def read_pairs() -> list[Judged]:
    """Every pair about which there was no doubt."""
    with PAIRS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [
        Judged(row["first"], row["second"], row["same"] == "yes", float(row["stands_for"]))
        for row in rows
        if row["same"] != "unsure"
    ]


def judge(pairs: Sequence[Judged], scores: Mapping[tuple[str, str], float], threshold: float) -> Verdict:
    """Precision and recall, each pair counted as often as there are pairs it stands for."""
    marked = [(pair, scores[pair.first, pair.second] >= threshold) for pair in pairs]
    drawn = random.Random(1)
    rounds = [_shares(drawn.choices(marked, k=len(marked))) for _ in range(ROUNDS)]
    precision, recall = _shares(marked)
    return Verdict(
        pairs=len(pairs),
        same=sum(pair.is_same for pair in pairs),
        precision=Share(precision, *_interval([one for one, _ in rounds])),
        recall=Share(recall, *_interval([other for _, other in rounds])),
    )


def _shares(marked: Sequence[tuple[Judged, bool]]) -> tuple[float, float]:
    right = sum(pair.stands_for for pair, is_up in marked if is_up and pair.is_same)
    brought_up = sum(pair.stands_for for pair, is_up in marked if is_up)
    same = sum(pair.stands_for for pair, _ in marked if pair.is_same)
    return right / (brought_up or 1), right / (same or 1)


def _interval(values: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(values)
    return ordered[int(len(ordered) * 0.025)], ordered[int(len(ordered) * 0.975)]
