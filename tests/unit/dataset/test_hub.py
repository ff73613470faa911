"""data=hub takes whatever the datasets library loads without a network: saved data sets, folders of files."""

import json

import pytest
from datasets import Dataset, DatasetDict

from paratopic.dataset.hub import read_hub
from paratopic.dataset.settings import Source
from paratopic.errors import DatasetError

ROWS = {"text": ["Assets were frozen.", "Food came.", "They met."], "labels": [["s"], ["h"], []]}


def read(path):
    found = read_hub(Source(kind="hub", path=str(path)))
    return {name: [(row.text, row.labels) for row in rows] for name, rows in found.items()}


def expected():
    return [(text, tuple(labels)) for text, labels in zip(ROWS["text"], ROWS["labels"], strict=True)]


def test_a_saved_data_set(tmp_path):
    DatasetDict({"train": Dataset.from_dict(ROWS), "dev": Dataset.from_dict(ROWS)}).save_to_disk(
        tmp_path / "d"
    )
    assert read(tmp_path / "d") == {"train": expected(), "validation": expected()}


def test_a_folder_of_files(tmp_path, monkeypatch):
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path / "cache"))
    (tmp_path / "d").mkdir()
    lines = [
        json.dumps({"text": text, "labels": labels}) + "\n"
        for text, labels in zip(ROWS["text"], ROWS["labels"], strict=True)
    ]
    (tmp_path / "d" / "train.jsonl").write_text("".join(lines), encoding="utf-8")
    assert read(tmp_path / "d") == {"train": expected()}


def test_a_folder_without_data(tmp_path):
    with pytest.raises(
        DatasetError, match=r"data set '.*' can't be loaded .*; check the name, or take data=labelled"
    ):
        read(tmp_path)


def test_a_column_of_0_and_1_for_each_topic(tmp_path):
    rows = {"text": ROWS["text"], "s": [1, 0, 0], "h": [False, True, False]}
    Dataset.from_dict(rows).save_to_disk(tmp_path / "d")
    source = Source(kind="hub", path=str(tmp_path / "d"), label_columns=["s", "h"])
    assert [row.labels for row in read_hub(source)["train"]] == [("s",), ("h",), ()]
    missing = Source(kind="hub", path=str(tmp_path / "d"), label_columns=["x"])
    with pytest.raises(DatasetError, match=r"has no column 'x', found text, s, h; set data\.text_column and"):
        read_hub(missing)
