"""Other processes read the same, in the same order; what breaks them is a file that can't be read."""

import multiprocessing
import os
import time
from contextlib import closing
from functools import partial

import pytest

from paratopic.corpus import read_ahead as module
from paratopic.corpus import reading_processes
from paratopic.corpus.ingest import ingest, ingest_rows
from paratopic.corpus.inputs import Input, find_inputs
from paratopic.corpus.options import load_options
from paratopic.corpus.read_ahead import read_ahead
from paratopic.errors import InputError, ParatopicWarning

MAIL = (
    "From: a@example.org\nSubject: Notes\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    "--x\nContent-Type: text/plain\n\nWe met in the north and agreed on measures.\n"
    '--x\nContent-Type: application/pdf; name="a.pdf"\nContent-Disposition: attachment; filename="a.pdf"\n\nx\n--x--\n'
)


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(module, "ALONE_SECONDS", 0.0)


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "in"
    root.mkdir()
    for number in range(12):
        (root / f"{number:02}.html").write_text(
            f"<p>Meeting {number % 9} in the north was long.</p><p>We agreed.</p>"
        )
    (root / "03.html").write_bytes(b"<p>\x81\x00\x01")
    (root / "07.html").rename(root / "07.txt")
    (root / "05.eml").write_text(MAIL)
    return root


@pytest.mark.filterwarnings("ignore::paratopic.errors.ParatopicWarning")
def test_rows_and_rejects_are_the_same_with_and_without_other_processes(folder, tmp_path, at_once):
    written = []
    for workers in (1, 2):
        out = tmp_path / f"{workers}.jsonl"
        result = ingest([folder], output=out, workers=workers)
        rejects = out.with_name(out.name + ".rejects.jsonl")
        written.append((out.read_bytes(), rejects.read_bytes(), result))
        assert multiprocessing.active_children() == []
    assert written[0] == written[1]
    assert result.documents == 12 and result.duplicates and len(result.rejects) == 1


def test_what_a_process_warns_of_is_said_here(folder, at_once):
    with pytest.warns(ParatopicWarning, match="attachments are not read"):
        rows = list(ingest_rows([folder / "05.eml", folder / "00.html"], workers=2))
    assert [row["document"] for row in rows] == ["05", "00", "00"]


def test_an_error_is_the_same_error(folder, at_once):
    with pytest.raises(InputError, match=r"03\.html:1: .*byte 0x00"):
        list(ingest_rows([folder], workers=2))
    assert multiprocessing.active_children() == []


@pytest.mark.filterwarnings("ignore::paratopic.errors.ParatopicWarning")
def test_a_file_that_ends_its_process_is_an_error_and_the_others_are_read(folder, at_once):
    inputs = list(find_inputs([str(folder)], options=load_options()))
    deadly = Input("deadly.pdf", "", partial(os._exit, 3), alone=False, size=1)
    found, lost = [], []
    with closing(read_ahead([*inputs[:2], deadly, *inputs[4:9], deadly], workers=2)) as ahead:
        for one in ahead:
            time.sleep(0.1)  # so that a process has broken down before the next file is given to one
            try:
                found.append(one.read()[0].id)
            except InputError as error:
                lost.append(str(error))
    assert found == ["00", "01", "04", "05", "05.html", "06", "07"]
    assert lost == 2 * [
        "deadly.pdf: can't be read: the process that read it broke down; the file is damaged, or needs more memory."
    ]
    assert multiprocessing.active_children() == []


def test_what_is_no_file_is_read_here_in_its_turn(folder, at_once):
    here = []
    address = Input("https://example.org", "", lambda: here.append(os.getpid()), alone=True)
    inputs = list(find_inputs([str(folder)], options=load_options()))
    with closing(read_ahead([inputs[0], address, inputs[1]], workers=2)) as ahead:
        order = [(one.source, one.read())[0] for one in ahead]
    assert here == [os.getpid()]
    assert order == [inputs[0].source, "https://example.org", inputs[1].source]


def test_large_files_are_not_read_ahead_by_the_dozen(folder, monkeypatch):
    monkeypatch.setattr(reading_processes, "_MEGABYTES", 0)
    taken = []
    inputs = (taken.append(one) or one for one in find_inputs([str(folder)], options=load_options()))
    monkeypatch.setattr(module, "ALONE_SECONDS", 0.0)
    with closing(read_ahead(inputs, workers=2)) as ahead:
        next(ahead)
        assert len(taken) == 1
