import json

import pytest

from paratopic.corpus.columns import COLUMNS
from paratopic.corpus.ingest import ingest, ingest_rows
from paratopic.corpus.ingest_run import Run
from paratopic.corpus.ledger import Ledger
from paratopic.errors import InputError, ParatopicWarning
from paratopic.files.tables import iter_rows


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "in"
    (root / "sub").mkdir(parents=True)
    (root / "a.txt").write_text("We met in the north today.\n\nWe agreed on measures there.\n")
    (root / "b.html").write_text(
        "<html lang=en><body><h1>News</h1><p>Thousands need food now.</p></body></html>"
    )
    (root / "bad.pdf").write_bytes(b"%PDF-1.4 rubbish")
    (root / "sub" / "a.txt").write_text("We met in the north today.\n")
    (root / "table.jsonl").write_text('{"id": "x#7", "text": "A row of a table.", "topics": ["none"]}\n')
    return root


def rows_of(path):
    return [row for _, row in iter_rows(path)]


def test_a_folder_becomes_rows_and_a_list_of_what_could_not_be_read(folder, tmp_path):
    out = tmp_path / "out.jsonl"
    result = ingest([folder], output=out)
    rows = rows_of(out)
    assert [row["id"] for row in rows] == ["a#1", "a#2", "b#1", "x#7", "sub/a#1"]
    assert tuple(rows[0])[: len(COLUMNS)] == COLUMNS
    assert (rows[2]["heading"], rows[2]["language"], rows[2]["reader"]) == ("News", "en", "html/6")
    assert rows[4]["duplicate_of"] == "a#1"
    assert rows[3]["topics"] == ["none"]
    assert (result.documents, result.paragraphs, result.duplicates) == (4, 5, 1)
    rejects = rows_of(tmp_path / "out.jsonl.rejects.jsonl")
    assert [(row["source"], row["reason"][:14]) for row in rejects] == [
        (str(folder / "bad.pdf"), "expected a PDF")
    ]
    assert not (tmp_path / "out.jsonl.ingest").exists()


def test_duplicates_can_be_dropped_and_parquet_has_the_same_columns(folder, tmp_path):
    out = tmp_path / "out.parquet"
    ingest([folder], output=out, drop_duplicates=True)
    rows = rows_of(out)
    assert [row["id"] for row in rows] == ["a#1", "a#2", "b#1", "x#7"]
    assert json.loads(rows[3]["metadata"]) == {"topics": ["none"]}


def test_a_run_that_broke_off_goes_on_where_it_stopped(folder, tmp_path, monkeypatch):
    out = tmp_path / "out.jsonl"
    seen = []

    def stop_at_third(count, source):
        if count == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest([folder], output=out, progress=stop_at_third)
    assert not out.exists()
    with pytest.raises(InputError, match="add --resume to go on with it, or --restart"):
        ingest([folder], output=out)
    with pytest.raises(InputError, match="expected the options of the unfinished run"):
        ingest([folder], output=out, resume=True, drop_duplicates=True)
    original = Run.read
    monkeypatch.setattr(Run, "read", lambda self, one: seen.append(one.source) or original(self, one))
    ingest([folder], output=out, resume=True)
    assert [source.rsplit("/", 1)[-1] for source in seen] == ["bad.pdf", "table.jsonl", "a.txt"]
    fresh = tmp_path / "fresh.jsonl"
    ingest([folder], output=fresh)
    assert out.read_text() == fresh.read_text()


def test_reading_twice_gives_the_same_bytes(folder, tmp_path):
    for name in ("one.jsonl", "two.jsonl"):
        ingest([folder], output=tmp_path / name)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_a_run_does_not_read_what_it_wrote(folder):
    first = ingest([folder], output=folder / "out.jsonl")
    assert ingest([folder], output=folder / "out.jsonl") == first


def test_the_source_texts_are_kept_on_demand_and_the_offsets_count_in_them(folder, tmp_path):
    texts = tmp_path / "texts"
    for row in ingest_rows([folder / "a.txt", folder / "b.html"], source_text=texts):
        with (texts / f"{row['document']}.txt").open(encoding="utf-8", newline="") as stream:
            assert stream.read()[row["start"] : row["end"]] == row["text"]


def test_a_single_bad_document_raises_and_leaves_nothing(folder, tmp_path):
    with pytest.raises(InputError, match="expected a PDF, found a broken one"):
        ingest([folder / "bad.pdf"], output=tmp_path / "out.jsonl")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]


def test_nothing_but_bad_documents_is_an_error(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bad.pdf").write_bytes(b"rubbish")
    with pytest.raises(InputError, match=r"found none among 1; the first: .*bad\.pdf: expected a PDF"):
        ingest([tmp_path / "in"], output=tmp_path / "out.jsonl")


def test_an_output_that_names_no_format_is_refused(tmp_path):
    with pytest.raises(
        InputError, match=r"expected an output that ends in .jsonl, .ndjson, .parquet, found '.doc'"
    ):
        ingest([tmp_path], output=tmp_path / "out.doc")


@pytest.mark.parametrize(
    ("ending", "advice"),
    [
        (".pages", "save it as .docx or .pdf"),
        (".wpd", "save it as .docx or .pdf"),
        (".xls", "save it as .csv"),
        (".msg", "save its text as .txt or .html"),
        (".zip", "unpack it and give the folder"),
    ],
)
def test_a_format_of_other_programs_is_named_with_what_to_do(tmp_path, ending, advice):
    path = tmp_path / f"a{ending}"
    path.write_bytes(b"PK\x03\x04 or anything else")
    with pytest.raises(InputError, match=rf"found '\{ending}'; {advice}\."):
        ingest([path], output=tmp_path / "out.jsonl")


def test_a_json_file_is_a_table_where_it_is_named_and_a_note_in_a_folder(tmp_path):
    (tmp_path / "a.txt").write_text("The Council froze the assets of the listed banks.\n")
    (tmp_path / "a.json").write_text('{"title": "A note beside the document", "pages": 3}')
    (tmp_path / "b.json").write_text('[{"text": "Convoys came."}, {"text": "Nobody spoke."}]')
    with pytest.warns(ParatopicWarning, match=r"passed over 2 \.json"):
        assert {row["document"] for row in ingest_rows([tmp_path])} == {"a"}
    assert [row["text"] for row in ingest_rows([tmp_path / "b.json"])] == ["Convoys came.", "Nobody spoke."]


def test_half_a_character_is_a_sign_of_replacement_in_parquet(tmp_path):
    (tmp_path / "rows.jsonl").write_text('{"text": "A half \\ud83d of one.", "note": "\\ude00"}\n')
    ingest([tmp_path / "rows.jsonl"], output=tmp_path / "out.parquet")
    [row] = rows_of(tmp_path / "out.parquet")
    assert row["text"] == "A half \ufffd of one."
    assert json.loads(row["metadata"]) == {"note": "\ufffd"}


def test_a_file_that_is_named_twice_is_there_once(folder, tmp_path):
    ingest([folder], output=tmp_path / "once.jsonl")
    found = ingest([folder, folder / "a.txt", folder / "a.txt"], output=tmp_path / "twice.jsonl")
    assert rows_of(tmp_path / "twice.jsonl") == rows_of(tmp_path / "once.jsonl")
    assert found.documents == len({row["document"] for row in rows_of(tmp_path / "once.jsonl")})


@pytest.mark.parametrize("resume", [True, False])
def test_a_run_that_was_killed_when_its_rows_had_become_the_output_begins_again(
    folder, tmp_path, monkeypatch, resume
):
    out = tmp_path / "out.jsonl"
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "remove", lambda ledger: None)
        ingest([folder], output=out)
    written = out.read_bytes()
    assert (tmp_path / "out.jsonl.ingest").exists()
    out.write_text("")
    result = ingest([folder], output=out, resume=resume)
    assert (result.documents, out.read_bytes()) == (4, written)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out.jsonl", "out.jsonl.rejects.jsonl"]
