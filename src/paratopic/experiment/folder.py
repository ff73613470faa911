"""Write one finished run to its folder: configuration, metrics, predictions, plots, bundle, record."""

from __future__ import annotations

import csv
import json
import time
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from paratopic.bundle.store import save_bundle
from paratopic.dataset.partition import Partition
from paratopic.experiment.plan import Plan
from paratopic.experiment.provenance import code_version, package_lock
from paratopic.files.atomic import atomic_text, write_text
from paratopic.files.hashing import digest, sha256_file
from paratopic.reports.model_card import model_card
from paratopic.tracking.parents import CONFIGURATION
from paratopic.tracking.record import ARTIFACTS, BUNDLE, DatasetInput, RunRecord, write_record
from paratopic.training.judge import Judged
from paratopic.training.recipe import Trained

EXAMPLES = 3


def write_run(
    folder: Path,
    plan: Plan,
    partition: Partition,
    trained: Trained,
    *,
    seed: int,
    started: float,
    tags: Mapping[str, str],
) -> RunRecord:
    """Write everything known of a run into `folder` and return its record."""
    artifacts = folder / ARTIFACTS
    artifacts.mkdir(parents=True, exist_ok=True)
    name = trained.classifier.name
    write_text(
        artifacts / "config.yaml", yaml.safe_dump(dict(plan.resolved), sort_keys=False, allow_unicode=True)
    )
    write_text(artifacts / "packages.txt", package_lock())
    write_predictions(artifacts / "predictions.csv", trained.parts)
    write_text(artifacts / "thresholds.json", json.dumps(trained.classifier.thresholds.to_dict(), indent=1))
    write_text(artifacts / "model_card.md", model_card(trained, partition, plan.resolved))
    if plan.plots:
        from paratopic.reports.plots import write_plots

        write_plots(artifacts / "plots", trained.parts["test"])
    save_bundle(trained.classifier, folder / BUNDLE)
    record = RunRecord(
        key=uuid.uuid4().hex,
        experiment=plan.name,
        name=f"{name} · seed {seed}",
        parameters=flat({**plan.resolved, "model": plan.models[name], "seed": seed}),
        metrics=flat_metrics(trained),
        tags=dict(tags),
        history=trained.history,
        inputs=inputs(partition),
        example=list(partition.test.texts[:EXAMPLES]),
        started=int(started * 1000),
        ended=int(time.time() * 1000),
    )
    write_record(folder, record)
    return record


def run_tags(plan: Plan, partition: Partition, name: str, family: str, seed: int) -> dict[str, str]:
    """Return the tags by which a run is found and filtered."""
    found = {
        "model": name,
        "family": family,
        "seed": str(seed),
        "stage": "run",
        "labels": plan.labels.kind,
        "data_digest": partition.digest,
        **{key: str(value) for key, value in code_version().items()},
        CONFIGURATION: configuration(plan, partition, name, seed),
        **plan.tags,
    }
    encoder = plan.models[name].get("encoder")
    return {**found, **({"encoder": str(encoder)} if encoder else {})}


def configuration(plan: Plan, partition: Partition, name: str, seed: int) -> str:
    """Return the digest of all that decides a run's result: model, seed, data, codebook and decisions."""
    kept = {key: plan.resolved.get(key) for key in ("labels", "split", "thresholds", "evaluation")}
    codebook = sha256_file(plan.codebook)
    return digest([name, dict(plan.models[name]), seed, partition.digest, codebook, kept])


def flat(values: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Return nested values as dotted keys and short strings; the codebook is left to its own file."""
    found: dict[str, str] = {}
    for key, value in values.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping) and name not in {"codebook", "models", "tags"}:
            found.update(flat(value, f"{name}."))
        elif name not in {"codebook", "models", "tags", "seeds"}:
            found[name] = str(value)
    return found


def flat_metrics(trained: Trained) -> dict[str, float]:
    """Return `<part>/<metric>`, with `_low` and `_high` where there is an interval, and the fit's figures."""
    found = dict(trained.diagnostics)
    for part, judged in trained.parts.items():
        found.update({f"{part}/{name}": value for name, value in judged.metrics.items()})
        for name, interval in judged.intervals.items():
            found[f"{part}/{name}_low"], found[f"{part}/{name}_high"] = interval.low, interval.high
    for topic, value in zip(trained.classifier.topics, trained.classifier.thresholds.values, strict=True):
        found[f"threshold/{topic}"] = value
    return found


def write_predictions(path: Path, parts: Mapping[str, Judged]) -> None:
    """Write one row a paragraph and part: gold labels, predicted topics, probabilities, text."""
    topics = next(iter(parts.values())).examples.topics
    header = ["part", "id", "document", "labels", "topics", "correct"]
    header += [f"probability_{topic}" for topic in topics]
    with atomic_text(path) as stream:
        writer = csv.writer(stream)
        writer.writerow([*header, "text"])
        for part, judged in parts.items():
            writer.writerows(_rows(part, judged))


def _rows(part: str, judged: Judged) -> list[list[str]]:
    examples = judged.examples
    rows = []
    for index, gold in enumerate(examples.topic_sets()):
        found = [t for t, on in zip(examples.topics, judged.predictions[index], strict=True) if on]
        probabilities = [f"{value:.6f}" for value in judged.probabilities[index]]
        correct = str(tuple(found) == gold).lower()
        left = [
            part,
            examples.ids[index],
            examples.documents[index],
            ";".join(gold),
            ";".join(found),
            correct,
        ]
        rows.append([*left, *probabilities, examples.texts[index]])
    return rows


def inputs(partition: Partition) -> list[DatasetInput]:
    """Return the run's data sets for the tracking store."""
    parts = {**partition.parts, **{f"external/{name}": one for name, one in partition.external.items()}}
    return [
        DatasetInput(
            name=f"{Path(partition.source).name or 'data'} · {part}",  # MLflow keeps one input a name and digest
            part=part,
            digest=partition.digest,
            source=partition.source,
            rows=len(examples),
            topics=examples.topics,
        )
        for part, examples in parts.items()
    ]
