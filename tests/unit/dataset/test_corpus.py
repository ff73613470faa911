"""A corpus folder: its files belong together, and what is wrong with one is told with file and line."""

import json

import pytest

from paratopic.dataset.corpus import load_corpus
from paratopic.errors import InputError

ROW = {"id": "a#1", "document": "a", "paragraph": 1, "text": "One."}


def write(
    folder, *, paragraphs=(ROW,), documents="document,issuer\na,UN\n", gold="id,topics\na#1,sanctions\n"
):
    (folder / "paragraphs.jsonl").write_text("".join(json.dumps(row) + "\n" for row in paragraphs))
    (folder / "documents.csv").write_text(documents)
    (folder / "gold.csv").write_text(gold)
    return folder


def test_a_folder_is_read_with_its_documents_and_gold_labels(tmp_path):
    corpus = load_corpus(write(tmp_path), topics=("sanctions",))
    assert corpus.documents == {"a": {"document": "a", "issuer": "UN"}}
    assert corpus.gold == {"a#1": ("sanctions",)}


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        (
            {"documents": "doc,issuer\na,UN\n"},
            r"documents.csv:2: expected the column 'document', found doc, issuer",
        ),
        ({"documents": "document\na\na\n"}, r"documents.csv:3: document 'a' stands already above"),
        ({"paragraphs": [{**ROW, "text": 5}]}, r"paragraphs.jsonl:1: expected document and text as strings"),
        ({"paragraphs": [{**ROW, "document": ["a"]}]}, r"paragraphs.jsonl:1: expected document and text as"),
        ({"paragraphs": [ROW, ROW]}, r"paragraphs.jsonl:2: id 'a#1' stands already at line 1"),
        ({"paragraphs": [{**ROW, "text": " "}]}, r"paragraphs.jsonl:1: paragraph 'a#1' has no text"),
    ],
    ids=["no document column", "a document twice", "a number", "a list", "an id twice", "no text"],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path, files, sentence):
    with pytest.raises(InputError, match=sentence):
        load_corpus(write(tmp_path, **files), topics=("sanctions",))
