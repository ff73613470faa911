"""A numbered configuration and a written answer belong together; the README's table is the results file."""

import csv
import re

import pytest

from support import ROOT

CONFIGURED = {path.stem for path in (ROOT / "conf" / "experiment").glob("[0-9]*.yaml")}
ANSWERED = {path.name for path in (ROOT / "experiments").iterdir() if path.is_dir()}


def table(text):
    """The first Markdown table as rows of cells."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in rows if not all(set(cell) <= set("-: ") for cell in row)]


def test_every_experiment_has_its_answer_and_its_configuration():
    assert CONFIGURED == ANSWERED


@pytest.mark.parametrize("name", sorted(ANSWERED))
def test_the_readmes_table_is_the_results_file(name):
    folder = ROOT / "experiments" / name
    with (folder / "results.csv").open(encoding="utf-8", newline="") as stream:
        stored = list(csv.reader(stream))
    found = table((folder / "README.md").read_text(encoding="utf-8"))
    assert found[: len(stored)] == stored


@pytest.mark.parametrize("name", sorted(ANSWERED))
def test_the_readme_has_question_command_and_decision(name):
    text = (ROOT / "experiments" / name / "README.md").read_text(encoding="utf-8")
    for word in ("Question", "Command", "Decision"):
        assert re.search(rf"\*\*{word}|## {word}", text), word


def test_no_code_among_the_answers():
    assert not list((ROOT / "experiments").rglob("*.py"))
