"""What is analysed: slices by what is known, the surest errors, the least believed labels."""

import csv

import numpy as np
import pytest

from paratopic.analysis.analyse import analyse
from paratopic.analysis.confident import confident_errors
from paratopic.analysis.doubted import doubted_labels
from paratopic.analysis.sentences import verdict, worse_sentences
from paratopic.analysis.sliced import slices_of
from paratopic.analysis.tables import TABLES, write_tables
from paratopic.errors import ConfigError
from paratopic.models.evidence.evidence import Span


def explain(texts, topics):
    return [
        {k: [Span(28, 33, 1.5, "froze-1"), Span(34, 44, 0.7), Span(45, 54, -0.4)] for k in asked}
        for asked in topics
    ]


def made(judged, metadata, **options):
    options = {
        "thresholds": [0.5] * len(judged.topics),
        "held_out": {"test": judged},
        "explain": explain,
        **options,
    }
    return analyse(judged, model="tfidf_svm", part="test", metadata=metadata, **options)


def names(slices, kind):
    return [one.name for one in slices if one.kind == kind]


def test_slices_follow_from_texts_documents_and_topics(judged, metadata):
    found = slices_of(judged, metadata)
    assert sorted(names(found, "genre")) == ["news", "resolution"]
    assert names(found, "issuer") == ["Office 0", "Office 1"]
    assert names(found, "year") == ["2020", "2021", "2022"]
    assert names(found, "number of topics") == [
        "no topic",
        "one topic",
        "two topics",
        "three topics or more",
    ]
    assert names(found, "topics together") == ["sanctions and humanitarian"]
    lengths = [one.rows for one in found if one.kind == "length"]
    assert len(lengths) == 4 and (np.sum(lengths, axis=0) == 1).all()
    years = np.sum([one.rows for one in found if one.kind == "year"], axis=0)
    assert (years == (np.array(judged.documents) != "d1")).all()  # nothing is known of d1


def test_what_is_not_known_is_no_slice(judged):
    assert {one.kind for one in slices_of(judged, {})} == {"length", "number of topics", "topics together"}


def test_a_planted_bad_genre_is_named_in_one_sentence(judged, metadata):
    found = made(judged, metadata)
    sentence = verdict(found)
    assert sentence == worse_sentences(found)[0]
    news = next(one for one in found.slices if one.name == "news")
    assert sentence == (
        f"Worse than elsewhere on genre news: {news.rate.estimate:.0%} of 80 paragraphs decided wrongly (elsewhere "
        f"{news.elsewhere:.0%}), {news.decisions} wrong decisions where {news.expected:.0f} are expected of such "
        f"labels (p = {news.p_holm:.3f} after Holm over {found.tested} slices of the test part)."
    )


def test_without_a_worse_slice_the_sentence_says_so(make_judged):
    small = make_judged(documents=2)
    assert "is large enough to be tested (at least 20 paragraphs of 3 documents" in verdict(made(small, {}))
    even = make_judged(seed=4)
    even.predictions[:] = even.targets
    found = made(even, {})
    assert verdict(found).startswith("No slice of the test part is significantly worse than elsewhere (")


def test_confident_errors_are_the_wrong_decisions_sorted(judged):
    found = confident_errors(judged, [0.5, 0.5], most=5)
    for missed in (False, True):
        rows = [one for one in found if one.missed == missed]
        doubt = [1 - one.probability if missed else one.probability for one in rows]
        wrong = (judged.targets == missed) & (judged.predictions != judged.targets)
        surest = np.sort(np.where(missed, 1 - judged.probabilities, judged.probabilities)[wrong])[::-1]
        assert doubt == pytest.approx(surest[:5])
        assert all((one.topic in one.labels) == missed for one in rows)
        assert all((one.topic in one.decided) != missed for one in rows)


def test_one_topic_does_not_fill_the_list(make_judged):
    judged = make_judged(topics=tuple(f"t{k}" for k in range(24)))
    assert len(confident_errors(judged, [0.5] * 24, most=12)) == 4  # all errors are of t0: two of each kind
    assert len(confident_errors(judged, [0.5] * 24, most=12, topic="t0")) == 24
    assert confident_errors(judged, [0.5] * 24, most=12, topic="t1") == []


def test_evidence_for_and_against_is_kept_apart(judged, metadata):
    one = made(judged, metadata).confident[0]
    assert [(span.start, span.rule) for span in one.pro] == [(28, "froze-1"), (34, "")]
    assert [(span.start, span.contribution) for span in one.contra] == [(45, -0.4)]
    assert made(judged, metadata, explain=None).confident[0].pro == ()


def test_doubted_labels_come_from_every_part_least_believed_first(judged):
    found = doubted_labels({"development": judged, "test": judged})
    assert {one.part for one in found} == {"development", "test"}
    assert [one.belief for one in found] == sorted(one.belief for one in found)
    assert all((one.topic in one.labels) == one.given for one in found)


def test_a_topic_narrows_errors_and_labels(judged, metadata):
    found = made(judged, metadata, topic="sanctions")
    assert {one.topic for one in (*found.confident, *found.doubted)} == {"sanctions"}
    with pytest.raises(ConfigError, match="unknown topic 'trade'; this model has sanctions, humanitarian"):
        made(judged, metadata, topic="trade")


def test_the_tables_hold_everything(judged, metadata, tmp_path):
    found = made(judged, metadata)
    assert [path.name for path in write_tables(tmp_path, found)] == list(TABLES)
    rows = {}
    for name in TABLES:
        with (tmp_path / name).open(encoding="utf-8", newline="") as stream:
            rows[name] = list(csv.DictReader(stream))
    news = next(row for row in rows["slices.csv"] if row["slice"] == "news")
    assert news["worse"] == "true" and int(news["paragraphs"]) == 80 and float(news["p_holm"]) < 0.01
    assert len(rows["slices.csv"]) == len(found.slices)
    first = rows["confident_errors.csv"][0]
    assert first["for"] == "froze (+1.50); the assets (+0.70)" and first["rules"] == "froze-1"
    assert len(rows["probable_label_errors.csv"]) == len(found.doubted)
    by_topic = [row for row in rows["slices_by_topic.csv"] if row["slice"] == "news"]
    assert [row["topic"] for row in by_topic] == ["sanctions", "humanitarian"]
