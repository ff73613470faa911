"""Write one finished run to its folder: configuration, metrics, predictions, plots, bundle, record."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from paratopic.analysis.sentences import verdict
from paratopic.analysis.write import write_analysis
from paratopic.bundle.store import save_bundle
from paratopic.dataset.partition import Partition
from paratopic.experiment.plan import Plan
from paratopic.experiment.provenance import code_version, package_lock, source_tags
from paratopic.experiment.tables import write_documents, write_errors, write_history, write_predictions
from paratopic.experiment.usage import bundle_megabytes, paragraphs_per_second, usage
from paratopic.files.atomic import write_text
from paratopic.files.hashing import digest, sha256_file
from paratopic.reports.model_card import model_card
from paratopic.tracking.history import HISTORY
from paratopic.tracking.parents import CONFIGURATION
from paratopic.tracking.record import ARTIFACTS, BUNDLE, ERRORS, DatasetInput, RunRecord, write_record
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
    label: str = "",
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
    write_predictions(artifacts / "held_out.csv", {"development": trained.held_out})
    write_documents(artifacts / "documents.csv", partition)
    write_text(artifacts / "thresholds.json", json.dumps(trained.classifier.thresholds.to_dict(), indent=1))
    card = model_card(trained, partition, plan.resolved)
    write_text(artifacts / "model_card.md", card)
    write_errors(artifacts / "errors.csv", trained.parts)
    if trained.history:
        write_history(artifacts / HISTORY, trained.history)
    if plan.plots:
        from paratopic.reports.plots import write_plots, write_training_plot

        write_plots(artifacts / "plots", trained.parts["test"])
        if trained.history:
            write_training_plot(artifacts / "plots" / "training.svg", trained.history)
    analysis = write_analysis(artifacts, trained, partition)
    save_bundle(trained.classifier, folder / BUNDLE)
    cost = {
        **usage(),
        "bundle_megabytes": bundle_megabytes(folder / BUNDLE),
        "paragraphs_per_second": paragraphs_per_second(trained.classifier, partition.test.texts),
    }
    example = list(partition.test.texts[:EXAMPLES])
    record = RunRecord(
        key=uuid.uuid4().hex,
        experiment=plan.name,
        name=f"{name} · seed {seed}{label}",
        parameters=flat({**plan.resolved, "model": plan.models[name], "seed": seed}),
        metrics={**flat_metrics(trained), **cost, **analysis.figures},
        tags={**source_tags(), **tags, "mlflow.note.content": card, ERRORS: verdict(analysis)},
        history=trained.history,
        inputs=inputs(partition),
        example=example,
        answers=[list(row) for row in trained.classifier.probabilities(example).tolist()],
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
    found = {**trained.diagnostics, **judged_metrics(trained.parts)}
    for topic, value in zip(trained.classifier.topics, trained.classifier.thresholds.values, strict=True):
        found[f"threshold/{topic}"] = value
    return found


def judged_metrics(parts: Mapping[str, Judged]) -> dict[str, float]:
    """Return `<part>/<metric>`, with `_low` and `_high` where there is an interval."""
    found: dict[str, float] = {}
    for part, judged in parts.items():
        found.update({f"{part}/{name}": value for name, value in judged.metrics.items()})
        for name, interval in judged.intervals.items():
            found[f"{part}/{name}_low"], found[f"{part}/{name}_high"] = interval.low, interval.high
    return found


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
