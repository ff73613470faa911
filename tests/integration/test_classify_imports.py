"""What a command loads decides how soon it answers."""

import pytest

from classified import loaded, small_bundle


@pytest.mark.parametrize("arguments", [("--help",), ("classify", "--help")])
def test_help_loads_nothing_heavy(arguments, tmp_path):
    assert loaded(*arguments, cwd=tmp_path) == []


@pytest.mark.parametrize("form", ["jsonl", "table", "html"])
def test_a_linear_model_answers_without_heavy_packages(form, tmp_path):
    bundle = small_bundle(tmp_path / "bundle", char=(3, 5))
    (tmp_path / "a.txt").write_text("They froze the assets of two officials.", encoding="utf-8")
    found = loaded("classify", "a.txt", "--explain", "--format", form, "--model", bundle, cwd=tmp_path)
    assert found == []


def test_rules_answer_without_heavy_packages(tmp_path):
    (tmp_path / "a.txt").write_text("They froze the assets of two officials.", encoding="utf-8")
    assert loaded("classify", "a.txt", "--model", "rules", cwd=tmp_path) == []
