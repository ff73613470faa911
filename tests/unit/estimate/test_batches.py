"""Documents are put together the same way however the rows are cut into batches."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from paratopic.estimate.batches import Batch, whole_documents


@settings(deadline=None)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=12), st.integers(1, 7), st.integers(0, 1000))
def test_cuts_do_not_matter(sizes, step, seed):
    rng = np.random.default_rng(seed)
    document = np.repeat(np.arange(len(sizes)), sizes)
    names = np.array([f"d{i}" for i in document], dtype=object)
    p = rng.random((len(document), 2))
    decided = (p >= 0.7).astype(float)

    def batches():
        for start in range(0, len(document), step):
            rows = slice(start, start + step)
            labels, codes = np.unique(document[rows] % 3, return_inverse=True)
            ones = np.ones(len(codes), dtype=np.int64)
            groups = [(str(label),) for label in labels]
            yield Batch(names[rows], names[rows], groups, codes, p[rows], decided[rows], ones == 0, ones)

    found = list(whole_documents(batches(), path="x"))
    parts = [document == i for i in range(len(sizes))]
    np.testing.assert_array_equal(np.concatenate([b.sizes for b in found]), sizes)
    np.testing.assert_allclose(
        np.concatenate([b.probabilities for b in found]), [1 - np.prod(1 - p[part], axis=0) for part in parts]
    )
    np.testing.assert_array_equal(
        np.concatenate([b.decisions for b in found]), [decided[part].max(axis=0) for part in parts]
    )
    assert [b.groups[c] for b in found for c in b.codes] == [(str(i % 3),) for i in range(len(sizes))]
