"""Linear models: paragraphs of 60 words a second of processor time, end to end, beside bare scikit-learn.

Run: pytest -s -o python_files='bench_*.py' tests/benchmarks/bench_classify_linear.py
"""

import json
import resource
import subprocess
import sys
import time

import numpy as np
import pytest
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from classified import write_jsonl
from corpus_models import fit, held_out, paragraphs_of
from paratopic.bundle.store import save_bundle
from paratopic.models.ngrams.masking import mask, stems

ROWS = 20_000
KINDS = {
    "words 1-2": ((1, 2), None),
    "characters 3-5": (None, (3, 5)),
    "words 1-2 and characters 3-5": ((1, 2), (3, 5)),
}


@pytest.mark.parametrize("kind", KINDS)
def test_linear_models(kind, tmp_path):
    texts = (paragraphs_of(60) * ROWS)[:ROWS]
    word, char = KINDS[kind]
    saved = fit("tfidf_logistic", word=word, char=char)
    bundle = save_bundle(saved, tmp_path / "bundle")
    write_jsonl(tmp_path / "in.jsonl", ({"id": i, "text": text} for i, text in enumerate(texts)))
    small = write_jsonl(tmp_path / "one.jsonl", [{"id": 0, "text": texts[0]}])
    start = end_to_end(bundle, small)
    whole = end_to_end(bundle, tmp_path / "in.jsonl")
    ours = seconds(lambda: [saved.probabilities(texts[i : i + 2048]) for i in range(0, ROWS, 2048)])
    part = texts[:4000]
    bare = seconds(lambda: scikit_learn(saved.model, part))
    rates = {
        "end to end": ROWS / (whole - start),
        "texts in memory": ROWS / ours,
        "bare scikit-learn": 4000 / bare,
    }
    print(f"\n{kind}: start {start:.2f} s; " + ", ".join(f"{k} {v:,.0f}/s" for k, v in rates.items()))
    assert np.abs(scikit_learn(saved.model, part[:100]) - saved.model.scores(part[:100])).max() < 1e-4


def end_to_end(bundle, path):
    command = [
        sys.executable,
        "-m",
        "paratopic",
        "classify",
        path,
        "--model",
        bundle,
        "-o",
        f"{path}.out.jsonl",
    ]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(list(map(str, command)), check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def seconds(job):
    start = time.process_time()
    job()
    return time.process_time() - start


@pytest.mark.parametrize("name", ["tfidf_logistic", "tfidf_svm", "naive_bayes", "masked_logistic"])
def test_every_linear_model_beside_scikit_learn(name):
    """Texts in memory, as configured; masking and stems are given to scikit-learn as its preprocessor."""
    texts = (paragraphs_of(60) * ROWS)[:3000]
    model = fit(name).model
    pairs = [
        (seconds(lambda: model.scores(texts)), seconds(lambda: scikit_learn(model, texts))) for _ in range(3)
    ]
    ours, bare = (min(column) for column in zip(*pairs, strict=True))
    ratios = sorted(theirs / mine for mine, theirs in pairs)
    print(
        f"\n{name}: {len(texts) / ours:,.0f}/s, bare scikit-learn {len(texts) / bare:,.0f}/s: "
        f"{ratios[1]:.2f} times ({ratios[0]:.2f}-{ratios[2]:.2f})"
    )
    assert np.abs(scikit_learn(model, texts[:100]) - model.scores(texts[:100])).max() < 1e-4


def parts_of(model):
    """Every set of n-grams of a model, with what it does to a text before."""
    if not hasattr(model, "known"):
        return [(part, model.ngrams, None) for part in model.ngrams.parts]
    masked = lambda text: mask(text, model.known)  # noqa: E731
    words = [(part, model.words, lambda text: stems(masked(text))) for part in model.words.parts]
    return words + [
        (part, model.characters, lambda text: masked(text).lower()) for part in model.characters.parts
    ]


def scikit_learn(model, texts):
    blocks = []
    for part, ngrams, prepared in parts_of(model):
        word = part.kind == "word"
        vectorizer = TfidfVectorizer(
            analyzer="word" if word else "char_wb",
            ngram_range=tuple(ngrams.settings[part.kind]),
            sublinear_tf=ngrams.settings["sublinear_tf"],
            strip_accents="unicode" if word else None,
            preprocessor=prepared,
            vocabulary=part.vocabulary,
            dtype=np.float32,
        )
        vectorizer.idf_ = part.idf
        blocks.append(vectorizer.transform(texts))
    features = sparse.hstack(blocks, format="csr") if len(blocks) > 1 else blocks[0]
    return features @ model.head.coefficients + model.head.intercepts


def test_deleting_the_evidence():
    """How far the probability falls without the evidence, and without as many other characters."""
    print()
    for name in ("tfidf_logistic", "rules", "embedding_logistic"):
        saved = fit(name, word=(1, 2), char=(3, 5) if name == "tfidf_logistic" else None)
        print(json.dumps({name: deletion(saved, held_out()[: 120 if name == "embedding_logistic" else 600])}))


def deletion(saved, texts, spans=3, draws=5):
    from paratopic.inference.classifier import Classifier

    rng, classifier = np.random.default_rng(1), Classifier(saved, name="x")
    probabilities = classifier.probabilities(texts)
    asked = [
        [topic for topic, on in zip(classifier.topics, row, strict=True) if on]
        for row in classifier.decide(probabilities)
    ]
    evidence = classifier.explain(texts, asked, limit=spans)
    variants, column, full, kinds = [], [], [], []
    for text, row, found in zip(texts, probabilities, evidence, strict=True):
        for topic, listed in found.items():
            places = [(span.start, span.end) for span in listed]
            if not places:
                continue
            others = [random_places(text, places, rng) for _ in range(draws)]
            for kind, cut in [("evidence", places), *(("random", one) for one in others)]:
                variants.append(without(text, cut))
                column.append(classifier.topics.index(topic))
                full.append(row[column[-1]])
                kinds.append(kind)
    left = classifier.probabilities(variants)[np.arange(len(variants)), column]
    fall, kinds = np.array(full) - left, np.array(kinds)
    mine, other = fall[kinds == "evidence"], fall[kinds == "random"].reshape(-1, draws).mean(axis=1)
    return {
        "labels": len(mine),
        "fall without the evidence": round(float(mine.mean()), 3),
        "fall without random spans": round(float(other.mean()), 3),
        "evidence falls further": round(float((mine > other).mean()), 3),
    }


def random_places(text, places, rng):
    found = []
    for start, end in places:
        at = int(rng.integers(0, max(len(text) - (end - start), 0) + 1))
        while at > 0 and not text[at - 1].isspace():
            at -= 1
        found.append((at, at + end - start))
    return found


def without(text, places):
    kept, at = [], 0
    for start, end in sorted(places):
        kept.append(text[at : max(start, at)])
        at = max(end, at)
    return "".join([*kept, text[at:]])
