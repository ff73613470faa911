"""Encoder models beside transformers.pipeline: same weights, one thread each, processor time.

Run: pytest -s -o python_files='bench_*.py' tests/benchmarks/bench_classify_encoder.py
"""

import random
import time

from corpus_models import fit, half
from paratopic.inference.classifier import Classifier
from paratopic.inference.parity import measure
from paratopic.models.encoders.backends import BACKENDS, Backend, is_installed
from paratopic.models.encoders.devices import has_bf16
from paratopic.models.encoders.encoder import load_encoder
from paratopic.models.encoders.encoder_source import find_encoder

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
    usable = [one for one in BACKENDS[1:] if is_installed(one) and (one != "torch-bf16" or has_bf16())]
    load_encoder(**saved.model.encoder_settings)._known.clear()
    for one in measure(saved, [Backend(name) for name in usable], part):
        print(one.sentence)


def fresh(saved, texts):
    encoder = load_encoder(**saved.model.encoder_settings)
    encoder._known.clear()  # the memory of embeddings would make this no measurement
    return Classifier(saved, name="x").probabilities(texts)


def seconds(job):
    job()
    start = time.process_time()
    job()
    return time.process_time() - start
