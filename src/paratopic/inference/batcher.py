"""Micro-batching: requests that arrive while the model is busy are answered together."""

from __future__ import annotations

import queue
import threading
from collections.abc import Sequence
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from paratopic.inference.classifier import Classifier

Probabilities = NDArray[np.float64]


@dataclass(frozen=True)
class _Request:
    texts: list[str]
    answer: Future[Probabilities] = field(default_factory=Future)


class Batcher:
    """One thread owns the model; `submit` may be called from any number of others.

    At most `waiting` requests wait; a batch takes whole requests up to about `texts` texts.
    """

    def __init__(self, classifier: Classifier, *, texts: int, waiting: int) -> None:
        self.classifier, self.most, self.batches = classifier, texts, 0
        self._queue: queue.Queue[_Request | None] = queue.Queue(waiting)
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def submit(self, texts: Sequence[str]) -> Future[Probabilities]:
        """Return the coming probabilities, (n, k); raises queue.Full where too many requests wait."""
        request = _Request(list(texts))
        self._queue.put_nowait(request)
        return request.answer

    @property
    def waiting(self) -> int:
        """Return how many requests wait."""
        return self._queue.qsize()

    def close(self) -> None:
        """Answer what waits, then stop."""
        self._queue.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (first := self._queue.get()) is not None:
            batch, count, last = [first], len(first.texts), False
            while count < self.most and not self._queue.empty():
                more = self._queue.get()
                if more is None:
                    last = True
                    break
                batch.append(more)
                count += len(more.texts)
            self._answer([one for one in batch if not one.answer.cancelled()])
            if last:
                return

    def _answer(self, batch: list[_Request]) -> None:
        texts = [text for one in batch for text in one.texts]
        self.batches += 1
        try:
            found = self.classifier.probabilities_of_read(texts)
        except Exception as error:  # whatever it is, those who wait must hear of it
            for one in batch:
                _settle(one.answer, error)
            return
        at = 0
        for one in batch:
            _settle(one.answer, found[at : at + len(one.texts)])
            at += len(one.texts)


def _settle(answer: Future[Probabilities], value: Probabilities | Exception) -> None:
    try:
        if isinstance(value, Exception):
            answer.set_exception(value)
        else:
            answer.set_result(value)
    except InvalidStateError:
        pass  # given up by its caller in the meantime
