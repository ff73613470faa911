"""paratopic errors, and the error analysis of every run, through the real command line."""

import csv
import json
import random
import shutil
from pathlib import Path

import pytest

from paratopic.analysis.logged import analyse_run
from paratopic.errors import ConfigError, TrackingError

LINES = {
    "sanctions": "The Council froze the assets of {} officials and banned exports of machine parts.",
    "humanitarian": "Convoys brought food and medicine to {} displaced families in the camps.",
    "": "The meeting was adjourned after {} minutes and members thanked the host.",
}


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def project(tmp_path_factory, paratopic):
    """A corpus in which the labels of one genre are mostly noise, and a run on it."""
    folder, chance = tmp_path_factory.mktemp("errors"), random.Random(1)
    (folder / "corpus").mkdir()
    documents, paragraphs, gold = [], [], []
    for number in range(120):
        noisy = number % 4 == 0
        name = f"d{number}"
        documents.append({"document": name, "issuer": "", "genre": "bulletin" if noisy else f"g{number % 3}"})
        for place in range(1, 7):
            kind = chance.choice(list(LINES))
            text = LINES[kind].format(100 * number + place)
            said = chance.choice(list(LINES)) if noisy else kind
            paragraphs.append({"id": f"{name}#{place}", "document": name, "paragraph": place, "text": text})
            gold.append({"id": f"{name}#{place}", "topics": said})
    write(folder / "corpus" / "documents.csv", documents)
    write(folder / "corpus" / "gold.csv", gold)
    lines = "".join(json.dumps(row) + "\n" for row in paragraphs)
    (folder / "corpus" / "paragraphs.jsonl").write_text(lines, encoding="utf-8")
    settings = (
        "data.path=corpus",
        "evaluation.draws=100",
        "models={tfidf_svm: {}, rules: {}}",
        "name=noisy",
        "tracking.plots=false",
    )
    done = paratopic("run", *settings, cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder, done.stderr


def rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_run_names_the_bad_genre_and_keeps_page_and_tables(project):
    folder, said = project
    assert "note: Worse than elsewhere on genre bulletin:" in said
    run = next((folder / "outputs").glob("*/*/tfidf_svm-seed1"))
    analysis = run / "artifacts" / "error_analysis"
    assert sorted(path.name for path in analysis.iterdir()) == [
        "confident_errors.csv",
        "errors.html",
        "probable_label_errors.csv",
        "slices.csv",
        "slices_by_topic.csv",
    ]
    assert [row["slice"] for row in rows(analysis / "slices.csv") if row["worse"] == "true"] == ["bulletin"]
    logged = next((folder / "mlruns").rglob("errors.html")).parent  # MLflow's artifact viewer shows these
    assert (logged / "slices.csv").read_bytes() in {
        path.read_bytes() for path in (folder / "outputs").rglob("slices.csv")
    }


def test_the_command_shows_the_same_and_writes_page_or_folder(project, paratopic):
    folder, _ = project
    done = paratopic("errors", "tfidf_svm", "-o", "page.html", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "Worse than elsewhere on genre bulletin" in " ".join(done.stdout.split())
    assert "Worse than elsewhere on genre bulletin" in (folder / "page.html").read_text(encoding="utf-8")
    run = next((folder / "outputs").glob("*/*/tfidf_svm-seed1"))
    done = paratopic(
        "errors", run, "--part", "development", "--topic", "sanctions", "-o", "tables", cwd=folder
    )
    assert done.returncode == 0, done.stderr
    doubted = rows(folder / "tables" / "probable_label_errors.csv")
    assert {row["topic"] for row in doubted} == {"sanctions"}
    noisy = [int(row["document"].removeprefix("d")) % 4 == 0 for row in doubted]
    assert len(doubted) > 20 and sum(noisy) / len(noisy) > 0.95  # what it doubts is the noise


def test_rules_are_named_where_they_matched(project, paratopic):
    folder, _ = project
    done = paratopic("errors", "rules", "-o", "rules", cwd=folder)
    assert done.returncode == 0, done.stderr
    named = [row for row in rows(folder / "rules" / "confident_errors.csv") if row["error"] == "too much"]
    assert named and all(row["rules"] for row in named)


def test_what_is_not_there_is_said(project, paratopic):
    folder, _ = project
    done = paratopic("errors", cwd=folder)
    assert done.returncode == 2 and done.stdout == ""
    assert "there is no champion yet; make one with `paratopic promote best`, or name a run" in done.stderr
    run = str(next((folder / "outputs").glob("*/*/tfidf_svm-seed1")))
    with pytest.raises(TrackingError, match="has no predictions for 'tset', only for validation, test"):
        analyse_run(run, part="tset")
    with pytest.raises(ConfigError, match="unknown topic 'trade'; this model has deterrence, sanctions"):
        analyse_run(run, topic="trade")


def test_a_run_without_its_bundle_is_told_without_evidence(project, tmp_path):
    folder, _ = project
    copy = Path(shutil.copytree(next((folder / "outputs").glob("*/*/tfidf_svm-seed1")), tmp_path / "run"))
    shutil.rmtree(copy / "bundle")
    found = analyse_run(str(copy))
    assert found.note.startswith("No evidence: ") and found.confident and not found.confident[0].pro
    (copy / "artifacts" / "held_out.csv").unlink()
    with pytest.raises(TrackingError, match="run has no held_out\\.csv: it was made by an older version"):
        analyse_run(str(copy))


def test_forty_topics_without_documents_or_metadata(tmp_path, paratopic):
    chance = random.Random(2)
    with (tmp_path / "texts.jsonl").open("w", encoding="utf-8") as stream:
        for _ in range(200):
            chosen = chance.sample(range(40), chance.choice([0, 1, 1, 2]))
            text = " ".join([f"theme{k}" for k in chosen] + chance.choices(["plain", "usual", "words"], k=9))
            row = {"text": text, "labels": [f"topic {k}" for k in chosen]}
            stream.write(json.dumps(row) + "\n")
    settings = (
        "data=labelled",
        "data.train=texts.jsonl",
        "model=tfidf_svm",
        "evaluation.draws=50",
        "tracking.plots=false",
    )
    done = paratopic("run", *settings, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    page = next((tmp_path / "outputs").rglob("errors.html"))
    assert "Confident errors" in page.read_text(encoding="utf-8")
    kinds = {row["kind"] for row in rows(page.parent / "slices.csv")}
    assert kinds <= {"length", "number of topics", "topics together"} and "number of topics" in kinds
    assert not (page.parents[1] / "documents.csv").exists()
