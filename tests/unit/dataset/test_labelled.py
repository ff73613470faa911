"""Your own labelled texts, in the ways that programs write lists of labels."""

import csv
import json

import pytest

from paratopic.dataset.labelled import read_labelled, topics_of
from paratopic.errors import AnnotationError

LABELS = [("trade", "war"), ("trade",), ("war",), ()]


def write_csv(path, write):
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["text", "labels"])
        writer.writerows([f"Text {i}.", write(list(labels))] for i, labels in enumerate(LABELS))
    return path


@pytest.mark.parametrize("write", [";".join, json.dumps, repr])
def test_lists_in_cells_are_lists(tmp_path, write):
    rows = read_labelled(write_csv(tmp_path / "t.csv", write))
    assert [row.labels for row in rows] == LABELS
    assert topics_of(rows) == ("trade", "war")


@pytest.mark.parametrize("sign", [", ", ",", "|"])
def test_labels_joined_by_another_sign_are_refused(tmp_path, sign):
    with pytest.raises(AnnotationError) as caught:
        read_labelled(write_csv(tmp_path / "t.csv", sign.join))
    assert str(caught.value).endswith(
        f"t.csv:2: expected labels parted by ';', found 'trade{sign}war', whose parts are labels too; "
        "write 'trade;war'."
    )


def test_a_comma_within_a_name_is_no_separator(tmp_path):
    path = tmp_path / "t.jsonl"
    rows = [{"text": "One.", "labels": ["arms, nuclear"]}, {"text": "Two.", "labels": ["arms", "nuclear"]}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert topics_of(read_labelled(path)) == ("arms", "arms, nuclear", "nuclear")


def test_a_list_that_is_none_is_refused(tmp_path):
    with pytest.raises(
        AnnotationError, match=r"t.csv:2: expected labels as a list of names or 'a;b', found '\[1, 2\]'"
    ):
        read_labelled(write_csv(tmp_path / "t.csv", lambda labels: "[1, 2]"))
