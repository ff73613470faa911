"""paratopic serve: one classifier behind HTTP."""

from __future__ import annotations

import signal
import sys
import threading
from typing import Annotated

import typer

from paratopic.cli.classify_options import complete_model, thresholds
from paratopic.cli.console import note
from paratopic.errors import ConfigError


def serve(
    model: Annotated[
        str,
        typer.Option(
            "-m", "--model", help="As for classify: champion, rules, ...", autocompletion=complete_model
        ),
    ] = "champion",
    host: Annotated[str, typer.Option(help="0.0.0.0 to be reached from other machines.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8000,
    threshold: Annotated[
        list[str] | None, typer.Option(help="TOPIC=VALUE instead of the model's own; may be repeated.")
    ] = None,
    backend: Annotated[
        str, typer.Option(help="As for classify; auto measures before the first request.")
    ] = "auto",
    max_texts: Annotated[int, typer.Option(min=1, help="Texts of one request.")] = 1000,
    max_megabytes: Annotated[int, typer.Option(min=1, help="Size of one request.")] = 8,
    timeout: Annotated[float, typer.Option(min=0.001, help="Seconds until a request is given up.")] = 30.0,
) -> None:
    """Serve a classifier: POST /classify {"texts": [...]}, GET /health, GET /metrics."""
    from paratopic.inference.classifier import Classifier
    from paratopic.inference.server import Limits, Server

    classifier = Classifier.load(model).with_thresholds(thresholds(threshold or []))
    classifier = classifier.with_backend(backend, measured=True)
    classifier.probabilities(["The first text loads what is left to load."])
    limits = Limits(megabytes=max_megabytes, texts=max_texts, seconds=timeout)
    try:
        server = Server(classifier, host=host, port=port, limits=limits)
    except OSError as error:
        raise ConfigError(
            f"can't listen on {host}:{port} ({error.strerror}); choose another --port."
        ) from error
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
    note(f"{classifier.name} at http://{host}:{server.server_port}/classify")
    sys.stderr.flush()
    server.serve_forever(poll_interval=0.1)
    server.close()
