"""Classify Parquet on a Spark cluster: every Python worker loads the classifier once; columns keep their types."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from paratopic.corpus.readable import readable
from paratopic.errors import ConfigError, InputError, MissingExtraError, first_line
from paratopic.inference.classifier import named
from paratopic.inference.encode import added
from paratopic.inference.engine import Engine, Recipe
from paratopic.inference.stream import DIGITS
from paratopic.schema import MODEL, TOPICS, UNDECIDED


def classify_on_spark(
    source: str,
    output: str,
    recipe: Recipe,
    topics: tuple[str, ...],
    *,
    abstains: bool,
    master: str,
    text_column: str,
) -> int:
    """Read the Parquet file or folder `source`, write the new folder `output`, return the number of rows.

    The bundle's folder and paratopic must be there on every executor. Raises InputError for a missing column
    or a row without text, ConfigError where the output exists or the cluster can't be reached.
    """
    if Path(output).exists():
        raise InputError("expected a new folder, found one; remove it or choose another name.", path=output)
    spark = _session(master)
    try:
        frame = spark.read.parquet(source)
        if text_column not in frame.columns:
            raise InputError(
                f"expected a column '{text_column}', found {', '.join(frame.columns)}; "
                "name it with --text-column.",
                path=source,
            )
        kept = [name for name in frame.columns if name not in added(abstains=abstains)]
        schema = _schema(frame.select(*kept).schema, topics, abstains=abstains)
        scored = frame.select(*kept).mapInArrow(scorer(recipe, text_column), schema)
        scored.write.parquet(output)
        return int(spark.read.parquet(output).count())
    except Exception as error:
        raise _sentence(error, source) from error
    finally:
        spark.stop()


def scorer(recipe: Recipe, text_column: str) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """Return what an executor runs over its Arrow batches."""

    def score(batches: Iterator[Any]) -> Iterator[Any]:
        engine = _opened(recipe)
        for batch in batches:
            yield with_columns(engine, batch, text_column)

    return score


def with_columns(engine: Engine, batch: Any, text_column: str) -> Any:
    """Return an Arrow batch with model, topics and a probability a topic added."""
    import pyarrow as pa

    texts = batch.column(batch.schema.get_field_index(text_column)).to_pylist()
    if any(text is None for text in texts):
        raise InputError(f"expected text in '{text_column}', found null.")
    classifier = engine.classifier
    found = classifier.probabilities_of_read(
        [readable(text) for text in texts], batch_size=engine.recipe.batch_size
    )
    chosen, left = (
        pa.array([";".join(named(classifier.topics, row)) for row in rows])
        for rows in (classifier.decide(found), classifier.undecided(found))
    )
    columns = {name: batch.column(i) for i, name in enumerate(batch.schema.names)}
    columns |= {MODEL: pa.array([classifier.name] * len(texts)), TOPICS: chosen}
    columns |= {UNDECIDED: left} if classifier.abstains else {}
    for k, topic in enumerate(classifier.topics):
        columns[f"probability_{topic}"] = pa.array(found[:, k].round(DIGITS))
    return pa.RecordBatch.from_pydict(columns)


@lru_cache(maxsize=1)
def _opened(recipe: Recipe) -> Engine:
    return recipe.open(measured=True)


def _schema(found: Any, topics: tuple[str, ...], *, abstains: bool) -> Any:
    from pyspark.sql import types

    schema = found.add(MODEL, types.StringType()).add(TOPICS, types.StringType())
    schema = schema.add(UNDECIDED, types.StringType()) if abstains else schema
    for topic in topics:
        schema = schema.add(f"probability_{topic}", types.DoubleType())
    return schema


def _session(master: str) -> Any:
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise MissingExtraError("the spark engine needs pyspark: pip install 'paratopic[spark]'") from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        builder = SparkSession.builder.master(master).appName("paratopic")
        session = builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        return session
    except Exception as error:
        raise ConfigError(f"no Spark session at {master} ({first_line(error, most=200)}).") from error


def _sentence(error: Exception, source: str) -> Exception:
    """Return our own sentence out of a worker's traceback inside Spark's."""
    if isinstance(error, InputError):
        return error
    ours = re.search(r"paratopic\.errors\.\w+: (.+)", str(error))
    return InputError(ours.group(1) if ours else first_line(error, most=200), path=source)
