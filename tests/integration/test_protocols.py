"""Protocols, learning curves and foreign labelled files, through the command line."""

import csv
import json

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

QUICK = ("evaluation.draws=50", "tracking.plots=false")


def write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def foreign(n, topics=6, seed=0):
    rng = np.random.default_rng(seed)
    words = [f"w{i}x" for i in range(300)]
    rows = []
    for i in range(n):
        labels = sorted({f"t{min(int(rng.exponential(1.5)), topics - 1)}" for _ in range(rng.integers(0, 3))})
        own = [f"{label}key{rng.integers(3)}" for label in labels if rng.random() < 0.8]
        rows.append({"id": str(i), "text": " ".join([*rng.choice(words, 12), *own]), "labels": labels})
    return rows


def only(folder, pattern):
    (found,) = folder.glob(pattern)
    return found


def predicted(folder):
    with (folder / "artifacts" / "predictions.csv").open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream) if row["part"] == "test"]


def test_folds_are_judged_as_one_table(small_corpus, tmp_path, paratopic):
    models = "models={prior: {}, tfidf_svm: {}}"
    done = paratopic(
        "run",
        models,
        "split=kfold",
        "split.folds=3",
        "name=k",
        f"data.path={small_corpus}",
        *QUICK,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert "kfold: 3 folds of" in done.stderr and "fold 3: macro-F1" in done.stderr
    folder = only(tmp_path, "outputs/k/*")
    pooled = predicted(only(folder, "tfidf_svm-seed1-all-folds"))
    assert len({row["id"] for row in pooled}) == len(pooled)
    each = [
        row["id"] for fold in (1, 2, 3) for row in predicted(only(folder, f"tfidf_svm-seed1-fold-{fold}"))
    ]
    assert each == [row["id"] for row in pooled]
    shown = paratopic("compare", "k", "--metric", "micro_f1", cwd=tmp_path)
    assert f"{len(pooled)} paragraphs" in shown.stdout and "All folds judged as one" in shown.stdout
    refused = paratopic("promote", "best", cwd=tmp_path)
    assert refused.returncode == 2 and "train one classifier with" in refused.stderr


def test_a_learning_curve_is_a_table_and_rows_of_compare(small_corpus, tmp_path, paratopic):
    done = paratopic(
        "run", "model=tfidf_svm", "split.train_share=[0.3,1.0]", "seeds=[1,2]", "name=c",
        f"data.path={small_corpus}", *QUICK, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    with only(tmp_path, "outputs/c/*/summary/learning_curve.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["seed"], row["share"]) for row in rows] == [
        ("1", "0.3"),
        ("2", "0.3"),
        ("1", "1"),
        ("2", "1"),
    ]
    assert int(rows[0]["learned_paragraphs"]) < int(rows[2]["learned_paragraphs"])
    shown = paratopic("compare", "c", cwd=tmp_path).stdout
    assert "tfidf_svm train_share=0.3" in shown and "tfidf_svm train_share=1.0" in shown


def test_fixed_thresholds_decide_as_scikit_learn_does(tmp_path, paratopic):
    train, test = foreign(400), foreign(150, seed=1)
    train = [{**row, "labels": [x for x in row["labels"] if x != "t5"]} for row in train]
    write(tmp_path / "train.jsonl", train)
    write(tmp_path / "test.jsonl", [{**row, "labels": [*row["labels"], "t5"]} for row in test[:2]] + test[2:])
    done = paratopic(
        "run", "data=labelled", "data.train=train.jsonl", "data.test=test.jsonl", "model=tfidf_svm",
        "thresholds=fixed", "name=f", *QUICK, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "no text to learn from has t5: never predicted" in done.stderr
    assert "150 ids of test stand in another part too; they became test/<id>" in done.stderr
    topics = [f"t{i}" for i in range(6)]

    def matrix(rows):
        return np.array([[topic in row["labels"] for topic in topics] for row in rows]).astype(int)

    oracle = make_pipeline(TfidfVectorizer(sublinear_tf=True), OneVsRestClassifier(LinearSVC(random_state=1)))
    with pytest.warns(UserWarning, match="not 5|in all training"):
        oracle.fit([row["text"] for row in train], matrix(train))
    expected = oracle.predict([row["text"] for row in test])
    folder = only(tmp_path, "outputs/f/*/tfidf_svm-seed1")
    rows = predicted(folder)
    found = np.array([[topic in row["topics"].split(";") for topic in topics] for row in rows])
    assert np.array_equal(found, expected)
    truth = np.array([[topic in row["labels"].split(";") for topic in topics] for row in rows])
    metrics = json.loads((folder / "run.json").read_text(encoding="utf-8"))["metrics"]
    assert metrics["test/micro_f1"] == pytest.approx(f1_score(truth, expected, average="micro"))
    assert metrics["test/ece/t0_low"] <= metrics["test/ece/t0"] <= metrics["test/ece/t0_high"]


def test_a_column_for_each_topic_is_the_same_as_names(tmp_path, paratopic):
    topics = [f"t{i}" for i in range(6)]
    for name, rows in (("train", foreign(200)), ("test", foreign(60, seed=1))):
        write(tmp_path / f"{name}.jsonl", rows)
        wide = [{topic: int(topic in row["labels"]) for topic in topics} for row in rows]
        kept = [{key: value for key, value in row.items() if key != "labels"} for row in rows]
        write(tmp_path / f"{name}_wide.jsonl", [a | b for a, b in zip(kept, wide, strict=True)])
    found = []
    for name, more in (("", ()), ("_wide", [f"data.label_columns=[{','.join(topics)}]"])):
        files = (f"data.train=train{name}.jsonl", f"data.test=test{name}.jsonl")
        settings = ("data=labelled", *files, "model=tfidf_svm", f"name=w{name}", *QUICK, *more)
        done = paratopic("run", *settings, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        folder = only(tmp_path, f"outputs/w{name}/*/tfidf_svm-seed1")
        metrics = json.loads((folder / "run.json").read_text(encoding="utf-8"))["metrics"]
        found.append({key: value for key, value in metrics.items() if key.startswith("test/")})
    assert found[0] == found[1] and found[0]["test/macro_f1"] > 0


def test_the_same_text_in_two_parts_is_a_leak(tmp_path, paratopic):
    rows = foreign(40)
    write(tmp_path / "train.jsonl", rows)
    write(tmp_path / "test.jsonl", [{**foreign(9, seed=1)[0], "id": "x"}, rows[3]])
    done = paratopic(
        "run", "data=labelled", "data.train=train.jsonl", "data.test=test.jsonl", "model=prior", cwd=tmp_path
    )
    assert done.returncode == 2
    assert "paragraph '3' stands in test (test.jsonl:2) and, with the same text" in done.stderr


def test_a_codebook_is_taken_from_the_file_that_is_named(tmp_path, paratopic):
    """Its rules are the model, so that they decide is seen in the metrics; a sweep takes it too."""
    (tmp_path / "waters.yaml").write_text(
        "name: waters\nversion: '1'\ntitle: Waters\nunit: A paragraph.\ntopics:\n"
        "  water: {title: Water, definition: Pipes., rules: {pipe: {any: [pipe~]}}}\n"
        "  roads: {title: Roads, definition: Streets., rules: {street: {any: [street~]}}}\n",
        encoding="utf-8",
    )
    rows = [
        {"text": f"The {'pipe' if n % 2 else 'street'} number {n} was mended.", "document": f"d{n // 2}",
         "labels": ["water" if n % 2 else "roads"]}
        for n in range(40)
    ]  # fmt: skip
    (tmp_path / "rows.json").write_text(json.dumps(rows), encoding="utf-8")
    settings = ("data=labelled", "data.train=rows.json", "model=rules,prior", "codebook=waters.yaml", *QUICK)
    done = paratopic("run", *settings, "-m", cwd=tmp_path)
    assert "macro-F1 1.000 validation, 1.000 test [1.000, 1.000]" in done.stderr, done.stderr
