"""The arithmetic of learning: sparse products, and weights that tell classes apart, the same at every run."""

import numpy as np

from directory.search.learning.fitting import Pace, Sparse, fit

PACE = Pace(rounds=30, hold=0.01, doubt=0.0)


def sparse(dense: np.ndarray) -> Sparse:
    rows, columns = np.nonzero(dense)
    start = np.searchsorted(rows, np.arange(len(dense) + 1))
    return Sparse(start.astype(np.int64), columns.astype(np.int64), dense[rows, columns].astype(np.float32))


def some_rows() -> np.ndarray:
    chance = np.random.default_rng(3)
    dense = chance.random((3000, 12)) * (chance.random((3000, 12)) < 0.4)
    dense[:, 0] = 1.0
    return dense.astype(np.float32)


def test_products_are_those_of_full_matrices() -> None:
    dense, other = some_rows(), np.random.default_rng(4).random((12, 5)).astype(np.float32)
    np.testing.assert_allclose(sparse(dense).times(other), dense @ other, rtol=1e-4)


def test_turned_rows_are_the_columns() -> None:
    dense = some_rows()
    other = np.random.default_rng(4).random((3000, 2)).astype(np.float32)
    np.testing.assert_allclose(sparse(dense).turned(12).times(other), dense.T @ other, rtol=1e-3)


def test_classes_that_can_be_told_apart_are() -> None:
    dense = some_rows()
    wanted = dense[:, 1:4].argmax(axis=1)
    weights = fit(sparse(dense), wanted, np.ones(3000, np.float32), (12, 3), PACE)
    assert ((dense @ weights).argmax(axis=1) == wanted).mean() > 0.95


def test_a_row_that_counts_for_nothing_teaches_nothing() -> None:
    dense = np.eye(4, dtype=np.float32)
    wanted = np.array([0, 1, 0, 1])
    weights = fit(sparse(dense), wanted, np.array([1, 1, 0, 0], np.float32), (4, 2), PACE)
    assert np.abs(weights[2:]).max() == 0
    assert weights[0, 0] > weights[0, 1]


def test_the_same_rows_make_the_same_weights_to_the_bit() -> None:
    dense = some_rows()
    wanted = dense[:, 1:4].argmax(axis=1)
    once, again = (fit(sparse(dense), wanted, np.ones(3000, np.float32), (12, 3), PACE) for _ in range(2))
    assert once.tobytes() == again.tobytes()
