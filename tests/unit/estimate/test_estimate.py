"""From files to estimates: every form of input gives the same numbers, every bad one a sentence and no number."""

import csv
import json

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from paratopic.errors import AnnotationError, ConfigError, EstimateError, InputError
from paratopic.estimate.method import estimate

TOPICS = ("deterrence", "sanctions")


def share(result, topic="sanctions", group="all"):
    return next(one for one in result.shares if (one.topic, one.group) == (topic, group))


def same(one, other):
    """Batches differ between forms, so sums may differ in their last digits."""
    return [
        {key: pytest.approx(value) if isinstance(value, float) else value for key, value in row.items()}
        for row in one.rows()
    ] == other.rows()


def test_every_form_of_the_corpus_gives_the_same(world):
    gold, rows = world.gold(), list(world.rows())
    expected = estimate(world.jsonl(), gold, by=("issuer",))
    flat = [
        {k: v for k, v in row.items() if k not in ("topics", "probabilities")}
        | {"topics": ";".join(row["topics"])}
        | {f"probability_{t}": p for t, p in row["probabilities"].items()}
        for row in rows
    ]
    as_json = [row | {"probabilities": json.dumps(row["probabilities"])} for row in rows]
    derived = [
        {k: v for k, v in row.items() if k != "id"} | {"paragraph": i % 10 + 1} for i, row in enumerate(rows)
    ]
    forms = {"struct": rows, "flat": flat, "json": as_json, "derived": derived}
    for name, form in forms.items():
        path = world.folder / f"{name}.parquet"
        pq.write_table(pa.Table.from_pylist(form), path, row_group_size=100)
        assert same(expected, estimate(path, gold, by=("issuer",))), name
    with (world.folder / "flat.csv").open("w") as stream:
        writer = csv.DictWriter(stream, list(flat[0]))
        writer.writeheader()
        writer.writerows(flat)
    assert same(expected, estimate(world.folder / "flat.csv", gold, by=("issuer",)))


def test_the_interval_holds_the_truth_and_is_narrower_than_the_samples_own(world):
    path, hits, narrower = world.jsonl(), [], []
    for _ in range(60):
        one = share(estimate(path, world.gold(n=150)))
        hits.append(one.low <= world.y[:, 1].mean() <= one.high)
        narrower.append(one.narrower)
    assert np.mean(hits) >= 0.85
    assert np.mean(narrower) > 0.25
    naive = share(estimate(path, method="naive"))
    assert naive.low > world.y[:, 1].mean()


def test_groups_differences_and_trends(world):
    path, gold = world.jsonl(), world.gold(n=600)
    result = estimate(path, gold, by=("issuer", "year"), compare=("B", "A"), trend="year")
    truth = [world.y[world.issuer == i, 1].mean() for i in "BA"]
    changes = {(c.topic, c.name): c for c in result.changes}
    assert changes["sanctions", "B − A"].change == pytest.approx(truth[0] - truth[1], abs=0.05)
    assert ("deterrence", "B − A, 2022") in changes
    assert {c.kind for c in result.changes} == {"difference", "trend"}
    assert all(c.p_adjusted >= c.p_value for c in result.changes)
    years = [share(result, group=f"A · {year}").share for year in (2021, 2022, 2023)]
    assert changes["sanctions", "a year, A"].change == pytest.approx((years[2] - years[0]) / 2)
    parts = sum(share(result, group=f"{i} · {y}").share * 200 for i in "AB" for y in (2021, 2022, 2023))
    assert share(result).share == pytest.approx(parts / 1200)


def test_shares_of_documents_need_documents_coded_whole(world):
    path = world.jsonl()
    chosen = world.rng.choice(120, 40, replace=False)
    index = np.flatnonzero(np.isin(np.arange(1200) // 10, chosen))
    gold = world.gold(rows=list(world.gold_rows(index, 40 / 120)))
    result = estimate(path, gold, of="documents")
    truth = world.y.reshape(120, 10, 2).max(axis=1).mean(axis=0)
    for topic, value in zip(TOPICS, truth, strict=True):
        one = share(result, topic)
        assert (one.size, one.coded) == (120, 40)
        assert one.low <= value <= one.high
    assert estimate(path, gold).drawn == "document"
    partial = world.gold(rows=list(world.gold_rows(index[1:], 40 / 120)))
    with pytest.raises(
        EstimateError, match=r"documents coded whole; 1 of 40 are not \(d\d+: 9 of 10 paragraphs\)"
    ):
        estimate(path, partial, of="documents")
    with pytest.raises(InputError, match="rows of a document to stand together"):
        estimate(
            world.jsonl(list(world.rows())[::2] + list(world.rows())[1::2], "mixed.jsonl"),
            gold,
            of="documents",
        )


def test_annotations_as_a_long_table_give_the_same(world):
    path, gold = world.jsonl(), world.gold()
    rows = [json.loads(line) for line in gold.read_text().splitlines()]
    long = [
        {"id": r["id"], "coder": c, "topic": t, "value": int(t in r["labels"]), "inclusion": r["inclusion"]}
        for r in rows
        for t in TOPICS
        for c in ("ann", "bob")
    ]
    table = world.folder / "annotations.csv"
    with table.open("w") as stream:
        writer = csv.DictWriter(stream, list(long[0]))
        writer.writeheader()
        writer.writerows(long)
    assert same(estimate(path, table), estimate(path, gold))
    long[1]["value"] = 1 - long[0]["value"]
    with pytest.raises(AnnotationError, match=r"coders disagree on deterrence in .*annotate adjudicate"):
        estimate(path, world.gold(rows=long, name="disagree.jsonl"))
    decided = [{**long[0], "coder": "adjudicated"}, *long]
    assert estimate(path, world.gold(rows=decided, name="decided.jsonl")).coded == 200
    with pytest.raises(AnnotationError, match=r"every topic coded in .*, found none for deterrence"):
        estimate(path, world.gold(rows=[r for r in long if r["topic"] == "sanctions"], name="half.jsonl"))


def test_inclusion_probabilities_must_be_known_and_possible(world):
    path, rows = world.jsonl(), list(world.gold_rows(range(100, 300), 1 / 6))
    for bad in (0, 1.5, "x"):
        rows[1]["inclusion"] = bad
        with pytest.raises(
            AnnotationError, match=r"gold\.jsonl:2: expected an inclusion probability above 0"
        ):
            estimate(path, world.gold(rows=rows))
    rows[1]["inclusion"] = None
    with pytest.raises(EstimateError, match=r"1 of 200 coded paragraphs have no inclusion .*--design random"):
        estimate(path, world.gold(rows=rows))
    assert estimate(path, world.gold(rows=rows), design="random").coded == 200
    foreign = list(world.gold_rows(range(100, 300), 0.01))
    with pytest.raises(EstimateError, match=r"stands for 20,000 paragraphs, the corpus has 1,200"):
        estimate(path, world.gold(rows=foreign))


def test_groups_without_or_with_one_coded_paragraph_are_refused(world):
    index = [*np.flatnonzero(world.year != 2023)[:300], np.flatnonzero(world.year == 2023)[0]]
    gold = world.gold(rows=list(world.gold_rows(index, 301 / 1200)))
    with pytest.raises(EstimateError, match=r"in every group, found 2023 \(1 of 400\)\. Code more there"):
        estimate(world.jsonl(), gold, by=("year",))


def test_what_the_model_was_trained_on_is_no_gold(world):
    gold, rows = world.gold(), list(world.rows())
    name = json.loads(gold.read_text().splitlines()[0])["id"]
    with pytest.raises(EstimateError, match=f"trained on 1 of 200 coded paragraphs \\({name}\\)"):
        estimate(world.jsonl(), gold, trained_on={name})
    with pytest.raises(EstimateError, match="trained on"):
        estimate(world.jsonl(), gold, trained_on={name.partition("#")[0]})
    with pytest.raises(EstimateError, match="trained on 200 of 200"):
        estimate(world.jsonl([row | {"split": "train"} for row in rows]), gold)


def test_broken_corpora(world):
    gold, rows = world.gold(), list(world.rows())
    cases = [
        ([*rows, rows[3]], InputError, "expected each id once, found 'd0#4' twice"),
        (rows[:600], InputError, r"expected every coded paragraph among the classified, found \d+"),
        ([rows[0] | {"probabilities": None}], InputError, "jsonl:1: expected probabilities"),
        (
            [rows[0], rows[1] | {"probabilities": {"deterrence": 0.1}}],
            InputError,
            "2: expected a probability of sanc",
        ),
        (
            [rows[0] | {"probabilities": {"a": 1.2}}],
            InputError,
            "1: expected a probability of a from 0 to 1, found 1.2",
        ),
        ([rows[0], {k: v for k, v in rows[1].items() if k != "topics"}], InputError, "2: expected topics"),
        ([rows[0] | {"id": ""} | {"document": ""}], InputError, "expected an id, or document and paragraph"),
    ]
    for broken, error, sentence in cases:
        with pytest.raises(error, match=sentence):
            estimate(world.jsonl(broken), gold)
    table = pa.Table.from_pylist(rows)
    bad = world.folder / "bad.parquet"
    pq.write_table(table.drop_columns(["probabilities"]), bad)
    with pytest.raises(InputError, match="expected probabilities"):
        estimate(bad, gold)
    pq.write_table(table.append_column("probability_sanctions", pa.array([None] + [0.5] * 1199)), bad)
    with pytest.raises(
        InputError, match=r"bad\.parquet:1: expected a probability of sanctions .* found none"
    ):
        estimate(bad, gold)
    (world.folder / "empty.jsonl").write_text("")
    with pytest.raises(InputError, match="found an empty file"):
        estimate(world.folder / "empty.jsonl", gold)


def test_impossible_requests(world):
    path, gold = world.jsonl(), world.gold()
    for options, error, sentence in [
        ({"method": "magic"}, ConfigError, "expected method among ppi, dsl"),
        ({"level": 1.0}, ConfigError, "a level between 0 and 1"),
        ({"by": ("place",)}, InputError, "expected a column 'place'"),
        ({"topics": ("peace",)}, InputError, "expected topics among deterrence, sanctions, found 'peace'"),
        (
            {"by": ("issuer",), "compare": ("A", "C")},
            EstimateError,
            r"two values of one --by column \(issuer: A, B\)",
        ),
        ({"by": ("issuer",), "trend": "year"}, EstimateError, "expected --trend among the --by columns"),
        ({"by": ("issuer",), "trend": "issuer"}, EstimateError, "expected numbers in column issuer"),
        ({"method": "quantify"}, EstimateError, "needs the share of deterrence among the training"),
    ]:
        with pytest.raises(error, match=sentence):
            estimate(path, gold, **options)
    with pytest.raises(EstimateError, match="ppi needs a coded sample: add --gold"):
        estimate(path)


def test_thin_groups_are_flagged(world):
    world.y[:, 1] = 0
    world.y[:30, 1] = 1
    index = world.rng.choice(1200, 100, replace=False)
    result = estimate(world.jsonl(), world.gold(rows=list(world.gold_rows(index, 100 / 1200))))
    assert share(result).thin
    assert "too thin to publish" in result.warnings[0]


def test_simultaneous_intervals_are_wider(world):
    path, gold = world.jsonl(), world.gold()
    one, all_at_once = (share(estimate(path, gold, by=("issuer",), simultaneous=s)) for s in (False, True))
    assert one.high - one.low < all_at_once.high - all_at_once.low


def test_a_stratified_sample_is_analysed_by_its_strata(world):
    low, high = np.flatnonzero(world.p[:, 1] < 0.2), np.flatnonzero(world.p[:, 1] >= 0.2)
    chosen = [world.rng.choice(part, 100, replace=False) for part in (low, high)]
    chances = np.where(world.p[:, 1] < 0.2, 100 / len(low), 100 / len(high))
    rows = list(world.gold_rows(np.concatenate(chosen), chances))
    named = [row | {"sampling": f"stratified: probability {1 + (i >= 100)}/2"} for i, row in enumerate(rows)]
    result = estimate(world.jsonl(), world.gold(rows=named), method="gold")
    shares = [len(part) / 1200 for part in (low, high)]
    expected = sum(s * world.y[index, 1].mean() for s, index in zip(shares, chosen, strict=True))
    assert share(result).share == pytest.approx(expected)
    assert result.drawn == "paragraph"
