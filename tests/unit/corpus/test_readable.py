"""However a text comes in, the classifier reads the same."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from classified import read_jsonl, small_bundle, write_jsonl
from paratopic.bundle.store import load_bundle
from paratopic.cli.app import app
from paratopic.corpus.readable import readable
from paratopic.inference.classifier import Classifier
from paratopic.inference.pyfunc import PyfuncClassifier

TEXTS = [
    "•  They froze the\n   as-\nsets of two officials.",
    "> **Convoys** brought  food\u00ad to\u200b the camps.",
    "- • lone \ud800 half",
]


def test_library_pyfunc_and_command_line_agree(tmp_path):
    bundle = small_bundle(tmp_path / "bundle", char=(3, 5))
    classifier = Classifier(load_bundle(bundle), name="m", folder=bundle)
    found = classifier.classify(TEXTS)
    mended = classifier.probabilities_of_read([readable(text) for text in TEXTS])
    assert classifier.probabilities(TEXTS).tolist() == mended.tolist()
    assert [list(one.probabilities.values()) for one in found] == mended.tolist()
    frame = PyfuncClassifier(classifier).predict(pd.DataFrame({"text": TEXTS[:2]}))
    assert frame.filter(like="probability_").to_numpy().tolist() == mended[:2].tolist()
    source = write_jsonl(tmp_path / "in.jsonl", [{"text": text} for text in TEXTS[:2]])
    done = CliRunner().invoke(app, ["classify", str(source), "--model", str(bundle), "--format", "jsonl"])
    rows = read_jsonl(done.stdout)
    assert [list(row["probabilities"].values()) for row in rows] == mended[:2].round(6).tolist()
    raw = classifier.saved.probabilities(TEXTS[:1])
    assert abs(raw - mended[:1]).max() > 1e-6


@given(st.text(alphabet="ab A.<>/-*_•[]()\n\u2010“”\ud800ﬁ", max_size=60))
def test_what_is_readable_stays_as_it_is(text):
    assert readable(readable(text)) == readable(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("They froze assets.¹ The council met²,", "They froze assets. The council met,"),
        ("“No.”³", "“No.”"),
        ("de\ufffevelopment", "development"),
        ("3 km² of 10³ m² and CO₂", "3 km² of 10³ m² and CO₂"),
    ],
)
def test_marks_of_notes_are_not_read_and_units_are(text, read):
    assert readable(text) == read
