from dataclasses import replace

import pytest

from paratopic.compare.terminal import contest_tables, signed

SIX = ["tfidf_logistic", "tfidf_svm", "embedding_logistic", "transformer", "rules", "prior"]
FOUR = ["deterrence", "sanctions", "humanitarian", "partnerships"]


def printed(contest, width=80):
    from rich.console import Console

    console = Console(width=width, highlight=False)
    with console.capture() as captured:
        for table in contest_tables(contest, width=width):
            console.print(table)
    return captured.get()


def test_six_models_stand_whole_at_80_columns(make_contest):
    text = printed(make_contest(SIX, FOUR))
    for name in [*SIX, *FOUR, "95 % interval", "difference"]:
        assert name in text
    assert "…" not in text
    assert max(map(len, text.splitlines())) <= 80


def test_names_stand_whole_at_60_columns_too(make_contest):
    text = printed(make_contest(SIX, FOUR), 60)
    assert "fit s" not in text
    assert all(name in text for name in SIX) and "…" not in text


def test_many_topics_turn_the_table(make_contest):
    topics = [f"topic_number_{n}" for n in range(60)]
    text = printed(make_contest(SIX, topics))
    first = next(line for line in text.splitlines() if line.startswith("topic_number"))
    assert first.startswith("topic_number_59")  # the hardest first
    assert "20 further topics and 1 further model: --output report.html shows all." in " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize(
    ("reference", "sentence"),
    [(0, "Difference: to the best here, tfidf_logistic,"), (4, "Difference: to rules, on the same")],
)
def test_the_reference_is_named(make_contest, reference, sentence):
    assert sentence in " ".join(printed(make_contest(SIX, FOUR, reference=reference)).split())


def test_runs_that_failed_are_named(make_contest):
    contest = make_contest(SIX, FOUR)
    assert "Failed" not in printed(contest)
    failed = replace(contest, failed=tuple(f"hybrid · seed {seed}" for seed in range(1, 6)))
    said = "Failed, not here: hybrid · seed 1, hybrid · seed 2, hybrid · seed 3 and 2 more."
    assert said in " ".join(printed(failed).split())


def test_a_minus_is_a_minus():
    assert signed(-0.0244) == "−0.024"
    assert signed(0.0244) == "+0.024"
