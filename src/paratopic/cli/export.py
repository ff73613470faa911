"""paratopic export: a classifier with its encoders converted for OpenVINO or ONNX Runtime."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from paratopic.cli.classify_options import complete_model
from paratopic.cli.console import note


def export(
    model: Annotated[
        str, typer.Argument(help="As --model of classify.", autocompletion=complete_model)
    ] = "champion",
    backend: Annotated[str, typer.Option(help="openvino or onnx.")] = "openvino",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="A new folder; left out: MODEL-BACKEND.")
    ] = None,
    texts: Annotated[
        Path | None,
        typer.Option(help="A table of your own texts for the comparison; left out: the shipped corpus."),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Compare so many texts, evenly spread.")] = None,
) -> None:
    """Write the bundle with converted encoders and parity figures; refuse where an answer would change."""
    from paratopic.inference.classifier import Classifier
    from paratopic.inference.export import export_bundle
    from paratopic.inference.parity import corpus_texts, spread
    from paratopic.inference.sources import Source, source_items

    compared = (
        corpus_texts()
        if texts is None
        else [text for text, _ in source_items(Source(str(texts), "table", texts.name))]
    )
    target = output or Path(f"{Path(model).name}-{backend}")
    parity = export_bundle(Classifier.load(model), backend, target, spread(compared, limit), say=note)
    note(f"{target}: {parity.sentence}")
