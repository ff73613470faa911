"""A small HTTP server for one classifier: POST /classify, GET /health, GET /metrics.

MLflow's own server can serve the same bundle (`mlflow models serve`); this one starts in half a second, answers
concurrent requests in batches, and bounds sizes, waiting and time.
"""

from __future__ import annotations

import json
import queue
import sys
import time
from concurrent.futures import TimeoutError as LateError
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from paratopic.corpus.readable import readable
from paratopic.inference.batcher import Batcher
from paratopic.inference.classifier import Classifier, named
from paratopic.inference.meter import Meter
from paratopic.inference.stream import DIGITS
from paratopic.schema import EVIDENCE, MODEL, PROBABILITIES, TOPICS, UNDECIDED


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one request, and all of them together, may ask for."""

    megabytes: int = 8
    texts: int = 1000
    waiting: int = 256
    seconds: float = 30.0


class Refused(Exception):  # noqa: N818  (an answer, not a failure)
    """A request that is answered with a status and a sentence."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class Server(ThreadingHTTPServer):
    """Serve `classifier`; use `serve_forever` and `close`."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, classifier: Classifier, *, host: str, port: int, limits: Limits) -> None:
        super().__init__((host, port), Handler)
        self.classifier, self.limits, self.meter = classifier, limits, Meter()
        self.batcher = Batcher(classifier, texts=2048, waiting=limits.waiting)

    def close(self) -> None:
        """Answer what waits and free the port."""
        self.server_close()
        self.batcher.close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that has gone before it had its answer."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to one parsed request; raises Refused."""
        texts = self._texts(request)
        try:
            found = self.batcher.submit(texts).result(self.limits.seconds)
        except queue.Full:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "too many requests wait; try again.") from None
        except LateError:
            sentence = f"no answer within {self.limits.seconds:g} s; send fewer texts."
            raise Refused(HTTPStatus.GATEWAY_TIMEOUT, sentence) from None
        self.meter.count_texts(len(texts))
        classifier = self.classifier
        decided, left = classifier.decide(found), classifier.undecided(found)
        results: list[dict[str, Any]] = [
            {
                TOPICS: list(named(classifier.topics, on)),
                **({UNDECIDED: list(named(classifier.topics, unsure))} if classifier.abstains else {}),
                PROBABILITIES: dict(zip(classifier.topics, row, strict=True)),
            }
            for row, on, unsure in zip(found.round(DIGITS).tolist(), decided, left, strict=True)
        ]
        if request.get("explain"):
            evidence = classifier.explain(texts, [one[TOPICS] for one in results])
            for one, spans in zip(results, evidence, strict=True):
                one[EVIDENCE] = {
                    topic: [{"start": s.start, "end": s.end, "contribution": s.contribution} for s in listed]
                    for topic, listed in spans.items()
                }
        return {MODEL: classifier.name, "results": results}

    def _texts(self, request: Any) -> list[str]:
        texts = request.get("texts") if isinstance(request, dict) else None
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise Refused(HTTPStatus.BAD_REQUEST, 'expected {"texts": ["...", ...]}.')
        if len(texts) > self.limits.texts:
            sentence = f"expected at most {self.limits.texts} texts, found {len(texts)}."
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, sentence)
        return [readable(text) for text in texts]


class Handler(BaseHTTPRequestHandler):
    """One connection; a client that stops sending is dropped after ten seconds."""

    server: Server
    timeout = 10
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "paratopic", ""

    def do_GET(self) -> None:
        """Answer /health and /metrics."""
        if self.path == "/health":
            self._send(HTTPStatus.OK, {"status": "ok", MODEL: self.server.classifier.name})
        elif self.path == "/metrics":
            text = self.server.meter.text(
                waiting=self.server.batcher.waiting, batches=self.server.batcher.batches
            )
            self._write(HTTPStatus.OK, text.encode(), "text/plain; version=0.0.4")
        else:
            self._send(HTTPStatus.NOT_FOUND, {"error": "expected /classify, /health or /metrics."})

    def do_POST(self) -> None:
        """Answer /classify."""
        started = time.perf_counter()
        try:
            status, answer = HTTPStatus.OK, self.server.answer(self._body())
        except Refused as refused:
            status, answer = refused.status, {"error": str(refused)}
            self.close_connection = True  # its body may not have been read
        except Exception as error:  # a defect must not take the connection's answer with it
            status, answer = HTTPStatus.INTERNAL_SERVER_ERROR, {"error": f"failed ({type(error).__name__})."}
        self.server.meter.count(status, time.perf_counter() - started)
        self._send(status, answer)

    def _body(self) -> Any:
        if self.path != "/classify":
            raise Refused(HTTPStatus.NOT_FOUND, "expected /classify, /health or /metrics.")
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal():
            raise Refused(HTTPStatus.LENGTH_REQUIRED, "expected a Content-Length.")
        try:
            if int(length) > self.server.limits.megabytes << 20:
                self._pass_over(int(length))
                sentence = f"expected at most {self.server.limits.megabytes} MB."
                raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, sentence)
            return json.loads(self.rfile.read(int(length)))
        except OSError:  # it took too long, or the client has gone
            sentence = f"expected {length} bytes within {self.timeout} s, found fewer."
            raise Refused(HTTPStatus.REQUEST_TIMEOUT, sentence) from None
        except (ValueError, RecursionError):
            raise Refused(HTTPStatus.BAD_REQUEST, "expected JSON.") from None

    def _pass_over(self, length: int) -> None:
        """Read a refused body, if it is not out of all measure: who is still sending would not hear the answer."""
        left = min(length, 4 * self.server.limits.megabytes << 20)
        while left > 0 and (chunk := self.rfile.read(min(left, 1 << 16))):
            left -= len(chunk)

    def _send(self, status: HTTPStatus, answer: dict[str, Any]) -> None:
        self._write(status, json.dumps(answer).encode(), "application/json")

    def _write(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            self.send_header("Retry-After", "1")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: texts may be confidential, and /metrics counts."""
