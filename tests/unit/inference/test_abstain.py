"""A topic that is left undecided is in neither camp, in every kind of answer."""

import random
from dataclasses import replace

import pandas as pd
import pytest
from typer.testing import CliRunner

from classified import NAMES, read_jsonl, rows, small_bundle, small_classifier, write_jsonl
from paratopic.bundle.store import load_bundle, save_bundle
from paratopic.cli.app import app
from paratopic.evaluation.bands import choose_bands
from paratopic.inference.classifier import Classifier
from paratopic.inference.pyfunc import PyfuncClassifier
from paratopic.reports.document_page import document_page
from paratopic.tracking.model import signature

WORDS = sorted({word for row in rows(3) for word in row["text"].split()})
CHANCE = random.Random(3)
ROWS = [{"n": n, "text": " ".join(CHANCE.choices(WORDS, k=12))} for n in range(60)]
TEXTS = [row["text"] for row in ROWS]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    """A classifier whose thresholds lie among its answers, with a fifth of them undecided."""
    saved = small_classifier()
    found = saved.probabilities(TEXTS)
    cuts = tuple(float(sorted(column)[30]) + 1e-6 for column in found.T)
    thresholds = replace(saved.thresholds, values=cuts, bands=choose_bands(found, cuts, 0.2))
    return save_bundle(replace(saved, thresholds=thresholds), tmp_path_factory.mktemp("a") / "bundle")


@pytest.fixture(scope="module")
def classifier(bundle):
    return Classifier(load_bundle(bundle), name="m", folder=bundle)


def test_topics_undecided_and_the_rest_are_apart(classifier):
    found = classifier.classify(TEXTS)
    low, high = zip(*classifier.saved.thresholds.bands, strict=True)
    assert sum(len(one.undecided) for one in found) == 2 * 12
    for one in found:
        assert not set(one.topics) & set(one.undecided)
        for k, topic in enumerate(NAMES):
            inside = low[k] < one.probabilities[topic] < high[k]
            assert inside == (topic in one.undecided)
            assert (one.probabilities[topic] >= high[k]) == (topic in one.topics)


def test_a_new_threshold_is_always_decided(classifier):
    changed = classifier.with_thresholds({"sanctions": 0.5}).classify(TEXTS)
    assert {topic for one in changed for topic in one.undecided} == {"humanitarian"}


def test_pyfunc_and_its_signature(classifier):
    found = PyfuncClassifier(classifier).predict(pd.DataFrame({"text": TEXTS}))
    assert found["undecided"].tolist() == [list(one.undecided) for one in classifier.classify(TEXTS)]
    names = signature(list(NAMES), abstains=True).outputs.input_names()
    assert list(found.columns) == names


def test_without_bands_nothing_is_added():
    plain = Classifier(small_classifier(), name="m")
    assert not plain.abstains
    assert "undecided" not in PyfuncClassifier(plain).predict(pd.DataFrame({"text": TEXTS[:2]}))
    assert "undecided" not in signature(list(NAMES)).outputs.input_names()


def run(*arguments):
    done = CliRunner().invoke(app, [str(one) for one in arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize("workers", [1, 2])
def test_every_form_says_the_same(bundle, classifier, tmp_path, workers):
    source = write_jsonl(tmp_path / "in.jsonl", ROWS)
    expected = [list(one.undecided) for one in classifier.classify(TEXTS)]
    common = ("classify", source, "--model", bundle, "--workers", workers)
    found = read_jsonl(run(*common, "--format", "jsonl"))
    assert [row["undecided"] for row in found] == expected
    run(*common, "--format", "csv", "-o", tmp_path / "out.csv")
    table = pd.read_csv(tmp_path / "out.csv", keep_default_na=False)
    assert table["undecided"].tolist() == [";".join(one) for one in expected]
    assert list(table.columns[-5:]) == ["model", "topics", "undecided", *(f"probability_{n}" for n in NAMES)]
    run(*common, "--format", "parquet", "-o", tmp_path / "out.parquet")
    assert pd.read_parquet(tmp_path / "out.parquet")["undecided"].tolist() == table["undecided"].tolist()


def test_table_and_page_mark_it(bundle, classifier, tmp_path):
    source = write_jsonl(tmp_path / "in.jsonl", ROWS)
    assert "sanctions? 0." in run("classify", source, "--model", bundle, "--format", "table")
    found = read_jsonl(run("classify", source, "--model", bundle, "--format", "jsonl"))
    page = document_page("title", found)
    assert page.count('class="unsure"') == sum(len(row["undecided"]) for row in found) > 0


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_a_column_of_that_name_is_kept_where_nothing_may_be_undecided(tmp_path, form):
    plain = small_bundle(tmp_path / "plain")
    source = write_jsonl(tmp_path / "in.jsonl", [{"text": text, "undecided": "by us"} for text in TEXTS[:3]])
    out = tmp_path / f"out.{form}"
    run("classify", source, "--model", plain, "--format", form, "-o", out)
    read = {"csv": pd.read_csv, "parquet": pd.read_parquet, "jsonl": lambda p: pd.read_json(p, lines=True)}
    assert read[form](out)["undecided"].tolist() == ["by us"] * 3
