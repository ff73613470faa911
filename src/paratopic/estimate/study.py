"""The worked study: topics by genre and by period in the shipped corpus, from 400 coded paragraphs.

Run it with `python -m paratopic.estimate.study -o experiments/081_topics_by_genre_and_year`.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from paratopic.bundle.table import build_model
from paratopic.codebook import Codebook
from paratopic.dataset.corpus import Corpus, load_corpus
from paratopic.dataset.examples import Examples
from paratopic.dataset.prepare import gold_examples
from paratopic.estimate.method import estimate
from paratopic.estimate.redraw import redraw
from paratopic.estimate.result import Estimates
from paratopic.estimate.write import write_estimates
from paratopic.evaluation.crossfit import CrossFitted, cross_fitted, random_folds
from paratopic.evaluation.thresholds import tune_thresholds
from paratopic.files.atomic import atomic_text
from paratopic.files.jsonl import write_jsonl
from paratopic.files.resources import conf_dir, data_dir
from paratopic.models.protocol import FitContext

FOLDS, SEED = 5, 1
SIZES, DRAWS = (200, 400, 800), 200
PERIODS = (2022, 2030)
GENRES = (
    ("news and comment", ("news", "op-ed", "commentary", "magazine", "feature", "coverage")),
    (
        "reports and papers",
        (
            "report",
            "situation",
            "bulletin",
            "update",
            "snapshot",
            "outlook",
            "dispatch",
            "advisory",
            "appeal",
            "paper",
            "strategy",
            "concept",
            "briefing",
            "memorandum",
            "observation",
            "action plan",
        ),
    ),
    ("acts and resolutions", ("resolution", "order", "legislative", "list", "acts")),
    (
        "speeches and transcripts",
        (
            "speech",
            "address",
            "lecture",
            "debate",
            "transcript",
            "conference",
            "press call",
            "questions",
            "hearing",
            "verbatim",
            "conversation",
            "record",
            "statement to",
        ),
    ),
    (
        "press releases",
        ("release", "fact sheet", "fact-sheet", "press office", "readout", "website", "announcement"),
    ),
    ("joint texts", ("communi", "declaration", "statement", "conclusions", "summary")),
)


def classify_out_of_fold(
    corpus: Corpus, topics: tuple[str, ...], *, model: str
) -> tuple[Examples, CrossFitted]:
    """Classify every paragraph by a model, calibrators and thresholds that never saw its document."""
    examples = gold_examples(corpus, topics)
    parameters = yaml.safe_load((conf_dir() / "model" / f"{model}.yaml").read_text(encoding="utf-8"))
    parameters.pop("name", None)
    folds = random_folds(examples.documents, folds=FOLDS, seed=SEED)
    scores = np.zeros(examples.targets.shape)
    for fold in range(FOLDS):
        inside = np.flatnonzero(folds == fold)
        fitted = build_model(model, parameters).fit(
            examples.take(np.flatnonzero(folds != fold)), FitContext(seed=SEED)
        )
        scores[inside] = fitted.scores([examples.texts[i] for i in inside])
    tune = partial(tune_thresholds, objective="f1")
    return examples, cross_fitted(scores, examples.targets, folds, topics, calibration="platt", tune=tune)


def genre_family(genre: str) -> str:
    """Return the family of one of the corpus's hundred genre names."""
    low = genre.lower()
    return next((family for family, words in GENRES if any(word in low for word in words)), "joint texts")


def period(date: str) -> int:
    """Return the first year of a document's two-year period; earlier and later ones join the ends."""
    return min(max(int(date[:4]) // 2 * 2, PERIODS[0]), PERIODS[1])


def classified_rows(
    corpus: Corpus, examples: Examples, found: CrossFitted, model: str
) -> Iterator[dict[str, Any]]:
    """Yield rows as `paratopic classify` writes them, with the documents' columns."""
    for i, name in enumerate(examples.ids):
        document = examples.documents[i]
        about = corpus.documents[document]
        topics = [t for t, on in zip(examples.topics, found.predictions[i], strict=True) if on]
        yield {
            "id": name,
            "document": document,
            "genre": genre_family(about["genre"]),
            "year": period(about["date"]),
            "text": examples.texts[i],
            "topics": topics,
            "probabilities": dict(zip(examples.topics, map(float, found.probabilities[i]), strict=True)),
            "model": f"{model}, out of fold",
        }


def sample_rows(examples: Examples, *, size: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield a simple random sample of the gold labels: as if only these paragraphs had been coded."""
    chosen = np.random.default_rng(seed).choice(len(examples), size, replace=False)
    sets = examples.topic_sets()
    for i in sorted(chosen):
        yield {"id": examples.ids[i], "labels": list(sets[i]), "inclusion": size / len(examples)}


def study(folder: Path, *, model: str, size: int, seed: int) -> dict[str, Estimates]:
    """Estimate by genre and by period; `folder` keeps the classified corpus and the sample for other requests."""
    topics = Codebook.load(conf_dir() / "codebook" / "security.yaml").topics
    corpus = load_corpus(data_dir(), topics=topics)
    examples, found = classify_out_of_fold(corpus, topics, model=model)
    classified, gold = folder / "classified.jsonl", folder / "sample.jsonl"
    write_jsonl(classified, classified_rows(corpus, examples, found, model))
    write_jsonl(gold, sample_rows(examples, size=size, seed=seed))
    truth = folder / "truth.jsonl"
    everything = (
        {"id": n, "labels": list(s), "inclusion": 1.0}
        for n, s in zip(examples.ids, examples.topic_sets(), strict=True)
    )
    write_jsonl(truth, everything)
    asked: dict[str, dict[str, Any]] = {
        "genre": {"by": ("genre",), "compare": ("acts and resolutions", "speeches and transcripts")},
        "year": {"by": ("year",), "compare": ("2030", "2022"), "trend": "year"},
    }
    results = {name: estimate(classified, gold, **options) for name, options in asked.items()}
    results |= {f"{name} truth": estimate(classified, truth, method="gold", **o) for name, o in asked.items()}
    results |= {f"{name} naive": estimate(classified, method="naive", **o) for name, o in asked.items()}
    return results


def result_rows(results: Mapping[str, Estimates]) -> list[dict[str, str]]:
    """Return the table: truth, naive count, estimate and interval of every share and change, in per cent."""
    rows = []
    for name in ("genre", "year"):
        parts = [results[f"{name}{kind}"] for kind in ("", " truth", " naive")]
        shares = [(s.topic, s.group, s.share, s.low, s.high, s.narrower) for s in parts[0].shares]
        changes = [(c.topic, c.name, c.change, c.low, c.high, None) for c in parts[0].changes]
        truths = [s.share for s in parts[1].shares] + [c.change for c in parts[1].changes]
        counts = [s.share for s in parts[2].shares] + [c.change for c in parts[2].changes]
        for (topic, group, value, low, high, gain), true, count in zip(
            [*shares, *changes], truths, counts, strict=True
        ):
            if name == "year" and group == "all":
                continue
            figures = {"truth": true, "naive": count, "estimate": value, "low": low, "high": high}
            rows.append(
                {"topic": topic, "group": group}
                | {key: f"{100 * figure:.1f}" for key, figure in figures.items()}
                | {
                    "narrower": "" if gain is None else f"{100 * gain:.0f}",
                    "covered": str(low <= true <= high),
                }
            )
    return rows


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the study; write results.csv, redraws.csv, a plot for each question and a page in plain words."""
    parser = argparse.ArgumentParser(prog="python -m paratopic.estimate.study", description=main.__doc__)
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder of the results")
    parser.add_argument("--model", default="tfidf_logistic")
    parser.add_argument("--size", type=int, default=400, help="paragraphs taken as coded")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--keep", type=Path, help="folder for the classified corpus and the sample")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        results = study(folder, model=asked.model, size=asked.size, seed=asked.seed)
        again = redraw(
            folder / "classified.jsonl",
            folder / "truth.jsonl",
            by="genre",
            sizes=SIZES,
            draws=DRAWS,
            seed=asked.seed,
        )
    rows = result_rows(results)
    for name, table in (("results.csv", rows), ("redraws.csv", again)):
        with atomic_text(asked.output / name) as stream:
            writer = csv.DictWriter(stream, list(table[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(table)
    for name in ("genre", "year"):
        write_estimates(asked.output / f"{name}.svg", results[name])
        write_estimates(asked.output / f"{name}.md", results[name], model=f"{asked.model}, out of fold")
    print(f"{len(rows)} figures in {asked.output / 'results.csv'}")


if __name__ == "__main__":
    main()
