"""From source to partition: gold, weak and coders' labels, your own files, and what is refused."""

import json

import numpy as np
import pytest

from paratopic.codebook import Codebook
from paratopic.dataset.labels import Labels
from paratopic.dataset.prepare import prepare
from paratopic.dataset.settings import Source, Split
from paratopic.errors import AnnotationError, ConfigError, DatasetError, InputError
from paratopic.files.resources import conf_dir

SPLIT = Split(test=0.2, validation=0.15, seed=0, near_duplicates=0.6)
GOLD = Labels(kind="gold")


@pytest.fixture(scope="module")
def codebook():
    return Codebook.load(conf_dir() / "codebook" / "security.yaml")


def from_corpus(folder, codebook, labels=GOLD, **kwargs):
    return prepare(Source(kind="corpus", path=str(folder)), labels, SPLIT, codebook=codebook, **kwargs)


def write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def test_parts_share_no_document(small_corpus, codebook):
    partition = from_corpus(small_corpus, codebook)
    parts = [set(part.documents) for part in partition.parts.values()]
    assert not parts[0] & parts[1] and not parts[0] & parts[2] and not parts[1] & parts[2]
    assert sum(len(part) for part in partition.parts.values()) > 400


def test_dataset_dict_holds_the_same_labels(small_corpus, codebook):
    partition = from_corpus(small_corpus, codebook)
    loaded = partition.to_dataset_dict()
    assert set(loaded) == {"train", "validation", "test"}
    names = loaded["test"].features["labels"].feature.names
    row = loaded["test"][3]
    assert row["id"] == partition.test.ids[3]
    assert tuple(names[i] for i in row["labels"]) == partition.test.topic_sets()[3]


def test_weak_and_coders_labels_change_only_what_is_trained_on(small_corpus, codebook):
    gold = from_corpus(small_corpus, codebook)
    for labels in (Labels(kind="codebook"), Labels(kind="coders", coders=("coder1",))):
        other = from_corpus(small_corpus, codebook, labels)
        assert other.train.ids == gold.train.ids
        assert not np.array_equal(other.train.targets, gold.train.targets)
        assert np.array_equal(other.test.targets, gold.test.targets)
        assert np.array_equal(other.gold_validation.targets, gold.validation.targets)


def test_extended_labels_are_gold_for_a_share_of_the_documents_and_weak_for_the_rest(small_corpus, codebook):
    gold = from_corpus(small_corpus, codebook)
    weak = from_corpus(small_corpus, codebook, Labels(kind="codebook"))
    other = from_corpus(small_corpus, codebook, Labels(kind="extended", gold_share=0.4))
    as_gold = (other.train.targets == gold.train.targets).all(axis=1)
    as_weak = (other.train.targets == weak.train.targets).all(axis=1)
    assert other.train.ids == gold.train.ids and (as_gold | as_weak).all()
    per_document = {d: as_gold[[x == d for x in other.train.documents]].all() for d in other.train.documents}
    assert 0.4 <= np.mean(list(per_document.values())) < 1
    assert np.array_equal(other.test.targets, gold.test.targets)
    for share, same in ((1.0, gold), (0.0, weak)):
        found = from_corpus(small_corpus, codebook, Labels(kind="extended", gold_share=share))
        assert np.array_equal(found.train.targets, same.train.targets)


def test_paragraphs_that_nobody_coded_join_what_is_learned_from_with_weak_labels(copy_corpus, codebook):
    before = from_corpus(copy_corpus, codebook)
    taken = before.train.ids[0]
    tested = before.test.ids[0]
    path = copy_corpus / "gold.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.split(",")[0] not in {taken, tested}]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    after = from_corpus(copy_corpus, codebook, Labels(kind="extended"))
    uncoded = set(after.train.ids) - set(from_corpus(copy_corpus, codebook).train.ids)
    assert uncoded and uncoded <= {taken, tested}
    row = after.train.ids.index(next(iter(uncoded)))
    assert np.array_equal(after.train.targets[row], codebook.scores([after.train.texts[row]])[0] > 0)
    judged = {*after.validation.documents, *after.test.documents}
    assert not judged & set(after.train.documents)


def test_labels_that_do_not_go_with_the_data_are_refused(small_corpus, codebook):
    with pytest.raises(ConfigError, match=r"expected labels.gold_share from 0 to 1, found 2."):
        from_corpus(small_corpus, codebook, Labels(kind="extended", gold_share=2))
    with pytest.raises(
        DatasetError, match=r"^labels=codebook goes with a corpus folder .*, found data=labelled,"
    ):
        prepare(Source(kind="labelled", train="x.jsonl"), Labels(kind="codebook"), SPLIT, codebook=codebook)


def test_unknown_coder(small_corpus, codebook):
    with pytest.raises(DatasetError, match=r"unknown coder 'nobody'; there are author, coder1, coder2"):
        from_corpus(small_corpus, codebook, Labels(kind="coders", coders=("nobody",)))


def test_contradictory_gold_names_both_lines(copy_corpus, codebook):
    path = copy_corpus / "gold.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    key = lines[1].split(",")[0]
    path.write_text("\n".join([*lines, f"{key},sanctions;deterrence"]) + "\n", encoding="utf-8")
    with pytest.raises(
        AnnotationError, match=rf"gold.csv:{len(lines) + 1}: paragraph '{key}' has contradictory"
    ):
        from_corpus(copy_corpus, codebook)


def test_unknown_topic_names_file_line_and_topics(copy_corpus, codebook):
    path = copy_corpus / "gold.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[2] = lines[2].split(",")[0] + ",weather"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(
        AnnotationError, match=r"gold.csv:3: unknown topic 'weather'; the codebook has deterrence"
    ):
        from_corpus(copy_corpus, codebook)


def test_duplicate_paragraph_id(copy_corpus, codebook):
    path = copy_corpus / "paragraphs.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[0]]) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"stands already at line 1; ids must be unique"):
        from_corpus(copy_corpus, codebook)


def test_missing_folder(tmp_path, codebook):
    with pytest.raises(InputError, match=r"expected a corpus folder with paragraphs.jsonl"):
        from_corpus(tmp_path, codebook)


def test_labelled_without_a_file(codebook):
    with pytest.raises(DatasetError, match=r"data=labelled needs a file: add data.train=FILE"):
        prepare(Source(kind="labelled"), GOLD, SPLIT, codebook=codebook)


def test_the_majority_of_all_coders_is_gold_but_for_ties(small_corpus, codebook):
    gold = from_corpus(small_corpus, codebook)
    coders = from_corpus(small_corpus, codebook, Labels(kind="coders"))
    assert (gold.train.targets == coders.train.targets).mean() > 0.98


def test_labelled_topics_come_from_the_data(tmp_path, codebook):
    rows = [{"text": f"text {i}", "labels": ["wheat"] if i % 2 else "corn;oil"} for i in range(40)]
    source = Source(kind="labelled", train=write(tmp_path / "t.jsonl", rows))
    partition = prepare(source, GOLD, SPLIT, codebook=codebook)
    assert partition.train.topics == ("corn", "oil", "wheat")
    assert sum(len(part) for part in partition.parts.values()) == 40


def test_labelled_files_given_are_the_parts(tmp_path, codebook):
    rows = [{"text": f"text {i}", "labels": ["sanctions"] if i % 2 else []} for i in range(30)]
    train = write(tmp_path / "train.jsonl", rows)
    test = write(tmp_path / "test.jsonl", [{**row, "text": "other " + row["text"]} for row in rows[:10]])
    partition = prepare(Source(kind="labelled", train=train, test=test), GOLD, SPLIT, codebook=codebook)
    assert len(partition.test) == 10
    assert len(partition.train) + len(partition.validation) == 30
    assert partition.train.topics == ("sanctions",)
    (note,) = partition.notes
    assert note == (
        "no row has deterrence, humanitarian, partnerships: left out, though the codebook security has them"
    )


def test_topics_that_only_other_files_have_are_kept_in_the_codebooks_order(tmp_path, codebook):
    rows = [{"text": f"text {i}", "labels": ["sanctions"] if i % 2 else []} for i in range(30)]
    train = write(tmp_path / "train.jsonl", rows)
    outside = write(tmp_path / "outside.jsonl", [{"text": "a missile", "labels": ["deterrence"]}])
    source = Source(kind="labelled", train=train)
    partition = prepare(source, GOLD, SPLIT, codebook=codebook, external=[outside])
    assert partition.train.topics == ("deterrence", "sanctions")
    assert any("no text to learn from has deterrence" in note for note in partition.notes)


def test_texts_are_learned_from_and_judged_as_a_classifier_will_read_them(tmp_path, codebook):
    texts = ["•  The convoy reached\nthe valley.", "The har-\nbour was closed.", "Plain words."] * 4
    rows = [
        {"id": f"r{i}", "text": text, "labels": ["humanitarian"], "document": f"d{i}"}
        for i, text in enumerate(texts)
    ]
    source = Source(kind="labelled", train=write(tmp_path / "train.jsonl", rows))
    partition = prepare(source, GOLD, SPLIT, codebook=codebook)
    found = {text for part in partition.parts.values() for text in part.texts}
    assert found == {"The convoy reached the valley.", "The harbour was closed.", "Plain words."}


def test_own_split_column_is_kept(tmp_path, codebook):
    rows = [
        {
            "text": f"text {i}",
            "labels": ["a"] if i % 3 else ["b"],
            "split": ("train", "dev", "test")[i % 3 % 3],
        }
        for i in range(30)
    ]
    partition = prepare(
        Source(kind="labelled", train=write(tmp_path / "t.jsonl", rows)), GOLD, SPLIT, codebook=codebook
    )
    assert {name: len(part) for name, part in partition.parts.items()} == {
        "train": 10,
        "validation": 10,
        "test": 10,
    }


def test_what_rows_say_of_their_documents_is_kept(tmp_path, codebook):
    rows = [
        {
            "text": f"text {i}",
            "labels": [],
            "document": f"d{i // 2}",
            "issuer": "Office" if i % 2 else "",
            "date": i,
        }
        for i in range(20)
    ]
    rows[0]["labels"] = ["sanctions"]
    path, outside = tmp_path / "own.jsonl", tmp_path / "real.csv"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    outside.write_text("text,labels,document,genre,other\nnews,,n1,wire,x\n", encoding="utf-8")
    source = Source(kind="labelled", train=str(path))
    found = prepare(source, GOLD, SPLIT, codebook=codebook, external=[str(outside)])
    assert found.metadata["d1"] == {"date": "2", "issuer": "Office"}  # the first row that says it
    assert found.metadata["n1"] == {"genre": "wire"}


def test_a_document_on_both_sides_is_refused(tmp_path, codebook):
    rows = [{"text": f"text {i}", "labels": ["a"], "document": "one"} for i in range(4)]
    train = write(tmp_path / "train.jsonl", [*rows, {"text": "x", "labels": [], "document": "two"}])
    test = write(tmp_path / "test.jsonl", [{"text": "y", "labels": ["a"], "document": "one", "id": "z"}])
    with pytest.raises(DatasetError, match=r"document 'one' stands in"):
        prepare(Source(kind="labelled", train=train, test=test), GOLD, SPLIT, codebook=codebook)


def test_broken_labels_name_the_line(tmp_path, codebook):
    path = write(tmp_path / "t.jsonl", [{"text": "a", "labels": ["x"]}, {"text": "b", "labels": 3}])
    with pytest.raises(AnnotationError, match=r"t.jsonl:2: expected labels as a list"):
        prepare(Source(kind="labelled", train=path), GOLD, SPLIT, codebook=codebook)


def test_external_set_with_an_unknown_label(tmp_path, small_corpus, codebook):
    path = write(tmp_path / "real.jsonl", [{"text": "a", "labels": ["energy"]}])
    with pytest.raises(AnnotationError, match=r"unknown topic 'energy'"):
        from_corpus(small_corpus, codebook, external=[path])


def test_near_duplicates_across_parts_are_reported(copy_corpus, codebook):
    clean = from_corpus(copy_corpus, codebook)
    donor, receiver = clean.train.documents[0], clean.test.documents[0]
    path = copy_corpus / "paragraphs.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    text = next(row["text"] for row in rows if row["document"] == donor)
    target = next(row for row in rows if row["document"] == receiver)
    target["text"] = text + " Again."
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = from_corpus(copy_corpus, codebook).near_duplicates
    assert any(target["id"] in (pair.first, pair.second) for pair in found)
