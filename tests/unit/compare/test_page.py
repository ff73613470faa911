import re
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest

from paratopic.compare.disagreement import disagreements
from paratopic.compare.page import marked, to_html
from paratopic.tracking.predictions import Predictions

EVIL = '<script>alert("x")</script>'
VOID = {"meta", "br", "line", "circle", "rect", "path"}


def judged(flips=0, texts=None):
    targets = np.array([[1, 0], [0, 1], [1, 1], [0, 0]] * 3, dtype=np.int8)
    decided = targets.copy()
    decided[:flips, 0] ^= 1
    names = tuple(f"d{n // 4}#{n}" for n in range(12))
    return Predictions(
        ids=names,
        documents=tuple(name.split("#")[0] for name in names),
        texts=texts or tuple(f"paragraph {n}" for n in range(12)),
        topics=("sanctions", EVIL),
        targets=targets,
        predictions=decided,
        probabilities=np.where(decided == 1, 0.8, 0.2),
    )


@pytest.fixture
def contest(make_contest):
    found = make_contest(["tfidf_svm", EVIL, "rules"], ["sanctions", EVIL])
    texts = (EVIL + " & paragraph", *(f"paragraph {n}" for n in range(11)))
    pooled = [judged(0, texts), judged(3, texts), judged(1, texts)]
    labels = [one.label for one in found.contestants]
    return replace(found, judged=dict(zip(labels, pooled, strict=True)))


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.seen = [], set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.seen.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_is_well_formed_and_fetches_nothing(contest):
    page = to_html(contest)
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert not tags.seen & {"script", "link", "iframe", "img", "object"}
    assert not re.search(r"https?://|url\(|@import|\bon\w+=", page.replace("onemptied", ""))
    assert "default-src 'none'" in page


def test_untrusted_text_stays_text(contest):
    page = to_html(contest)
    assert EVIL not in page
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; paragraph" in page


def test_every_plot_has_words_for_those_who_do_not_see_it(contest):
    page = to_html(contest)
    assert page.count("<svg") == page.count('role="img"') + page.count('aria-hidden="true"')
    assert "tfidf_svm 0.900 from 0.870 to 0.920" in page
    assert page.count('tabindex="0"') >= 4 and '<html lang="en">' in page


def test_the_widest_splits_come_first(contest):
    found = disagreements(contest)
    assert [one.id for one in found] == ["d0#0", "d0#1", "d0#2"]
    assert found[0].gold == ("sanctions",)
    assert found[0].decided == {"tfidf_svm": ("sanctions",), EVIL: (), "rules": ()}


def test_models_that_agree_say_so(make_contest):
    alone = make_contest(["tfidf_svm"], ["sanctions"])
    assert "agree on every paragraph" in to_html(replace(alone, judged={"tfidf_svm": judged()}))


def test_evidence_is_marked_and_overlaps_are_not_doubled():
    spans = [(0, 5, "sanctions"), (3, 8, "x"), (9, 99, "x"), (9, 12, '"')]
    assert marked("asset<freeze>", spans) == (
        '<mark title="sanctions">asset</mark>&lt;fre<mark title="&quot;">eze</mark>&gt;'
    )
