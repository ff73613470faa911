"""The page: well-formed, nothing from elsewhere, everything escaped, readable whatever the data."""

import re
from html.parser import HTMLParser

import numpy as np
import pytest

from paratopic.analysis.analyse import analyse
from paratopic.analysis.excerpt import LONGEST, excerpt
from paratopic.analysis.page import to_html
from paratopic.analysis.terminal import analysis_parts
from paratopic.models.evidence.evidence import Span

VOID = {"meta", "br", "line", "circle", "rect", "path"}


class Checker(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.problems = [], []

    def handle_starttag(self, tag, attributes):
        if tag not in VOID:
            self.open.append(tag)
        if tag == "script" or any(
            name in ("src", "href") and not value.startswith("#") for name, value in attributes
        ):
            self.problems.append((tag, attributes))

    def handle_endtag(self, tag):
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.problems.append(("unbalanced", tag))


def explain(texts, topics):
    return [
        {k: [Span(0, 8, 1.5), Span(28, 33, 0.7, "<b>"), Span(34, 37, -0.2)] for k in asked}
        for asked in topics
    ]


def page(judged, metadata=None, **options):
    return to_html(found(judged, metadata, **options))


def found(judged, metadata=None, **options):
    options = {
        "model": "tfidf_svm",
        "part": "test",
        "held_out": {"test": judged},
        "explain": explain,
        **options,
    }
    return analyse(judged, thresholds=[0.5] * len(judged.topics), metadata=metadata or {}, **options)


def checked(html):
    checker = Checker()
    checker.feed(html)
    assert checker.problems == [] and checker.open == []
    return html


def test_the_page_is_well_formed_and_escaped(judged, metadata, evil):
    metadata["d0"]["genre"] = metadata["d3"]["genre"] = evil
    html = checked(page(judged, metadata, model=evil))
    assert evil not in html and "<b>" not in html
    assert "&lt;script&gt;" in html
    for heading in (
        "Where it is worse than elsewhere",
        "Confident errors",
        "By genre",
        "Probable label errors",
    ):
        assert heading in html
    assert "▲ worse" in html and "Worse than elsewhere on genre news" in html


def test_shares_of_evidence_are_told_in_words_too(judged):
    html = page(judged)
    assert "for: “&lt;script&gt;” +1.50, “froze” +0.70 (rule &lt;b&gt;); against: “the” −0.20" in html


def test_ninety_topics_stay_readable(make_judged):
    judged = make_judged(topics=tuple(f"topic-{k}" for k in range(90)))
    html = checked(page(judged))
    assert "F1 topic-0" not in html  # no ninety columns
    assert len(re.findall('<th scope="col"', html)) < 100
    assert "20 topics with most doubts" in html or "looks wrong" in html or "look wrong" in html


def test_a_model_without_errors_has_a_page(make_judged):
    judged = make_judged()
    judged.predictions[:] = judged.targets
    judged.probabilities[:] = np.where(judged.targets == 1, 0.9, 0.1)
    html = checked(page(judged))
    assert "No decision is wrong." in html and "0 of 480 test labels look wrong." in html


def test_one_paragraph_of_one_document_is_no_trouble(make_judged):
    checked(page(make_judged(documents=1, size=1)))


def test_only_the_test_part_warns_of_peeking(judged):
    warning = "What is changed because of errors on the test part is no longer tested by it"
    assert warning in page(judged)
    assert warning not in page(judged, part="development")


def test_a_long_text_is_cut_around_its_strongest_evidence():
    text = "x" * 60_000 + " sanctions & more " + "y" * 40_000
    shown = excerpt(text, [Span(60_001, 60_010, 2.0)])
    assert '<mark title="“sanctions” +2.00">sanctions</mark> &amp; more' in shown
    assert len(shown) < LONGEST + 300 and "100,018 characters in all" in shown
    assert excerpt("a < b") == "a &lt; b"


@pytest.mark.parametrize("width", [80, 120])
def test_the_terminal_shows_it_in_its_width(judged, metadata, width):
    from io import StringIO

    from rich.console import Console

    stream = StringIO()
    console = Console(file=stream, width=width, highlight=False, markup=False)
    for one in analysis_parts(found(judged, metadata), width=width):
        console.print(one)
    lines = stream.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    text = " ".join(" ".join(lines).split())
    assert "Worse than elsewhere on genre news" in text and "Too much, the model was surest of:" in text
    assert "look wrong (confident learning)" in text
