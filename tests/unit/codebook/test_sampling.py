from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratopic.codebook.annotation.sampling import Design, draw
from paratopic.errors import EstimateError

ROWS = [
    {"id": f"d{n // 5}#{n % 5 + 1}", "document": f"d{n // 5}", "text": "x", "ward": "nsw"[min(n // 15, 2)]}
    for n in range(50)
]
SCORES = {row["id"]: number / 50 for number, row in enumerate(ROWS)}


@given(st.sampled_from(["random", "stratified", "uncertain"]), st.integers(9, 50), st.integers(0, 99))
def test_weights_add_up_to_the_population(kind: str, size: int, seed: int) -> None:
    by, bins = ("ward", 3) if kind == "stratified" else (None, 1)
    design = Design(size=size, kind=kind, by=by, bins=bins, seed=seed)
    drawn = draw(ROWS, design, probabilities=SCORES)
    assert len(drawn) == size
    assert len({row["id"] for row in drawn}) == size
    assert sum(1 / row["inclusion"] for row in drawn) == pytest.approx(50)
    assert drawn == draw(ROWS, design, probabilities=SCORES)


def test_documents_are_drawn_whole() -> None:
    drawn = draw(ROWS, Design(size=3, unit="document"))
    assert set(Counter(row["document"] for row in drawn).values()) == {5}
    assert {row["inclusion"] for row in drawn} == {3 / 10}


def test_inclusion_probabilities_are_the_shares_of_many_draws() -> None:
    design = {"size": 12, "kind": "stratified", "by": "ward"}
    counts: Counter[str] = Counter()
    for seed in range(400):
        drawn = draw(ROWS, Design(**design, seed=seed))
        counts.update(row["id"] for row in drawn)
        inclusion = {row["ward"]: row["inclusion"] for row in drawn}
    for row in ROWS:
        assert counts[row["id"]] / 400 == pytest.approx(inclusion[row["ward"]], abs=0.1)


def test_the_most_uncertain_are_certain_to_be_drawn() -> None:
    drawn = draw(ROWS, Design(size=10, kind="uncertain", random_share=0.5), probabilities=SCORES)
    sure = {row["id"] for row in drawn if row["inclusion"] == 1}
    assert sure == {ROWS[number]["id"] for number in (23, 24, 25, 26, 27)}
    assert {row["inclusion"] for row in drawn} == {1, 5 / 45}


@pytest.mark.parametrize(
    ("design", "sentence"),
    [
        (Design(size=51), "expected 1 to 50 paragraphs to draw, found 51"),
        (Design(size=0), "expected 1 to 50 paragraphs to draw, found 0"),
        (Design(size=5, unit="page"), "unknown unit 'page'; expected paragraph or document."),
        (Design(size=5, kind="quota"), "unknown design 'quota'; expected random, stratified, uncertain."),
        (Design(size=5, kind="stratified"), "needs --by COLUMN, or --bins 2 or more"),
        (
            Design(size=5, kind="stratified", by="year"),
            "has no column 'year'; found id, document, text, ward.",
        ),
        (Design(size=2, kind="stratified", by="ward"), "1 of 3 strata would get no draw (first: s)"),
        (Design(size=5, kind="uncertain"), "has no probability; classify the same paragraphs first"),
        (Design(size=5, kind="uncertain", unit="document"), "is drawn of paragraphs"),
        (Design(size=5, kind="uncertain", random_share=2), "expected a random share from 0 to 1, found 2."),
    ],
)
def test_a_design_that_can_not_be_drawn(design: Design, sentence: str) -> None:
    with pytest.raises(EstimateError) as caught:
        draw(ROWS, design)
    assert sentence in str(caught.value)


def test_an_invalid_design_is_drawn_when_told() -> None:
    design = Design(size=2, kind="stratified", by="ward", allow_invalid=True)
    assert len(draw(ROWS, design)) == 2
