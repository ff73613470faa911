"""Fixtures that more than one folder of tests uses."""

import contextlib
import csv
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from support import DATA, environment

# A shell that starts us in the background ignores Ctrl-C, and so would every process that a test starts.
with contextlib.suppress(ValueError):
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("shared", deadline=None)  # a busy machine is no failure
settings.load_profile("shared")


@pytest.fixture(scope="session", autouse=True)
def quiet():
    """Keep threads, telemetry and hub look-ups out of the tests."""
    os.environ.update(
        OMP_NUM_THREADS="1",
        MLFLOW_DISABLE_TELEMETRY="true",
        HF_HUB_OFFLINE="1",
        TOKENIZERS_PARALLELISM="false",
    )


@pytest.fixture(scope="session")
def small_corpus(tmp_path_factory) -> Path:
    """Every fourth document of the shipped corpus, as a corpus folder."""
    folder = tmp_path_factory.mktemp("corpus")
    with (DATA / "documents.csv").open(encoding="utf-8", newline="") as stream:
        documents = list(csv.DictReader(stream))[::4]
    kept = {row["document"] for row in documents}
    _write_csv(folder / "documents.csv", documents)
    with (DATA / "paragraphs.jsonl").open(encoding="utf-8") as stream:
        lines = [line for line in stream if json.loads(line)["document"] in kept]
    (folder / "paragraphs.jsonl").write_text("".join(lines), encoding="utf-8")
    for name in ("gold.csv", "annotations.csv"):
        with (DATA / name).open(encoding="utf-8", newline="") as stream:
            _write_csv(folder / name, [r for r in csv.DictReader(stream) if r["id"].split("#")[0] in kept])
    return folder


@pytest.fixture
def copy_corpus(small_corpus, tmp_path) -> Path:
    """A copy of the small corpus that a test may spoil."""
    import shutil

    return Path(shutil.copytree(small_corpus, tmp_path / "corpus"))


@pytest.fixture(scope="session")
def paratopic():
    """Run the real command line: paratopic("run", "model=prior", cwd=folder) -> CompletedProcess."""

    def call(*arguments, cwd, stdin=None, timeout=300, **changes):
        return subprocess.run(
            [sys.executable, "-m", "paratopic", *map(str, arguments)],
            cwd=cwd,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
            env=environment(COLUMNS="80", **changes),
        )

    return call


def _write_csv(path, rows):
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
