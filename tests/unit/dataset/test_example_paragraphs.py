"""Example paragraphs: learned from by hybrids, judged on nowhere."""

import json
import shutil

import pytest

from paratopic.codebook import Codebook
from paratopic.dataset.folds import prepare_folds
from paratopic.dataset.labels import Labels
from paratopic.dataset.prepare import prepare
from paratopic.dataset.settings import Source, Split
from paratopic.errors import AnnotationError
from paratopic.files.resources import conf_dir, data_dir

SPLIT = Split(test=0.2, validation=0.15, seed=0, near_duplicates=0.6)
ROWS = [
    {
        "id": "e#1",
        "document": "e",
        "text": "The bank was cut off from SWIFT that week.",
        "labels": ["sanctions"],
    },
    {"id": "e#2", "document": "e", "text": "It rained on the parade.", "labels": []},
]


@pytest.fixture(scope="module")
def codebook():
    return Codebook.load(conf_dir() / "codebook" / "security.yaml")


@pytest.fixture
def folder(small_corpus, tmp_path):
    return shutil.copytree(small_corpus, tmp_path / "corpus")


def put(folder, rows):
    (folder / "examples.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def prepared(folder, codebook, *, labels="gold", examples=True):
    source = Source(kind="corpus", path=str(folder), examples=examples)
    return prepare(source, Labels(kind=labels), SPLIT, codebook=codebook)


@pytest.mark.parametrize("labels", ["gold", "coders", "extended"])
def test_they_stand_beside_the_parts(folder, codebook, labels):
    before = prepared(folder, codebook, labels=labels, examples=False)
    put(folder, ROWS)
    after = prepared(folder, codebook, labels=labels)
    assert before.examples is None
    assert after.examples.ids == ("e#1", "e#2") and after.examples.topic_sets() == [("sanctions",), ()]
    assert after.train.ids == before.train.ids
    assert (after.validation.ids, after.test.ids) == (before.validation.ids, before.test.ids)
    assert after.digest != before.digest


@pytest.mark.parametrize(("labels", "examples"), [("gold", False), ("codebook", True)])
def test_they_can_be_left_out_and_rules_alone_do_without(folder, codebook, labels, examples):
    before = prepared(folder, codebook, labels=labels, examples=False)
    put(folder, ROWS)
    found = prepared(folder, codebook, labels=labels, examples=examples)
    assert (found.examples, found.digest) == (None, before.digest)


def test_every_fold_has_them_and_none_is_judged_on_them(folder, codebook):
    put(folder, ROWS)
    split = Split(test=None, validation=0.15, seed=0, near_duplicates=0.6, kind="kfold", folds=3)
    folds = prepare_folds(
        Source(kind="corpus", path=str(folder), examples=True), Labels(kind="gold"), split, codebook=codebook
    )
    assert len(folds) == 3
    for _, partition in folds:
        assert partition.examples.ids == ("e#1", "e#2")
        assert not {"e#1", "e#2"} & {key for part in partition.parts.values() for key in part.ids}


def test_another_label_is_named_with_its_line(folder, codebook):
    put(folder, [*ROWS, {"id": "e#3", "text": "A vote.", "labels": ["elections"]}])
    with pytest.raises(AnnotationError, match=r"examples.jsonl:3: unknown topic 'elections'"):
        prepared(folder, codebook)


def test_a_text_of_the_test_part_among_them_is_reported(folder, codebook):
    before = prepared(folder, codebook, examples=False)
    put(folder, [{"id": "e#1", "text": before.test.texts[0], "labels": []}])
    found = set(prepared(folder, codebook).near_duplicates) - set(before.near_duplicates)
    assert [{one.first, one.second} for one in found] == [{"e#1", before.test.ids[0]}]


def test_those_that_ship_are_far_from_every_paragraph_that_is_judged(codebook):
    partition = prepare(Source(kind="corpus", examples=True), Labels(kind="gold"), SPLIT, codebook=codebook)
    shipped = [json.loads(line) for line in (data_dir() / "examples.jsonl").open(encoding="utf-8")]
    assert set(partition.examples.ids) == {row["id"] for row in shipped}
    assert not [pair for pair in partition.near_duplicates if "examples-" in str(pair)]
