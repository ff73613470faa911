import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from paratopic.codebook.annotation.exchange import FORMATS, read_annotations, write_annotations
from paratopic.codebook.annotation.fields import COLUMNS
from paratopic.codebook.annotation.paragraphs import read_paragraphs
from paratopic.errors import AnnotationError, InputError
from paratopic.schema import Annotation

TOPICS = ("parks", "roads")
SUFFIX = {"csv": "csv", "excel": "xlsx", "label-studio": "json", "doccano": "jsonl", "argilla": "json"}
WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=12)
RECORDS = st.lists(
    st.builds(
        Annotation,
        id=st.sampled_from(["a#1", "a#2", "b#1"]),
        coder=st.sampled_from(["ana@x.org", "bo", "Ö,;\"'"]),
        topic=st.sampled_from(TOPICS),
        value=st.sampled_from([True, False, None]),
        unsure=st.booleans(),
        time=st.sampled_from([None, "2026-11-23T10:00:00Z"]),
        codebook=st.sampled_from([None, "1.1"]),
        sampling=st.sampled_from([None, "stratified", "uncertain"]),
        inclusion=st.one_of(st.none(), st.floats(1e-6, 1)),
        note=WORDS,
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda one: (one.id, one.coder, one.topic),
)


def by_key(annotations: list[Annotation]) -> list[Annotation]:
    return sorted(annotations, key=lambda one: (one.id, one.coder, one.topic))


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=25, deadline=None)
@given(records=RECORDS)
def test_round_trip_loses_nothing(
    tmp_path_factory: pytest.TempPathFactory, form: str, records: list[Annotation]
) -> None:
    path = tmp_path_factory.mktemp("exchange") / f"table.{SUFFIX[form]}"
    write_annotations(path, records, form=form, texts={"a#1": "The park."})
    back = read_annotations(path, topics=TOPICS, known={"a#1", "a#2", "b#1"}, form=form)
    assert by_key(back) == by_key(records)


def table(tmp_path: Path, rows: str, header: str = "id,coder,topic,value") -> Path:
    path = tmp_path / "codings.csv"
    path.write_text(f"{header}\n{rows}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("a#1,ana,parks,1\na#9,ana,parks,1", ":3: paragraph 'a#9' is not among the paragraphs."),
        ("a#1,ana,trams,1", ":2: unknown topic 'trams'; the codebook has parks, roads."),
        ("a#1,ana,parks,maybe", ":2: expected 1, 0 or nothing, found 'maybe'."),
        ("a#1,,parks,1", ":2: expected a coder, found none."),
        ("a#1,ana,parks,1\na#1,ana,parks,0", "twice, differently (row 2); keep one."),
        ("a#1,ana", ":2: expected 4 cells as in the header, found 2."),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_imported(tmp_path: Path, rows: str, sentence: str) -> None:
    with pytest.raises((AnnotationError, InputError)) as caught:
        read_annotations(table(tmp_path, rows), topics=TOPICS, known={"a#1"})
    assert sentence in str(caught.value)


@pytest.mark.parametrize("form", FORMATS)
def test_half_a_file_is_refused(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"half.{SUFFIX[form]}"
    records = [Annotation(f"a#{n}", "ana", "parks", True, note="what a, note") for n in range(1, 9)]
    write_annotations(path, records, form=form)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) - 30])
    with pytest.raises((AnnotationError, InputError)) as caught:
        read_annotations(path, topics=TOPICS, form=form)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("form", ["csv", "label-studio", "doccano"])
def test_another_encoding_is_refused(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"latin.{SUFFIX[form]}"
    write_annotations(path, [Annotation("a#1", "Zoë", "parks", True)], form=form)
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    with pytest.raises(InputError, match="expected UTF-8"):
        read_annotations(path, topics=TOPICS, form=form)


def test_a_real_export_of_label_studio_keeps_unanswered_apart_from_no(tmp_path: Path) -> None:
    path = tmp_path / "project.json"
    answer = {"from_name": "roads", "to_name": "text", "type": "choices", "value": {"choices": ["no"]}}
    unsure = {"from_name": "unsure", "to_name": "text", "type": "choices", "value": {"choices": ["roads"]}}
    task = {
        "id": 7,
        "data": {"id": "a#1", "text": "x", "inclusion": 0.5, "codebook": "2"},
        "annotations": [
            {"completed_by": 3, "created_at": "2026-11-23", "result": [answer, unsure]},
            {"completed_by": 4, "was_cancelled": True, "result": []},
        ],
    }
    path.write_text(json.dumps([task]), encoding="utf-8")
    found = read_annotations(path, topics=TOPICS)
    assert [(one.coder, one.topic, one.value, one.unsure, one.inclusion) for one in found] == [
        ("3", "roads", False, True, 0.5),
        ("3", "parks", None, False, 0.5),
    ]


def test_a_coders_topics_in_one_cell_answer_every_topic(tmp_path: Path) -> None:
    path = table(tmp_path, "a#1,ana,roads,unsure", header="id,coder,topics,note")
    found = read_annotations(path, topics=TOPICS)
    assert [(one.topic, one.value, one.unsure) for one in found] == [
        ("parks", False, True),
        ("roads", True, True),
    ]


@pytest.mark.parametrize(
    ("form", "record"),
    [
        ("label-studio", {"data": {"id": "a#1"}, "annotations": [{"completed_by": 1, "result": "x"}]}),
        ("label-studio", {"data": {"id": "a#1"}, "annotations": 3}),
        ("label-studio", {"data": "a#1"}),
        ("doccano", {"paragraph_id": "a#1", "label": ["parks"], "answers": [1]}),
        ("doccano", {"label": ["parks"]}),
        ("argilla", {"id": "a#1", "responses": {"parks": [3]}}),
        ("argilla", {"id": "a#1", "responses": {"parks": [{"value": "maybe", "user_id": "ana"}]}}),
    ],
)
def test_a_record_of_another_shape_is_named(tmp_path: Path, form: str, record: dict) -> None:
    path = tmp_path / "records.json"
    path.write_text(json.dumps([record]), encoding="utf-8")
    with pytest.raises(AnnotationError, match=r"records\.json:1: (this record has another shape|expected)"):
        read_annotations(path, topics=TOPICS, form=form)


def test_what_stands_beside_the_table_of_a_sheet_is_told_and_not_lost(tmp_path):
    path = tmp_path / "sheet.xlsx"
    write_annotations(path, [Annotation("a#1", "ana", "sanctions", True)])
    book = load_workbook(path)
    book.active.cell(2, len(COLUMNS) + 2, "see my mail")
    book.save(path)
    with pytest.raises(InputError, match=rf"sheet.xlsx:2: expected {len(COLUMNS)} cells"):
        read_annotations(path, topics=["sanctions"])


@given(st.text(st.sampled_from("a_x0041=\x00\x07\x1f\r\n\t\ud800\ufffe\uffffé"), max_size=12))
def test_any_note_comes_back_from_a_workbook(tmp_path_factory, note):
    path = tmp_path_factory.mktemp("book") / "notes.xlsx"
    write_annotations(path, [Annotation("a#1", "ana", "roads", True, note=note)])
    assert read_annotations(path, topics=TOPICS)[0].note == note


def test_drawn_paragraphs_with_an_inclusion_that_is_none_are_refused(tmp_path):
    path = tmp_path / "sample.jsonl"
    path.write_text('{"text": "One.", "inclusion": 0.5}\n{"text": "Two.", "inclusion": "often"}\n')
    assert len(read_paragraphs(path)) == 2
    with pytest.raises(
        AnnotationError, match=r"sample.jsonl:2: expected an inclusion probability .* found 'often'"
    ):
        read_paragraphs(path, drawn=True)


@pytest.mark.parametrize("form", ["label-studio", "argilla", "doccano", "excel"])
def test_half_a_character_in_a_note_comes_back(tmp_path, form):
    path = tmp_path / f"notes.{SUFFIX[form]}"
    write_annotations(path, [Annotation("a#1", "ana", "roads", True, note="half \ud83d")], form=form)
    assert read_annotations(path, topics=TOPICS, form=form)[0].note == "half \ud83d"
