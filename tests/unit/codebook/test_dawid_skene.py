import numpy as np
import pytest

from paratopic.codebook.dawid_skene import fit_dawid_skene

# The anaesthetists' data of Dawid and Skene (1979), table 1: a row a patient; the first observer saw him
# three times, four others once; categories 1 to 4.
TABLE = """1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223 2322223 4444444 2223343
1111111 2223212 1211111 1112111 1111111 1111111 2222221 2221322 2222222 2222221 2223222 2212222 1111111
1111111 2322222 1111111 1111111 1121121 1111111 3333233 1111111 2222222 2223232 4334343 2212232 2323233
3333432 1111111 1111111 1212111 2322222 1212111 2222222"""
PATIENTS = TABLE.split()


def counts() -> np.ndarray:
    table = np.zeros((len(PATIENTS), 5, 4))
    for row, answers in enumerate(PATIENTS):
        for place, answer in enumerate(answers):
            table[row, max(0, place - 2), int(answer) - 1] += 1
    return table


def test_the_published_example() -> None:
    table = counts()
    model = fit_dawid_skene(table, table.sum(axis=1))
    assert model.prior == pytest.approx([0.40, 0.42, 0.11, 0.07], abs=0.005)
    assert model.confusion[0, 0, :2] == pytest.approx([0.89, 0.11], abs=0.005)
    assert model.confusion[0, 1, :3] == pytest.approx([0.07, 0.88, 0.05], abs=0.005)


def test_two_rounds_equal_the_crowd_kit_package() -> None:
    crowdkit = pytest.importorskip("crowdkit.aggregation", reason="test oracle; pip install crowd-kit")
    import pandas as pd

    random = np.random.default_rng(4)
    truth = random.integers(2, size=60)
    wrong = random.random((60, 5)) < [0.1, 0.2, 0.25, 0.3, 0.4]
    answers = np.where(wrong, 1 - truth[:, None], truth[:, None])
    rows = [(i, j, answers[i, j]) for i in range(60) for j in range(5)]
    frame = pd.DataFrame(rows, columns=["task", "worker", "label"])
    theirs = crowdkit.DawidSkene(n_iter=2, tol=-1).fit_predict_proba(frame)
    table = np.stack([1 - answers, answers], axis=2).astype(float)
    model = fit_dawid_skene(table, table.sum(axis=1), iterations=2, tolerance=0)
    assert model.posterior == pytest.approx(theirs.sort_index()[[0, 1]].to_numpy(), abs=1e-9)
