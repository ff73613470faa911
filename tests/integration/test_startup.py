"""What must not be loaded: `--help` is fast, and importing paratopic costs nothing."""

import subprocess
import sys

import paratopic

HEAVY = ("sklearn", "torch", "transformers", "datasets", "mlflow", "pandas", "matplotlib", "hydra")


def loaded(code):
    program = f"import sys\n{code}\nprint(*sorted({{name.split('.')[0] for name in sys.modules}}), sep='\\n')"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_help_loads_nothing_heavy():
    code = "from paratopic.cli.app import app\ntry:\n    app(['--help'])\nexcept SystemExit:\n    pass"
    assert not loaded(code) & set(HEAVY)


def test_import_loads_nothing_heavy():
    assert not loaded("import paratopic") & {*HEAVY, "numpy", "typer"}


def test_every_public_name_is_there():
    assert sorted(paratopic.__all__) == sorted(paratopic._PLACES)
    for name in paratopic.__all__:
        assert getattr(paratopic, name) is not None


def test_public_names_are_pinned():
    assert paratopic.__all__ == [
        "Annotation", "Classifier", "Codebook", "Document", "Paragraph", "ParatopicError", "Prediction",
        "compare", "load_dataset", "promote", "run",
    ]  # fmt: skip
