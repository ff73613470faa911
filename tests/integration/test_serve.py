"""paratopic serve, a real server on this machine: answers, limits, batches, metrics."""

import json
import re
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

import numpy as np
import pytest

from classified import NAMES, small_bundle, small_classifier
from paratopic.inference.classifier import Classifier
from paratopic.inference.pyfunc import _load_pyfunc
from paratopic.inference.server import Handler, Limits, Server

TEXTS = ["They froze the assets of two officials.", "Convoys brought food.", ""]


class Slow(Classifier):
    """A classifier that takes its time, so that requests pile up."""

    def probabilities_of_read(self, texts, **options):
        time.sleep(0.3)
        return super().probabilities_of_read(texts, **options)


@pytest.fixture
def serve():
    running = []

    def start(classifier, **limits):
        server = Server(classifier, host="127.0.0.1", port=0, limits=Limits(**limits))
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        running.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in running:
        server.shutdown()
        server.close()


def ask(url, body=None, **headers):
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_the_same_answers_from_server_library_and_mlflow(serve, tmp_path):
    import pandas as pd

    bundle = small_bundle(tmp_path / "bundle")
    classifier = Classifier.load(bundle)
    url = serve(classifier)
    status, text = ask(f"{url}/classify", {"texts": TEXTS, "explain": True})
    answer = json.loads(text)
    assert (status, answer["model"]) == (200, str(bundle))
    expected = classifier.classify(TEXTS)
    assert [tuple(one["topics"]) for one in answer["results"]] == [one.topics for one in expected]
    served = [[one["probabilities"][name] for name in NAMES] for one in answer["results"]]
    np.testing.assert_allclose(served, classifier.probabilities(TEXTS), atol=1e-6)
    assert answer["results"][0]["evidence"]["sanctions"]
    table = _load_pyfunc(str(bundle)).predict(pd.DataFrame({"text": TEXTS}))
    assert table["topics"].tolist() == [list(one.topics) for one in expected]
    np.testing.assert_allclose(
        table[[f"probability_{name}" for name in NAMES]], classifier.probabilities(TEXTS), atol=1e-9
    )


@pytest.mark.parametrize(
    ("path", "body", "status", "sentence"),
    [
        ("/classify", b"{", 400, "expected JSON."),
        ("/classify", b"[" * 100_000, 400, "expected JSON."),
        ("/classify", {"text": "x"}, 400, 'expected {"texts": ["...", ...]}.'),
        ("/classify", {"texts": [1]}, 400, 'expected {"texts": ["...", ...]}.'),
        ("/classify", {"texts": ["x"] * 4}, 413, "expected at most 3 texts, found 4."),
        ("/classify", {"texts": ["x" * (1 << 20)]}, 413, "expected at most 1 MB."),
        ("/else", {"texts": ["x"]}, 404, "expected /classify, /health or /metrics."),
    ],
)
def test_requests_that_are_refused(serve, path, body, status, sentence):
    url = serve(Classifier(small_classifier(), name="small"), texts=3, megabytes=1)
    assert ask(url + path, body) == (status, json.dumps({"error": sentence}))


def test_requests_that_wait_are_answered_together(serve):
    url = serve(Slow(small_classifier(), name="slow"))
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append(ask(f"{url}/classify", {"texts": TEXTS[:1]})))
        for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [status for status, _ in answers] == [200] * 12
    _, metrics = ask(f"{url}/metrics")
    assert 'paratopic_requests_total{status="200"} 12' in metrics
    assert "paratopic_texts_total 12" in metrics
    assert int(re.search(r"paratopic_batches_total (\d+)", metrics).group(1)) < 12


def test_a_client_that_sends_less_than_it_said_or_goes_is_no_failure(serve, monkeypatch, capfd):
    monkeypatch.setattr(Handler, "timeout", 0.2)
    port = int(serve(small_classifier()).rpartition(":")[2])
    head = b"POST /classify HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(head + b"{")
        answer = b"".join(iter(lambda: client.recv(4096), b""))
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"expected 99999999999 bytes within 0.2 s, found fewer." in answer
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
        )  # a reset, no farewell
        client.sendall(b"GET /" + b"a" * 70_000)
    time.sleep(0.4)
    assert "Traceback" not in capfd.readouterr().err


def test_late_answers_are_given_up(serve):
    url = serve(Slow(small_classifier(), name="slow"), seconds=0.05)
    status, text = ask(f"{url}/classify", {"texts": TEXTS})
    assert (status, json.loads(text)["error"]) == (504, "no answer within 0.05 s; send fewer texts.")


def test_the_command_serves_and_ends(tmp_path):
    bundle = small_bundle(tmp_path / "bundle")
    command = [sys.executable, "-m", "paratopic", "serve", "--port", "0", "--model", str(bundle)]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    url = process.stderr.readline().split(" at ")[1].strip()
    assert ask(url.replace("classify", "health"))[0] == 200
    assert ask(url, {"texts": TEXTS})[0] == 200
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
