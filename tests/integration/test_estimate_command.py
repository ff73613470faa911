"""`paratopic estimate` through the real command line."""

import csv
import json

import numpy as np
import pytest

TOPICS = ("deterrence", "sanctions")


@pytest.fixture
def files(tmp_path):
    rng = np.random.default_rng(2)
    y = (rng.random((900, 2)) < [0.3, 0.15]).astype(int)
    p = 1 / (1 + np.exp(-(4 * y - 2 + rng.normal(size=y.shape))))
    chosen = set(rng.choice(900, 300, replace=False).tolist())
    with (tmp_path / "classified.jsonl").open("w") as corpus, (tmp_path / "gold.jsonl").open("w") as gold:
        for i in range(900):
            name = f"d{i // 10}#{i % 10 + 1}"
            topics = [t for t, on in zip(TOPICS, p[i] >= 0.5, strict=True) if on]
            row = {"id": name, "issuer": "AB"[i // 10 % 2], "date": f"{2020 + i // 10 % 3}", "topics": topics}
            row["model"] = "rules 1.1"
            row["probabilities"] = dict(zip(TOPICS, map(float, p[i]), strict=True))
            corpus.write(json.dumps(row) + "\n")
            if i in chosen:
                labels = [t for t, on in zip(TOPICS, y[i], strict=True) if on]
                gold.write(json.dumps({"id": name, "labels": labels, "inclusion": 300 / 900}) + "\n")
    return tmp_path, y


def test_table_files_and_words(paratopic, files):
    folder, y = files
    outputs = [arg for name in ("e.csv", "e.tex", "e.html", "e.svg") for arg in ("-o", str(folder / name))]
    done = paratopic(
        "estimate", str(folder / "classified.jsonl"), "--gold", str(folder / "gold.jsonl"), "--by", "issuer,year",
        "--compare", "A,B", "--trend", "year", *outputs, cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "A − B" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "wrote" in done.stderr
    assert "wrote" not in done.stdout
    rows = list(csv.DictReader((folder / "e.csv").open()))
    for topic, true in zip(TOPICS, y.mean(axis=0), strict=True):
        one = next(row for row in rows if row["topic"] == topic and row["name"] == "all")
        assert float(one["low"]) <= true <= float(one["high"])
    assert all((folder / name).stat().st_size for name in ("e.tex", "e.html", "e.svg"))


def test_plan_names_the_paragraphs(paratopic, files):
    folder, _ = files
    done = paratopic(
        "estimate", str(folder / "classified.jsonl"), "--gold", str(folder / "gold.jsonl"), "--by", "issuer",
        "--plan", "--margin", "0.02", "-o", str(folder / "plan.csv"), cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "code more" in done.stdout
    rows = list(csv.DictReader((folder / "plan.csv").open()))
    assert {row["coded"] for row in rows} == {"0", "1"}


def test_naive_and_quantify_are_flagged(paratopic, files):
    folder, _ = files
    for options in (
        ("--method", "naive"),
        ("--method", "quantify", "--prior", "deterrence=0.3,sanctions=0.2"),
    ):
        done = paratopic("estimate", folder / "classified.jsonl", *options, cwd=folder)
        assert done.returncode == 0, done.stderr
        assert "careful:" in done.stderr


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ((), "--method ppi needs a coded sample: add --gold ANNOTATIONS"),
        (("--gold", "{gold}", "--by", "place"), "expected a column 'place'"),
        (("--gold", "nowhere.csv"), "nowhere.csv: can't be read"),
        (("--gold", "{gold}", "-o", "out.docx"), "expected a file ending in .csv"),
        (("--method", "quantify", "--prior", "x"), "expected --prior topic=share"),
        (("--gold", "{gold}", "--trained-on", "{gold}"), "the model was trained on 300 of 300 coded"),
    ],
)
def test_bad_requests_end_in_one_sentence(paratopic, files, options, sentence):
    folder, _ = files
    filled = [option.format(gold=folder / "gold.jsonl") for option in options]
    done = paratopic("estimate", folder / "classified.jsonl", *filled, cwd=folder)
    assert done.returncode == 2
    assert done.stdout == ""
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_everything_is_logged_beside_the_model(paratopic, files):
    folder, _ = files
    done = paratopic(
        "estimate", folder / "classified.jsonl", "--gold", folder / "gold.jsonl", "--log", "demo", cwd=folder,
        MLFLOW_TRACKING_URI="",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "of experiment demo" in done.stderr
    from mlflow import MlflowClient

    client = MlflowClient(f"sqlite:///{folder / 'mlflow.db'}")
    (run,) = client.search_runs([client.get_experiment_by_name("demo").experiment_id])
    assert run.data.tags["model"] == "rules 1.1"
    assert 0 < run.data.metrics["estimate/deterrence_low"] < run.data.metrics["estimate/deterrence"]
    assert {one.path for one in client.list_artifacts(run.info.run_id)} >= {"estimate.csv", "estimate.html"}
    assert run.info.status == "FINISHED"


def test_from_a_sample_to_an_estimate(paratopic, files):
    """annotate sample → sheets → import and adjudicate → estimate, as a user goes."""
    folder, y = files
    corpus = folder / "classified.jsonl"
    rows = [
        json.loads(line) | {"text": "A paragraph.", "document": "d"}
        for line in corpus.read_text().splitlines()
    ]
    for row in rows:
        row["document"] = row["id"].partition("#")[0]
        row["probabilities"] |= {"humanitarian": 0.01, "partnerships": 0.02}
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows))
    steps = (
        (
            "annotate",
            "sample",
            corpus,
            "-o",
            "sample.jsonl",
            "-n",
            "250",
            "--design",
            "stratified",
            "--by",
            "issuer",
        ),
        ("annotate", "sheets", "sample.jsonl", "--coder", "ann", "-o", "sheets", "--format", "csv"),
    )
    for step in steps:
        done = paratopic(*step, cwd=folder)
        assert done.returncode == 0, done.stderr
    sheet = folder / "sheets" / "ann.csv"
    cells = list(csv.DictReader(sheet.open(encoding="utf-8-sig")))
    for row in cells:
        document, number = row["id"][1:].split("#")
        truth = y[int(document) * 10 + int(number) - 1]
        row |= {"deterrence": truth[0], "sanctions": truth[1], "humanitarian": 0, "partnerships": 0}
    with sheet.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(cells[0]))
        writer.writeheader()
        writer.writerows(cells)
    assert paratopic("annotate", "import", sheet, "-o", "coded.csv", cwd=folder).returncode == 0
    assert paratopic("annotate", "adjudicate", "coded.csv", "-o", "gold.csv", cwd=folder).returncode == 0
    tables = []
    for gold in (("coded.csv",), ("gold.csv", "--sample", "sample.jsonl")):
        done = paratopic("estimate", corpus, "--gold", *gold, "--by", "issuer", cwd=folder)
        assert done.returncode == 0, done.stderr
        tables.append(done.stdout)
    assert tables[0] == tables[1]
    refused = paratopic("estimate", corpus, "--gold", "gold.csv", cwd=folder)
    assert refused.returncode == 2
    assert "--sample" in refused.stderr
