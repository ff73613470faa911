"""Bar: fine-tuning takes <= 0.6 of the wall time of transformers' plain fp32 Trainer at equal macro-F1.

Same encoder, same half of the corpus, same epochs and batch size; the other half judges, at each topic's best cut.
Prints its table: pytest tests/benchmarks/bench_finetune.py -s -o python_files='bench_*.py'
"""

import time

import numpy as np
import torch
from transformers import (
    AutoModelForSequenceClassification,
    AutoTokenizer,
    DataCollatorWithPadding,
    Trainer,
    TrainingArguments,
)

from corpus_models import half
from paratopic.models.encoders.encoder_source import find_encoder
from paratopic.models.encoders.finetune import best_macro_f1
from paratopic.models.protocol import FitContext
from paratopic.models.transformer import Transformer
from support_models import parameters

EPOCHS = 3


def plain(train, test, folder):
    """Fine-tune with the Trainer's defaults, its padding to the longest of a batch, in single precision."""
    source = find_encoder("all-MiniLM-L6-v2")
    tokenizer = AutoTokenizer.from_pretrained(source, local_files_only=True)
    torch.manual_seed(1)
    model = AutoModelForSequenceClassification.from_pretrained(
        source,
        num_labels=len(train.topics),
        problem_type="multi_label_classification",
        local_files_only=True,
    )

    def rows(part):
        ids = tokenizer(list(part.texts), truncation=True, max_length=256)["input_ids"]
        return [
            {"input_ids": i, "labels": y.astype(np.float32)} for i, y in zip(ids, part.targets, strict=True)
        ]

    settings = TrainingArguments(
        output_dir=str(folder), num_train_epochs=EPOCHS, per_device_train_batch_size=16, learning_rate=1e-4,
        warmup_steps=0.1, report_to=[], save_strategy="no", use_cpu=True, seed=1, disable_tqdm=True,
        logging_strategy="no",
    )  # fmt: skip
    trainer = Trainer(
        model, settings, train_dataset=rows(train), data_collator=DataCollatorWithPadding(tokenizer)
    )
    started = time.perf_counter()
    trainer.train()
    seconds = time.perf_counter() - started
    return seconds, best_macro_f1(trainer.predict(rows(test)).predictions, test.targets)


def ours(train, test):
    model = Transformer(**{**parameters("transformer"), "epochs": EPOCHS})
    started = time.perf_counter()
    model.fit(train, FitContext(seed=1))
    return time.perf_counter() - started, best_macro_f1(model.scores(test.texts), test.targets)


def test_against_the_plain_trainer(tmp_path):
    train, test = half(0), half(1)
    rows = {"Trainer, fp32": plain(train, test, tmp_path), "paratopic": ours(train, test)}
    print(f"\n{len(train)} paragraphs, {EPOCHS} epochs, {torch.get_num_threads()} threads")
    for name, (seconds, f1) in rows.items():
        print(f"{name:<14} {seconds:7.1f} s   macro-F1 at the best cuts {f1:.3f}")
    print(f"ratio {rows['paratopic'][0] / rows['Trainer, fp32'][0]:.2f} (bar 0.6)")
