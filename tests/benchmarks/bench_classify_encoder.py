"""Encoder models beside transformers.pipeline: same weights, one thread each, processor time.

Run: pytest -s -o python_files='bench_*.py' tests/benchmarks/bench_classify_encoder.py
"""

import random
import time

import numpy as np

from corpus_models import fit, half
from paratopic.inference.classifier import Classifier
from paratopic.models.devices import exactly, native_bf16
from paratopic.models.encoder import load_encoder
from paratopic.models.encoder_source import find_encoder

TEXTS = 320


def test_encoder():
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer, pipeline
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    torch.set_num_threads(1)
    saved = fit("embedding_logistic")
    texts = list(half(1).texts)
    random.Random(1).shuffle(texts)
    folder = find_encoder("all-MiniLM-L6-v2")
    peer = pipeline(
        "text-classification",
        model=AutoModelForSequenceClassification.from_pretrained(folder, num_labels=4).eval(),
        tokenizer=AutoTokenizer.from_pretrained(folder),
        top_k=None,
        batch_size=32,
    )
    part = texts[:TEXTS]
    theirs = seconds(lambda: peer(part, truncation=True, max_length=256))
    mine = seconds(lambda: fresh(saved, part))
    print(
        f"\ntransformers.pipeline {TEXTS / theirs:.1f}/s, paratopic {TEXTS / mine:.1f}/s: {theirs / mine:.2f} times"
    )
    fast = fresh(saved, texts)
    with exactly():
        exact = fresh(saved, texts)
    gap = np.abs(fast - exact)
    changed = ((fast >= 0.5) != (exact >= 0.5)).sum()
    print(
        f"{len(texts)} paragraphs, bf16 {native_bf16()}: largest difference {gap.max():.4f}, "
        f"mean {gap.mean():.5f}, decisions changed {changed} of {gap.size}"
    )


def fresh(saved, texts):
    encoder = load_encoder(**saved.model.encoder_settings)
    encoder._known.clear()  # the memory of embeddings would make this no measurement
    return Classifier(saved, name="x").probabilities(texts)


def seconds(job):
    job()
    start = time.process_time()
    job()
    return time.process_time() - start
