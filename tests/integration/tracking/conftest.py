"""A small labelled file, the real command line in its own folder, and a real MLflow server."""

import csv
import os
import random
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

import support

WORDS = {
    "sanctions": ["asset", "freeze", "embargo", "sanctions", "listing", "travel", "ban"],
    "relief": ["civilians", "refugees", "aid", "relief", "shelter", "food"],
}
FILLER = [
    "the",
    "council",
    "notes",
    "that",
    "members",
    "met",
    "again",
    "and",
    "adopted",
    "a",
    "text",
    "on",
    "the",
    "matter",
    "today",
]


def write_toy(path: Path, *, documents: int = 14, paragraphs: int = 6) -> Path:
    chance = random.Random(7)
    with path.open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "document", "text", "labels"])
        for document in range(documents):
            for paragraph in range(paragraphs):
                topics = [topic for topic in WORDS if chance.random() < 0.45]
                words = chance.choices(FILLER, k=8)
                for topic in topics:
                    words += chance.choices(WORDS[topic], k=3)
                chance.shuffle(words)
                writer.writerow(
                    [f"d{document}#{paragraph}", f"d{document}", " ".join(words), ";".join(topics)]
                )
    return path


@pytest.fixture
def toy(tmp_path):
    return write_toy(tmp_path / "toy.csv")


def environment(**changes):
    kept = support.environment()
    source = str(Path(__file__).resolve().parents[3] / "src")
    path = os.pathsep.join(filter(None, [source, kept.get("PYTHONPATH", "")]))
    programs = os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")])
    kept |= {"MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false"}
    kept |= {"PATH": programs, "PYTHONPATH": path, "OMP_NUM_THREADS": "1"}
    return {**kept, **changes}


def command(*arguments):
    return [sys.executable, "-m", "paratopic", *map(str, arguments)]


QUICK = ("data=labelled", "evaluation.draws=20", "tracking.plots=false", "model=tfidf_svm")


@pytest.fixture
def paratopic(tmp_path):
    """Return a function that runs the command line in a folder of its own."""

    def call(*arguments, code=0, **changes):
        done = subprocess.run(
            command(*arguments),
            cwd=tmp_path,
            env=environment(**changes),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done

    return call


@pytest.fixture
def quick_run(paratopic, toy):
    """Return a function that trains a tf-idf model on the small file in seconds."""

    def call(*more, code=0, **changes):
        return paratopic("run", *QUICK, f"data.train={toy}", *more, code=code, **changes)

    return call


@pytest.fixture
def client_of():
    """Return a function that gives MLflow's client of a store."""

    def client(uri):
        from mlflow import MlflowClient

        return MlflowClient(tracking_uri=uri, registry_uri=uri)

    return client


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def server(folder: Path, *, backend: str | None = None, port: int | None = None):
    port = port or free_port()
    place = f"http://127.0.0.1:{port}"
    arguments = ["--backend-store-uri", backend or f"sqlite:///{folder / 'server.db'}"]
    arguments += ["--artifacts-destination", str(folder / "artifacts"), "--workers", "1"]
    process = subprocess.Popen(
        [sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", str(port), *arguments],
        cwd=folder,
        env=environment(),
        stdout=(folder / "server.log").open("ab"),
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        wait_for(place + "/health", process, folder / "server.log")
        yield place, process
    finally:
        stop(process)


def stop(process):
    import signal

    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(20)


def wait_for(address, process, log, seconds=120):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} did not answer: {log.read_text()}")


@pytest.fixture
def mlflow_server(tmp_path):
    return lambda **options: server(tmp_path, **options)


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def spawn_run(tmp_path, toy):
    """Return a function that starts `paratopic run` and leaves it running."""
    started = []

    def spawn(*more, **changes):
        process = subprocess.Popen(
            command("run", *QUICK, f"data.train={toy}", *more),
            cwd=tmp_path,
            env=environment(**changes),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield spawn
    for process in started:
        stop(process)


@pytest.fixture
def environment_of():
    return environment


@pytest.fixture
def wait():
    return wait_for


@pytest.fixture
def stop_process():
    return stop
