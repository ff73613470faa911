"""paratopic classify on tables and streams, through the real command line."""

import csv
import datetime
import gzip
import io
import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from classified import NAMES, read_jsonl, rows, small_bundle, write_jsonl
from paratopic.files.lines import LONGEST


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    return small_bundle(tmp_path_factory.mktemp("bundle") / "small")


@pytest.fixture
def classify(paratopic, bundle, tmp_path):
    def call(*arguments, **options):
        return paratopic("classify", *arguments, "--model", bundle, cwd=tmp_path, **options)

    return call


def test_every_column_and_the_order_are_kept(classify, tmp_path):
    write_jsonl(tmp_path / "a.jsonl", rows(30))
    done = classify("a.jsonl")
    assert done.returncode == 0, done.stderr
    found = read_jsonl(done.stdout)
    assert [{k: row[k] for k in ("n", "text", "note")} for row in found] == rows(30)
    assert [row["topics"] for row in found[:3]] == [["sanctions"], ["humanitarian"], []]
    assert all(tuple(row["probabilities"]) == NAMES for row in found)


@pytest.mark.parametrize("suffix", ["jsonl", "jsonl.gz", "jsonl.zst", "csv", "csv.gz", "parquet"])
def test_formats_say_the_same(classify, tmp_path, suffix):
    write_jsonl(tmp_path / "a.jsonl", rows(40))
    assert classify("a.jsonl", "-o", f"b.{suffix}").returncode == 0
    done = classify(f"b.{suffix}", "--format", "jsonl", "--columns", "n,text")
    assert done.returncode == 0, done.stderr
    found = read_jsonl(done.stdout)
    expected = read_jsonl(classify("a.jsonl", "--columns", "n,text").stdout)
    assert [row["probabilities"] for row in found] == [row["probabilities"] for row in expected]
    assert [str(row["n"]) for row in found] == [str(i) for i in range(40)]


def test_a_workbook_says_the_same(classify, tmp_path):
    write_jsonl(tmp_path / "a.jsonl", rows(40))
    book = Workbook()
    book.active.append(["n", "text", "note"])
    for row in rows(40):
        book.active.append([row["n"], row["text"], row["note"]])
    book.save(tmp_path / "b.xlsx")
    done = classify("b.xlsx")
    assert done.returncode == 0, done.stderr
    assert read_jsonl(done.stdout) == read_jsonl(classify("a.jsonl").stdout)


def test_replaced_columns_are_named(classify, tmp_path):
    write_jsonl(tmp_path / "a.jsonl", [{"text": "a", "topics": ["gold"], "n": 1}])
    done = classify("a.jsonl")
    assert done.stderr == "the answer replaced the input's columns topics; rename them to keep both\n"
    assert list(json.loads(done.stdout)) == ["text", "topics", "n", "probabilities", "model"]
    assert classify("a.jsonl", "--quiet").stderr == ""


def test_parquet_keeps_its_types(classify, tmp_path):
    schema = pa.schema(
        [("text", pa.string()), ("n", pa.int16()), ("day", pa.date32()), ("empty", pa.float32())]
    )
    table = pa.table({"text": ["a"], "n": [1], "day": [datetime.date(2026, 1, 2)], "empty": [None]}, schema)
    pq.write_table(table, tmp_path / "a.parquet")
    assert classify("a.parquet", "-o", "b.parquet").returncode == 0
    found = pq.read_table(tmp_path / "b.parquet")
    assert found.select(["text", "n", "day", "empty"]) == table
    row = json.loads(classify("a.parquet", "--format", "jsonl").stdout)
    assert row["day"] == "2026-01-02"


def test_batch_size_and_workers_change_nothing(classify, tmp_path):
    write_jsonl(tmp_path / "a.jsonl", rows(5000))
    plain = classify("a.jsonl").stdout
    assert len(plain.splitlines()) == 5000
    assert classify("a.jsonl", "--batch-size", "1").stdout == plain
    assert classify("a.jsonl", "--batch-size", "512").stdout == plain
    assert classify("a.jsonl", "--workers", "2").stdout == plain
    classify("a.jsonl", "-o", "out.jsonl", "--workers", "2")
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == plain


def test_csv_of_ragged_rows_has_every_column_and_no_formula(classify, tmp_path):
    write_jsonl(
        tmp_path / "a.jsonl",
        [{"text": "=1+1", "n": -5}, {"text": "froze the assets", "later": {"k": ["é"]}, "m": "-5"}],
    )
    done = classify("a.jsonl", "--format", "csv")
    found = list(csv.DictReader(io.StringIO(done.stdout)))
    assert list(found[0]) == [
        "text", "n", "later", "m", "model", "topics", "probability_sanctions", "probability_humanitarian",
    ]  # fmt: skip
    assert found[0]["text"] == "'=1+1"
    assert found[0]["n"] == "-5"
    assert found[1]["m"] == "-5"
    assert json.loads(found[1]["later"]) == {"k": ["é"]}


def test_a_live_filter_answers_each_line_at_once(bundle, tmp_path):
    command = [sys.executable, "-m", "paratopic", "classify", "-", "--from", "lines", "--model", str(bundle)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path)
    for text, topics in (
        ("He froze the assets.", ["sanctions"]),
        ("Convoys brought food.", ["humanitarian"]),
    ):
        process.stdin.write(text.encode() + b"\n")
        process.stdin.flush()
        row = json.loads(process.stdout.readline())  # while standard input is still open
        assert (row["text"], row["topics"]) == (text, topics)
    process.stdin.write(b"no end of line")
    process.stdin.close()
    assert json.loads(process.stdout.readline())["text"] == "no end of line"
    assert process.wait(30) == 0


def live(bundle, tmp_path, data, *arguments, kind="jsonl"):
    command = [sys.executable, "-m", "paratopic", "classify", "-", "--from", kind, "--model", str(bundle)]
    return subprocess.run(
        [*command, *arguments], input=data, capture_output=True, cwd=tmp_path, timeout=120, check=False
    )


def test_a_bad_line_of_a_live_filter_costs_only_itself(bundle, tmp_path):
    lines = [b'{"text": "He froze the assets."}', b"{broken", b'{"text": "Convoys brought food."}', b""]
    done = live(bundle, tmp_path, b"\n".join(lines), "--rejects", "bad.jsonl")
    assert [row["text"] for row in read_jsonl(done.stdout.decode())] == [
        "He froze the assets.",
        "Convoys brought food.",
    ]
    assert [row["line"] for row in read_jsonl((tmp_path / "bad.jsonl").read_text())] == [2]
    assert done.returncode != 0
    done = live(bundle, tmp_path, b"\n".join(lines))
    assert [row["text"] for row in read_jsonl(done.stdout.decode())] == ["He froze the assets."]
    assert done.returncode != 0
    assert b"standard input:2:" in done.stderr and b"Traceback" not in done.stderr


def test_an_endless_line_of_a_live_filter_costs_only_itself(bundle, tmp_path):
    data = b"He froze the assets.\n" + b"x" * (LONGEST + 100_000) + b"\nConvoys brought food.\n"
    done = live(bundle, tmp_path, data, "--rejects", "bad.jsonl", kind="lines")
    assert [row["topics"] for row in read_jsonl(done.stdout.decode())] == [["sanctions"], ["humanitarian"]]
    (bad,) = read_jsonl((tmp_path / "bad.jsonl").read_text())
    assert bad["line"] == 2 and bad["reason"] == "expected lines of at most 64 MB, found a longer one."


def test_options_choose_rows_topics_and_columns(classify, tmp_path):
    write_jsonl(tmp_path / "a.jsonl", rows(30))
    done = classify("a.jsonl", "--topics", "sanctions", "--columns", "n", "--min-probability", "0.5")
    found = read_jsonl(done.stdout)
    assert [row["n"] for row in found] == list(range(0, 30, 3))
    assert all(list(row) == ["n", "topics", "probabilities", "model"] for row in found)
    assert list(found[0]["probabilities"]) == ["sanctions"]
    assert len(classify("a.jsonl", "--limit", "7").stdout.splitlines()) == 7
    strict = read_jsonl(classify("a.jsonl", "--threshold", "sanctions=1").stdout)
    assert not any("sanctions" in row["topics"] for row in strict)


def test_one_output_for_each_input(classify, tmp_path):
    for name in ("a", "b"):
        write_jsonl(tmp_path / f"{name}.jsonl", rows(3))
    (tmp_path / "c.txt").write_text("They froze the assets of two officials.\n", encoding="utf-8")
    done = classify("*.jsonl", "c.txt", "-o", "out/", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.jsonl", "b.jsonl", "c.jsonl"]
    (tmp_path / "out" / "a.jsonl").unlink()
    again = classify("*.jsonl", "c.txt", "-o", "out/", "--format", "jsonl", "--resume")
    assert re.findall(r"rows to (\S+)", again.stderr) == ["out/a.jsonl"]
    (row,) = read_jsonl((tmp_path / "out" / "c.jsonl").read_text(encoding="utf-8"))
    assert (row["document"], row["start"]) == ("c", 0)


def test_inputs_of_one_name_have_an_output_each(classify, tmp_path):
    for name in ("t.jsonl", "d/t.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write_jsonl(tmp_path / name, rows(2))
    (tmp_path / "t.csv").write_text("text\nThey froze the assets.\n", encoding="utf-8")
    done = classify("t.jsonl", "t.csv", "d/t.jsonl", "-o", "out/", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    counts = {path.name: len(read_jsonl(path.read_text())) for path in (tmp_path / "out").iterdir()}
    assert counts == {"t.jsonl.jsonl": 2, "t.csv.jsonl": 1, "t.jsonl-2.jsonl": 2}


@pytest.mark.parametrize("form", ["jsonl", "html"])
def test_a_folder_of_inputs_is_not_overwritten(classify, tmp_path, form):
    name = f"d/a.{form}"
    (tmp_path / "d").mkdir()
    if form == "jsonl":
        write_jsonl(tmp_path / name, rows(2))
    else:
        (tmp_path / name).write_text("<p>They froze the assets of two officials.</p>", encoding="utf-8")
    before = (tmp_path / name).read_bytes()
    done = classify(name, "-o", "d/", "--format", form)
    assert (done.returncode, done.stderr) == (
        2,
        f"paratopic: {name}: is an input too; choose another name for the output.\n",
    )
    assert (tmp_path / name).read_bytes() == before


def test_documents_keep_their_offsets(classify, tmp_path):
    source = "# Title\n\nThey froze the assets of\ntwo “officials”.\n\nConvoys brought food.\n"
    (tmp_path / "d.txt").write_text(source, encoding="utf-8")
    found = read_jsonl(classify("d.txt", "--format", "jsonl", "--explain").stdout)
    assert [row["topics"] for row in found] == [["sanctions"], ["humanitarian"]]
    for row in found:
        assert source[row["start"] : row["end"]] == row["text"]
        for spans in row["evidence"].values():
            assert spans
            assert all(row["text"][span["start"] : span["end"]] == span["text"] for span in spans)


def test_a_killed_run_goes_on_and_ends_in_the_same_bytes(classify, bundle, tmp_path):
    write_jsonl(tmp_path / "a.jsonl", rows(30_000))
    assert classify("a.jsonl", "-o", "whole.jsonl").returncode == 0
    whole = (tmp_path / "whole.jsonl").read_bytes()
    command = [sys.executable, "-m", "paratopic", "classify", "a.jsonl", "-o", "out.jsonl", "--resume"]
    kills = 0
    for _ in range(40):
        before = _size(tmp_path / ".out.jsonl.part")
        process = subprocess.Popen([*command, "--model", str(bundle)], cwd=tmp_path, stderr=subprocess.PIPE)
        while process.poll() is None and _size(tmp_path / ".out.jsonl.part") <= before + len(whole) // 6:
            time.sleep(0.002)
        if process.poll() is not None:
            break
        process.send_signal(signal.SIGKILL)
        process.wait()
        kills += 1
        assert not (tmp_path / "out.jsonl").exists()
    assert kills >= 3
    assert (tmp_path / "out.jsonl").read_bytes() == whole
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "out.jsonl", "whole.jsonl"]


def test_resume_refuses_other_work(classify, bundle, tmp_path):
    write_jsonl(tmp_path / "a.jsonl", rows(10))
    (tmp_path / ".out.jsonl.part").write_bytes(b"")
    (tmp_path / ".out.jsonl.journal").write_text("{}\n", encoding="utf-8")
    done = classify("a.jsonl", "-o", "out.jsonl", "--resume")
    assert done.returncode == 2
    assert done.stderr == (
        "paratopic: out.jsonl: was begun with other inputs, another model or other options; "
        "repeat them, or start again without --resume.\n"
    )
    assert classify("a.jsonl", "-o", "out.jsonl").returncode == 0


def test_bad_rows_are_set_aside(classify, tmp_path):
    lines = [json.dumps(row) for row in rows(5)]
    lines[1:1] = ["{broken", '{"no": 1}', '{"text": null}', "[1]"]
    (tmp_path / "a.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = classify("a.jsonl", "--rejects", "bad.jsonl")
    assert done.returncode == 3
    assert [row["n"] for row in read_jsonl(done.stdout)] == [0, 1, 2, 3, 4]
    bad = read_jsonl((tmp_path / "bad.jsonl").read_text(encoding="utf-8"))
    assert [(row["file"], row["line"]) for row in bad] == [("a.jsonl", n) for n in (2, 3, 4, 5)]
    assert bad[1]["reason"] == "expected a column 'text', found no; name it with --text-column."
    assert done.stderr == "4 bad rows or files are in bad.jsonl\n"


def _size(path):
    return path.stat().st_size if path.exists() else 0


def test_gzip_output_is_one_valid_file_without_a_time_stamp(classify, tmp_path):
    write_jsonl(tmp_path / "a.jsonl", rows(5000))
    for name in ("b.jsonl.gz", "c.jsonl.gz"):
        classify("a.jsonl", "-o", name)
    assert (tmp_path / "b.jsonl.gz").read_bytes() == (tmp_path / "c.jsonl.gz").read_bytes()
    with gzip.open(tmp_path / "b.jsonl.gz", "rt", encoding="utf-8") as stream:
        assert sum(1 for _ in stream) == 5000


def test_orphans_end_with_their_parent(bundle, tmp_path):
    write_jsonl(tmp_path / "a.jsonl", rows(60_000))
    command = [sys.executable, "-m", "paratopic", "classify", "a.jsonl", "-o", "o.jsonl", "--workers", "2"]
    process = subprocess.Popen([*command, "--model", str(bundle)], cwd=tmp_path, start_new_session=True)
    while process.poll() is None and not _size(tmp_path / ".o.jsonl.part"):
        time.sleep(0.01)
    process.kill()
    process.wait()
    deadline = time.monotonic() + 20
    while _session(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert _session(process.pid) == []


def _session(leader):
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            state, *rest = (path / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if rest[2] == str(leader) and state != "Z":
            found.append(path.name)
    return found
