"""paratopic classify --engine spark: from Parquet to Parquet on a cluster."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from paratopic.cli.console import note
from paratopic.errors import ConfigError

if TYPE_CHECKING:
    from paratopic.inference.classifier import Classifier
    from paratopic.inference.job import Job


def run_on_spark(job: Job, classifier: Classifier, *, engine: str, master: str, backend: str) -> None:
    """Classify one Parquet file or folder on Spark; raises ConfigError for what only the local engine does.

    The executors choose an automatic `backend` themselves: their processors may be others.
    """
    from paratopic.inference.engine import recipe_of
    from paratopic.inference.spark import classify_on_spark

    if engine != "spark":
        raise ConfigError(f"unknown engine '{engine}', expected local or spark.")
    parents = {str(Path(source.path).parent) for source in job.sources}
    parquet = all(source.path.endswith(".parquet") for source in job.sources)
    if job.output is None or not parquet or (len(job.sources) > 1 and len(parents) > 1):
        raise ConfigError("the spark engine reads one Parquet file or folder and writes a folder: -o OUT/.")
    plain = job.shown.topics is job.shown.columns is None and not job.shown.min_probability
    if not plain or job.shown.explain or job.limit or job.resume or job.rejects:
        raise ConfigError("the spark engine takes --model, --threshold, --text-column and --batch-size only.")
    source = job.sources[0].path if len(job.sources) == 1 else parents.pop()
    recipe = recipe_of(classifier, shown=job.shown, batch_size=job.batch_size, form="parquet")
    recipe = replace(recipe, backend=backend)
    rows = classify_on_spark(
        source,
        str(job.output),
        recipe,
        classifier.topics,
        abstains=classifier.abstains,
        master=master,
        text_column=job.text_column,
    )
    note(f"{rows:,} rows to {job.output}")
