"""Counts of a server in the text format of Prometheus."""

from __future__ import annotations

import threading
from collections import Counter


class Meter:
    """Requests by status, texts, seconds; safe to count from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[int] = Counter()
        self._texts, self._seconds = 0, 0.0

    def count(self, status: int, seconds: float) -> None:
        """Count one answered request."""
        with self._lock:
            self._requests[int(status)] += 1
            self._seconds += seconds

    def count_texts(self, texts: int) -> None:
        """Count classified texts."""
        with self._lock:
            self._texts += texts

    def text(self, *, waiting: int, batches: int) -> str:
        """Return all figures."""
        with self._lock:
            lines = ["# TYPE paratopic_requests_total counter"]
            lines += [
                f'paratopic_requests_total{{status="{status}"}} {count}'
                for status, count in sorted(self._requests.items())
            ]
            for name, kind, value in (
                ("texts_total", "counter", self._texts),
                ("batches_total", "counter", batches),
                ("request_seconds_total", "counter", round(self._seconds, 6)),
                ("requests_waiting", "gauge", waiting),
            ):
                lines += [f"# TYPE paratopic_{name} {kind}", f"paratopic_{name} {value}"]
        return "\n".join(lines) + "\n"
