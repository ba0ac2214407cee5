"""Few changes among many values are copied round, many are picked out; what comes of it is the same."""

import numpy as np
import pytest

from directory.search.index.posting_splices import copied_whole, picked_out


@pytest.mark.parametrize("taken", [0, 1, 40])
@pytest.mark.parametrize("put", [0, 1, 40])
def test_both_ways_take_out_and_put_in_the_same(taken: int, put: int) -> None:
    chance = np.random.default_rng(taken * 100 + put)
    values = np.arange(300, dtype=np.int32)
    gone = np.sort(chance.choice(100, taken, replace=False)) * 3
    gone_end = gone + chance.integers(1, 4, taken)
    at = np.sort(chance.integers(0, 101, put)) * 3
    fresh_at = np.append(0, chance.integers(1, 3, put).cumsum()).astype(np.int64)
    fresh = np.arange(1_000, 1_000 + fresh_at[-1], dtype=np.int32)

    changed = copied_whole(values, gone, gone_end, at, fresh, fresh_at)

    assert picked_out(values, gone, gone_end, at, fresh, fresh_at).tolist() == changed.tolist()
    assert len(changed) == len(values) - (gone_end - gone).sum() + len(fresh)
