"""Makes the model of everyday sentences out of lessons: traits to rows, rows to weights, weights to one small file."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from directory.search.learning.fitting import Floats, Pace, Sparse, fit
from directory.search.learning.sentences import Lesson, digest
from directory.search.understanding.needs_model import MODEL_FILE, NeedsModel, rows_of
from directory.search.understanding.traits import Traits, traits_of

PACE = Pace(rounds=25, hold=0.03, doubt=0.2)
#: As many as five megabytes hold; beyond these, traits tell next to nothing.
MOST_TRAITS = 68_000
#: How far apart probabilities are pulled. By leaving out one author after the other, the surest guesses were found to
#: be right about as often as they then claim.
SHARPNESS = 2.2


def train(learnt: Sequence[Lesson], codes: Sequence[str], pace: Pace = PACE, *, with_sorts: bool = False) -> NeedsModel:
    """A model that knows these lessons."""
    found = [traits_of(lesson.words, with_sorts=with_sorts) for lesson in learnt]
    # Slips made up for training are no vocabulary: real ones differ.
    known, rarity = _rarities([traits for traits, lesson in zip(found, learnt, strict=True) if not lesson.is_slip])
    rows = _rows(found, known, rarity)
    number = {code: place for place, code in enumerate(codes)}
    wanted = np.array([number[lesson.need] for lesson in learnt], dtype=np.int64)
    weight = np.array([lesson.weight for lesson in learnt], dtype=np.float32)
    weights = fit(rows, wanted, weight, (len(known), len(codes)), pace)
    return replace(_packed(tuple(codes), known, rarity, weights, digest(learnt)), with_sorts=with_sorts)


def _rarities(found: Sequence[Traits]) -> tuple[np.ndarray, Floats]:
    """Every trait met, ascending, and how rare it is."""
    met = Counter(trait for traits in found for trait in {*traits[0], *traits[1]})
    known = np.array(sorted(met), dtype=np.uint32)
    often = np.array([met[trait] for trait in known.tolist()], dtype=np.float64)
    return known, (np.log((1 + len(found)) / (1 + often)) + 1).astype(np.float16).astype(np.float32)


def _rows(found: Sequence[Traits], known: np.ndarray, rarity: Floats) -> Sparse:
    """A row for each sentence: both sorts of traits, each of length one."""
    start, columns, values = [0], [], []
    for traits in found:
        for numbers in traits:
            places = rows_of(known, numbers)
            rare = rarity[places]
            columns.append(places)
            values.append(rare / np.sqrt(np.square(rare).sum()))
        start.append(start[-1] + len(columns[-2]) + len(columns[-1]))
    return Sparse(
        np.array(start, dtype=np.int64),
        np.concatenate(columns).astype(np.int64),
        np.concatenate(values).astype(np.float32),
    )


def _packed(codes: tuple[str, ...], known: np.ndarray, rarity: Floats, weights: Floats, sources: str) -> NeedsModel:
    """The most telling traits, their weights as bytes with one scale a row."""
    weights = weights - weights.mean(axis=1, keepdims=True)
    largest = np.abs(weights).max(axis=1)
    kept = np.sort(np.argsort(-largest * rarity, kind="stable")[:MOST_TRAITS])
    scale = (np.maximum(largest[kept], 1e-6) / 127).astype(np.float16).astype(np.float32)
    whole = np.clip(np.rint(weights[kept] / np.maximum(scale, 1e-7)[:, None]), -127, 127).astype(np.int8)
    return NeedsModel(codes, known[kept], rarity[kept], whole, scale * np.float32(SHARPNESS), sources)


def write(model: NeedsModel, path: Path = MODEL_FILE) -> int:
    """Save a model beside and swap it in; gives its size in bytes."""
    fresh = path.with_suffix(".new.npz")
    company = np.zeros((0, 0), dtype=np.float16) if model.company is None else model.company.astype(np.float16)
    np.savez_compressed(
        fresh,
        company=company,
        codes=np.array(model.codes),
        traits=model.traits,
        rarity=model.rarity.astype(np.float16),
        weights=model.weights,
        scale=model.scale.astype(np.float16),
        sources=np.array(model.sources),
        with_sorts=np.array(model.with_sorts),
    )
    fresh.replace(path)
    return path.stat().st_size
