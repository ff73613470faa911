"""Small fitted classifiers and rows, for the tests of classification."""

import json
import subprocess
import sys

from paratopic.bundle.saved import SavedClassifier
from paratopic.bundle.store import save_bundle
from paratopic.evaluation.calibration import Calibrators
from paratopic.evaluation.calibrators import Sigmoid
from paratopic.evaluation.thresholds import fixed_thresholds
from paratopic.models.protocol import FitContext
from paratopic.models.tfidf_logistic import TfidfLogistic
from support import LINES, examples

NAMES = ("sanctions", "humanitarian")


def small_classifier(word=(1, 2), char=None):
    model = TfidfLogistic(
        word=word,
        char=char,
        min_df=1,
        max_features=None,
        sublinear_tf=True,
        C=10.0,
        class_weight="balanced",
    )
    model.fit(examples(), FitContext(seed=1))
    calibrators = Calibrators(NAMES, tuple(Sigmoid(2.0, 0.1) for _ in NAMES))
    return SavedClassifier("tfidf_logistic", model, NAMES, calibrators, fixed_thresholds(NAMES))


def small_bundle(folder, **settings):
    return save_bundle(small_classifier(**settings), folder)


def rows(n):
    kinds = list(LINES)
    return [{"n": i, "text": LINES[kinds[i % 3]].format(i), "note": f"é{i}"} for i in range(n)]


def write_jsonl(path, found):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found), encoding="utf-8")
    return path


def read_jsonl(text):
    return [json.loads(line) for line in text.splitlines()]


HEAVY = (
    "sklearn",
    "torch",
    "torch._dynamo",
    "transformers",
    "datasets",
    "mlflow",
    "pandas",
    "scipy.stats",
    "matplotlib",
)


def loaded(*arguments, cwd):
    """Which heavy packages a command had loaded when it ended."""
    code = (
        "import sys\nfrom paratopic.cli.app import main\n"
        f"sys.argv = ['paratopic', *{list(map(str, arguments))!r}]\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        f"print(*[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, check=True, timeout=120
    )
    return done.stderr.split()
