"""Bad input: one sentence, exit code 2, nothing on standard output, no file left behind."""

import json
import sqlite3

import pytest


def refused(done, *words):
    assert done.returncode == 2, (done.returncode, done.stderr)
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert lines[-1].startswith("paratopic: ")
    for word in words:
        assert word in done.stderr, (word, done.stderr)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing.txt", None, ("missing.txt", "found nothing there; check the path.")),
        ("our last report.pdf", None, ("our last report.pdf", "found nothing there; check the path.")),
        (
            "The Council met.",
            None,
            ("nothing there; a text goes to standard input: echo TEXT | paratopic classify -.",),
        ),
        ("no.xlsx", b"text\nabc\n", ("no.xlsx", "expected an Excel workbook (.xlsx)")),
        ("empty.txt", b"", ("empty.txt", "empty")),
        ("binary.txt", b"\x00\x01\x02" * 50, ("binary.txt",)),
        ("broken.jsonl", b'{"text": "a"}\n{"text": \n', ("broken.jsonl:2:", "broken line")),
        ("notext.jsonl", b'{"txt": "a"}\n', ("notext.jsonl:1:", "expected a column 'text'")),
        ("list.jsonl", b"[1]\n", ("list.jsonl:1:", "expected a JSON object")),
        ("latin.jsonl", '{"text": "é"}\n'.encode("latin-1"), ("latin.jsonl:1:", "expected UTF-8")),
        ("empty.jsonl", b"", ("empty.jsonl", "expected rows, found none")),
        ("ragged.csv", b"id,text\n1,a,b\n", ("ragged.csv:2:", "expected 2 cells")),
        ("no.parquet", b"not parquet", ("no.parquet", "expected a Parquet file")),
        ("image.xyz", b"abc", ("image.xyz",)),
    ],
)
def test_inputs_of_classify(name, content, words, tmp_path, paratopic):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    before = sorted(tmp_path.iterdir())
    refused(paratopic("classify", name, "--model", "rules", "-o", "out.jsonl", cwd=tmp_path), *words)
    assert sorted(tmp_path.iterdir()) == before


def test_folder_without_documents(tmp_path, paratopic):
    (tmp_path / "folder").mkdir()
    refused(paratopic("classify", "folder", "--model", "rules", cwd=tmp_path), "folder", "found none")


def test_empty_standard_input(tmp_path, paratopic):
    refused(paratopic("classify", "-", "--model", "rules", cwd=tmp_path, stdin=" \n"), "standard input")


def test_no_champion_says_which_commands_make_one(tmp_path, paratopic):
    (tmp_path / "a.txt").write_text("Hello there, members.", encoding="utf-8")
    refused(
        paratopic("classify", "a.txt", cwd=tmp_path),
        "no champion yet",
        "paratopic run experiment=demo",
        "paratopic promote best",
        "--model rules",
    )


def test_unknown_model(tmp_path, paratopic):
    (tmp_path / "a.txt").write_text("Hello there, members.", encoding="utf-8")
    refused(paratopic("classify", "a.txt", "--model", "gpt", cwd=tmp_path), "unknown model 'gpt'")
    refused(
        paratopic("classify", "a.txt", "--model", "tfidf_svm", cwd=tmp_path), "no finished run of tfidf_svm"
    )


def test_unknown_topic_of_a_threshold(tmp_path, paratopic):
    (tmp_path / "a.txt").write_text("Hello there, members.", encoding="utf-8")
    refused(
        paratopic("classify", "a.txt", "--model", "rules", "--threshold", "weather=0.5", cwd=tmp_path),
        "unknown topic 'weather'",
    )


def test_unknown_config_key(tmp_path, paratopic):
    refused(paratopic("run", "sede=3", cwd=tmp_path), "sede")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("model=hybird", "unknown model 'hybird' (did you mean hybrid?), expected one of contrastive, "),
        (
            "split=random",
            "unknown split 'random', expected one of holdout, kfold, leave_one_out, repeated, temporal.",
        ),
        (
            "codebook=mine.yaml",
            "unknown codebook 'mine.yaml', expected security or the path of a codebook's .yaml",
        ),
    ],
)
def test_unknown_option_of_a_group(typed, words, tmp_path, paratopic):
    refused(paratopic("run", typed, cwd=tmp_path), words)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["demo"], "expected KEY=VALUE, found 'demo'; type experiment=demo."),
        (["rules"], "expected KEY=VALUE, found 'rules'; type model=rules."),
        (["--experiment", "demo"], "unknown option '--experiment'; settings are typed as KEY=VALUE (experiment=VALUE)"),
        (["model=prior,rules"], "expected one value, found several in 'model=prior,rules'; add -m to run each"),
        (["data.train=mine.csv"], "'data.train' has no effect with data=corpus; it goes with data=labelled."),
        (["split.folds=3"], "'split.folds' has no effect with split=holdout; it goes with split=kfold or "),
        (["name="], "expected a name for the experiment, found none; type name=NAME."),
    ],
)  # fmt: skip
def test_what_people_type_first(typed, words, tmp_path, paratopic):
    refused(paratopic("run", "model=prior" if "=" in typed[0] else "seed=1", *typed, cwd=tmp_path), words)
    assert not [path for path in tmp_path.rglob("*.json") if path.is_file()]


def test_misspelt_key_in_an_experiment_file(tmp_path, paratopic):
    (tmp_path / "mine" / "experiment").mkdir(parents=True)
    (tmp_path / "mine" / "experiment" / "typo.yaml").write_text(
        "# @package _global_\nname: typo\ntresholds:\n  beta: 2\n", encoding="utf-8"
    )
    refused(paratopic("run", "--config-dir", "mine", "experiment=typo", cwd=tmp_path), "tresholds")


def test_key_without_effect_in_an_experiment_file(tmp_path, paratopic):
    (tmp_path / "mine" / "experiment").mkdir(parents=True)
    (tmp_path / "mine" / "experiment" / "idle.yaml").write_text(
        "# @package _global_\nname: idle\nsplit:\n  folds: 3\n", encoding="utf-8"
    )
    run = ("run", "--config-dir", "mine", "experiment=idle")
    refused(
        paratopic(*run, cwd=tmp_path),
        "'split.folds' has no effect with split=holdout; it goes with split=kfold",
    )
    refused(paratopic(*run, "split=temporal", "model=hybird", cwd=tmp_path), "unknown model 'hybird'")


def test_misspelt_model_key_in_an_experiment_file(tmp_path, paratopic):
    (tmp_path / "mine" / "experiment").mkdir(parents=True)
    (tmp_path / "mine" / "experiment" / "typo.yaml").write_text(
        "# @package _global_\nname: typo\nmodel:\n  min_fd: 2\n", encoding="utf-8"
    )
    refused(paratopic("run", "--config-dir", "mine", "experiment=typo", cwd=tmp_path), "model.min_fd")


def test_contradictory_gold_and_unknown_topic(copy_corpus, tmp_path, paratopic):
    path = copy_corpus / "gold.csv"
    text = path.read_text(encoding="utf-8")
    key = text.splitlines()[1].split(",")[0]
    path.write_text(text + f"{key},sanctions;deterrence;humanitarian\n", encoding="utf-8")
    refused(
        paratopic("run", "model=prior", f"data.path={copy_corpus}", cwd=tmp_path),
        "gold.csv:",
        "contradictory",
    )
    path.write_text(text.replace(f"\n{key},", f"\n{key},weather;", 1), encoding="utf-8")
    refused(
        paratopic("run", "model=prior", f"data.path={copy_corpus}", cwd=tmp_path), "unknown topic 'weather'"
    )


def test_unwritable_store(tmp_path, paratopic):
    done = paratopic(
        "run",
        "model=prior",
        cwd=tmp_path,
        MLFLOW_TRACKING_URI=f"sqlite:///{tmp_path}/no/such/folder/mlflow.db",
    )
    refused(done, "can't be written", "MLFLOW_TRACKING_URI")


def test_locked_store(small_corpus, tmp_path, paratopic):
    done = paratopic("run", "model=prior", f"data.path={small_corpus}", "evaluation.draws=50", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    connection = sqlite3.connect(tmp_path / "mlflow.db", isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    try:
        refused(paratopic("run", "model=prior", f"data.path={small_corpus}", cwd=tmp_path), "locked")
    finally:
        connection.close()


def test_a_store_that_is_no_database(tmp_path, paratopic):
    (tmp_path / "mlflow.db").write_text("hello " * 100, encoding="utf-8")
    refused(paratopic("run", "model=prior", cwd=tmp_path), "mlflow.db")


def test_server_that_is_not_there(tmp_path, paratopic):
    done = paratopic("run", "model=prior", cwd=tmp_path, MLFLOW_TRACKING_URI="http://127.0.0.1:9")
    refused(done, "http://127.0.0.1:9", "does not answer")


def test_compare_without_runs(tmp_path, paratopic):
    refused(paratopic("compare", cwd=tmp_path), "no finished run yet", "paratopic run experiment=demo")


def test_labelled_data_without_texts(tmp_path, paratopic):
    (tmp_path / "t.jsonl").write_text(json.dumps({"body": "a", "labels": []}) + "\n", encoding="utf-8")
    refused(
        paratopic("run", "data=labelled", "data.train=t.jsonl", "model=prior", cwd=tmp_path),
        "t.jsonl:1:",
        "expected the columns text and labels",
    )
