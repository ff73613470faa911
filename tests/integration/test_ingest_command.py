"""paratopic ingest through the real command line."""

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest


def paratopic(*arguments, stdin=None, stdout=subprocess.PIPE, largest=None):
    """Run the command line; no file that it writes may grow beyond `largest` bytes."""
    code = "import sys; from paratopic.cli.app import main; sys.argv = ['paratopic', *sys.argv[1:]]; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        input=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
        env={key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"},
        preexec_fn=largest and (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))),
    )


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "in"
    root.mkdir()
    (root / "a.md").write_text("# Aid\n\nThousands need food and water in the north of the country now.\n")
    (root / "b.txt").write_text("The sanctions on the bank stay in\nplace until the end of the year.\n")
    return root


def test_rows_go_to_standard_output(folder):
    done = paratopic("ingest", folder)
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert (done.returncode, done.stderr) == (0, b"")
    assert [(row["id"], row["heading"]) for row in rows] == [("a#1", "Aid"), ("b#1", None)]


def test_a_bad_file_is_listed_and_the_exit_code_says_so(folder, tmp_path):
    (folder / "c.txt").write_bytes(b"\x00\x01")
    done = paratopic("ingest", folder, "-o", tmp_path / "out.jsonl")
    assert done.returncode == 1
    assert b"2 paragraphs of 2 documents" in done.stderr
    assert b"1 document could not be read" in done.stderr
    assert "byte 0x00" in (tmp_path / "out.jsonl.rejects.jsonl").read_text()


def test_files_of_other_kinds_in_a_folder_are_listed_or_noted(folder, tmp_path):
    for name in ("old.doc", "table.xlsx", "picture.png"):
        (folder / name).write_bytes(b"\xd0\xcf\x11\xe0")
    done = paratopic("ingest", folder, "-o", tmp_path / "out.jsonl")
    listed = (tmp_path / "out.jsonl.rejects.jsonl").read_text()
    assert done.returncode == 1 and "old.doc" in listed and "save it as .docx or .pdf" in listed
    assert b"passed over 1 .xlsx" in done.stderr and b"Warning" not in done.stderr


def test_one_bad_file_alone_is_an_error_without_a_traceback(tmp_path):
    done = paratopic("ingest", tmp_path / "missing.txt", "-o", tmp_path / "out.jsonl")
    assert done.returncode == 2
    assert done.stderr.decode().endswith("found nothing there; check the path.\n")
    assert list(tmp_path.iterdir()) == []


def test_standard_input_may_be_a_web_page():
    done = paratopic("ingest", "-", stdin=b"<html><body><p>The Council met.</p><nav>Home</nav></body></html>")
    assert json.loads(done.stdout)["text"] == "The Council met."
    assert paratopic("ingest", "-", stdin=b"").returncode == 2


def test_the_preview_shows_boundaries_in_eighty_columns(folder):
    done = paratopic("ingest", folder / "a.md", "--preview")
    lines = done.stdout.decode().splitlines()
    assert max(map(len, lines)) == 80
    assert any(line.startswith("── 1 · text · 7-") for line in lines)


def test_the_preview_page_stands_alone_and_escapes_what_it_shows(tmp_path):
    (tmp_path / "x.txt").write_text("The <script>alert(1)</script> was found in the report of the panel.\n")
    done = paratopic("ingest", tmp_path / "x.txt", "--html", tmp_path / "x.html")
    page = (tmp_path / "x.html").read_text()
    assert done.returncode == 0
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_knobs_are_set_by_name_and_a_wrong_one_is_an_error(folder):
    done = paratopic("ingest", folder, "--set", "keep_headings=true")
    assert b'"kind": "heading"' in done.stdout
    wrong = paratopic("ingest", folder, "--set", "headings=true")
    assert wrong.returncode == 2
    assert b"unknown key 'headings', expected one of fallback_encoding" in wrong.stderr


def test_the_help_names_every_input():
    done = paratopic("ingest", "--help")
    assert b"http(s) addresses" in done.stdout


def test_a_disk_that_fills_up_loses_nothing_and_the_run_goes_on(tmp_path):
    (tmp_path / "in").mkdir()
    for number in range(60):
        words = "\n\n".join(
            f"The council of town {number * 100 + n} met and agreed on aid." for n in range(100)
        )
        (tmp_path / "in" / f"d{number:02}.txt").write_text(words)
    out = tmp_path / "out.jsonl"
    done = paratopic("ingest", tmp_path / "in", "-o", out, largest=1_000_000)
    said = done.stderr.decode()
    assert done.returncode == 2 and said.count("\n") == 1, said
    assert said.startswith(f"paratopic: {out}.ingest: can't be written (")
    assert said.endswith("); make room, then repeat the command with --resume.\n")
    assert not out.exists()
    done = paratopic("ingest", tmp_path / "in", "-o", out, "--resume")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out.jsonl"]
    paratopic("ingest", tmp_path / "in", "-o", tmp_path / "fresh.jsonl")
    assert out.read_bytes() == (tmp_path / "fresh.jsonl").read_bytes()
    assert out.read_bytes().count(b"\n") == 6000


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", [("ingest", "-"), ("codebook", "show")])
def test_standard_output_that_is_full_is_an_error_without_a_traceback(command):
    with Path("/dev/full").open("wb") as full:
        done = paratopic(*command, stdin=b"The Council met.\n", stdout=full)
    assert (done.returncode, done.stderr.decode()) == (
        2,
        "paratopic: can't be read or written (No space left on device).\n",
    )


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed_from_the_start_do_no_harm(tmp_path, closed):
    (tmp_path / "a.txt").write_text("The Council met in the north.\n", encoding="utf-8")
    command = f"{sys.executable} -m paratopic ingest a.txt -o out.jsonl {closed}"
    assert subprocess.run(["sh", "-c", command], cwd=tmp_path, check=False).returncode == 0
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_rows_for_a_standard_output_that_is_closed_are_dropped_without_a_traceback(tmp_path):
    (tmp_path / "a.txt").write_text("The Council met in the north.\n", encoding="utf-8")
    command = f"{sys.executable} -m paratopic ingest a.txt >&-"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.fixture
def many(tmp_path):
    """Return a folder that takes some seconds to read."""
    root = tmp_path / "many"
    root.mkdir()
    first = root / "0.html"
    first.write_text(
        "\n".join(f"<p>Point {n} of the agreed measures was read out in full.</p>" for n in range(60))
    )
    for number in range(1, 1500):
        os.link(first, root / f"{number}.html")
    return root


def members(session):
    """Return the processes of a session."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.getsid(int(process.name)) == session and ") Z " not in (process / "stat").read_text():
                found.append(process.name)
    return found


def wait_until(true, seconds=60):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see processes")
@pytest.mark.parametrize(
    ("send", "how"),
    [
        (os.kill, signal.SIGINT),
        (os.killpg, signal.SIGINT),  # as a terminal does
        (os.kill, signal.SIGTERM),
        (os.kill, signal.SIGKILL),
    ],
)
def test_a_stopped_run_leaves_no_process_behind_and_goes_on(many, tmp_path, send, how):
    command = [
        sys.executable,
        "-m",
        "paratopic",
        "ingest",
        many,
        "-o",
        tmp_path / "out.jsonl",
        "--workers",
        "2",
    ]
    started = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    wait_until(lambda: len(members(started.pid)) >= 3)
    send(started.pid, how)
    said = started.communicate(timeout=60)[1]
    assert started.returncode == {signal.SIGKILL: -9}.get(how, 128 + how)
    assert (
        b"Traceback" not in said or how == signal.SIGKILL
    )  # a process that was just being started complains
    wait_until(lambda: members(started.pid) == [])
    done = paratopic("ingest", many, "-o", tmp_path / "out.jsonl", "--resume", "--workers", "2")
    assert b"90000 paragraphs of 1500 documents" in done.stderr
