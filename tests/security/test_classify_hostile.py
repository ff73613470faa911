"""Hostile input to paratopic classify: one clear sentence, exit code 2, nothing left behind, no traceback."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from classified import read_jsonl, rows, small_bundle, write_jsonl

BAD = {
    "a line that is broken": (b'{"text": "a"}\n{"text": \n', "a.jsonl:2: expected one JSON object a line"),
    "a row without the column": (
        b'{"text": "a"}\n{"t": 1}\n',
        "a.jsonl:2: expected a column 'text', found t",
    ),
    "a text that is a number": (b'{"text": 3}\n', "a.jsonl:1: expected text in 'text', found int"),
    "no text at all": (b"", "a.jsonl: expected rows, found none"),
    "invalid UTF-8": (
        b'{"text": "a"}\n{"text": "\xff"}\n',
        "a.jsonl:2: expected UTF-8, found byte 0xff at column 11",
    ),
    "a list": (b"[]\n", "a.jsonl:1: expected a JSON object ({...}), found list"),
    "deep nesting": (b"[" * 200_000 + b"\n", "a.jsonl:1: expected one JSON object a line"),
}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    return small_bundle(tmp_path_factory.mktemp("bundle") / "small")


@pytest.fixture
def classify(paratopic, bundle, tmp_path):
    def call(*arguments, **options):
        return paratopic("classify", *arguments, "--model", bundle, cwd=tmp_path, **options)

    return call


def refused(done, sentence):
    assert done.returncode == 2, (done.returncode, done.stderr)
    assert done.stdout == ""
    assert done.stderr.startswith(f"paratopic: {sentence}"), done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("name", BAD)
def test_bad_rows(classify, tmp_path, name):
    data, sentence = BAD[name]
    (tmp_path / "a.jsonl").write_bytes(data)
    refused(classify("a.jsonl"), sentence)
    refused(classify("a.jsonl", "-o", "out.jsonl"), sentence)
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.csv", b"text,n\nx,1\ny\n", "a.csv:3: expected 2 cells as in the header, found 1"),
        ("a.csv", b"text,text\nx,1\n", "a.csv:1: expected different column names, found 'text' twice"),
        ("a.csv", b"n\n1\n", "a.csv:2: expected a column 'text', found n"),
        ("a.jsonl.gz", b"not gzip at all", "a.jsonl.gz: expected a whole compressed file, found damage"),
        ("a.jsonl.zst", b"not zstd at all", "a.jsonl.zst: can't be read"),
        ("a.parquet", b"PAR1 nothing", "a.parquet: expected a Parquet file, found"),
        ("a.txt", b"\x00\x01\x02" * 100, "a.txt:1: expected text, found byte 0x00"),
        ("a.txt", b"", "a.txt: expected a document, found an empty file"),
    ],
)
def test_bad_files(classify, tmp_path, name, data, sentence):
    (tmp_path / name).write_bytes(data)
    refused(classify(name), sentence)


def test_missing_and_unreadable(classify, tmp_path):
    refused(classify("nothing.jsonl"), "nothing.jsonl: can't be read (No such file or directory)")
    refused(classify("nothing.txt"), "nothing.txt: expected a file or a folder, found nothing there")
    refused(classify("no*.txt"), "no*.txt: expected files that match this pattern, found none")


def test_a_line_longer_than_memory_allows(classify, tmp_path):
    with (tmp_path / "a.jsonl").open("wb") as stream:
        stream.write(b'{"text": "a"}\n')
        stream.seek(100 << 20, os.SEEK_CUR)  # a sparse file: 100 MB of NUL without an end of line
        stream.write(b'\n{"text": "b"}\n')
    refused(classify("a.jsonl"), "a.jsonl:2: expected lines of at most 64 MB, found a longer one")
    done = classify("a.jsonl", "--rejects", "bad.jsonl")
    assert (done.returncode, len(done.stdout.splitlines())) == (3, 2)


def test_strange_texts_are_classified(classify, tmp_path):
    texts = ["", "   ", "\x00", "🚢" * 10, "עזרה הומניטרית", "\ud800 half", "a" * 100_000, "\u2028", "İ ß ﬁ"]
    write_jsonl(tmp_path / "a.jsonl", [])
    import json

    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"text": t}) + "\n" for t in texts))
    done = classify("a.jsonl", "--explain", "--threshold", "sanctions=0")
    assert done.returncode == 0, done.stderr
    assert [row["text"] for row in read_jsonl(done.stdout.replace("\u2028", "\\u2028"))] == texts
    assert classify("a.jsonl", "--format", "csv").returncode == 0


def test_output_that_is_an_input_is_refused(classify, tmp_path):
    write_jsonl(tmp_path / "a.jsonl", rows(3))
    (tmp_path / "link.jsonl").symlink_to("a.jsonl")
    for name in ("a.jsonl", "./a.jsonl", "link.jsonl"):
        refused(classify("a.jsonl", "-o", name), f"{Path(name)}: is an input too; choose another name")
    assert read_jsonl((tmp_path / "a.jsonl").read_text(encoding="utf-8")) == rows(3)


def test_full_disk(bundle, tmp_path):
    write_jsonl(tmp_path / "a.jsonl", rows(20_000))
    command = [sys.executable, "-m", "paratopic", "classify", "a.jsonl", "--model", str(bundle)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command, check=False, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 2
    assert done.stderr == "paratopic: standard output: can't be written (No space left on device).\n"


def test_closed_pipe(bundle, tmp_path):
    write_jsonl(tmp_path / "a.jsonl", rows(20_000))
    command = f"{sys.executable} -m paratopic classify a.jsonl --model {bundle} | head -n 2"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        check=False,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 141
    assert (len(done.stdout.splitlines()), done.stderr) == (2, "")


def test_no_permission(classify, tmp_path):
    write_jsonl(tmp_path / "a.jsonl", rows(3))
    (tmp_path / "file").write_text("x")
    refused(classify("a.jsonl", "-o", "file/out.jsonl"), "file/out.jsonl: can't be written (")
    refused(classify("a.jsonl", "-o", "/proc/out.jsonl"), "/proc/out.jsonl: can't be written (")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_says_how_to_go_on(bundle, tmp_path, number, code):
    write_jsonl(tmp_path / "a.jsonl", rows(60_000))
    command = [sys.executable, "-m", "paratopic", "classify", "a.jsonl", "-o", "o.jsonl", "--model"]
    process = subprocess.Popen([*command, str(bundle)], cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    part = tmp_path / ".o.jsonl.part"
    while process.poll() is None and not (part.exists() and part.stat().st_size):
        time.sleep(0.01)
    process.send_signal(number)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == code
    assert stderr == ("interrupted; the same command with --resume goes on\n" if code == 130 else "")
    assert not (tmp_path / "o.jsonl").exists()
