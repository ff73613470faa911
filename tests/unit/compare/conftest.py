import pytest

from paratopic.compare.contest import Contest, Contestant
from paratopic.evaluation.intervals import Interval
from paratopic.tracking.search import LoggedRun


def logged(run_id, model="rules", seed=1, **metrics):
    return LoggedRun(run_id, "demo", model, seed, {"validation/macro_f1": 0.5, **metrics}, {}, {}, "", 0)


def build(models, topics, *, reference=0):
    contestants = []
    for place, model in enumerate(models):
        value = 0.9 - 0.1 * place
        contestants.append(
            Contestant(
                label=model,
                runs=(logged(f"run{place}", model),),
                validation=value,
                interval=Interval(value, value - 0.03, value + 0.02, 0.95, "percentile", 1000, 0),
                difference=None if place == reference else (-0.1 * place, -0.2, -0.01, 0.013),
                topics={topic: value - 0.01 * number for number, topic in enumerate(topics)},
                seconds=11.2,
            )
        )
    return Contest(
        experiment="demo",
        metric="macro_f1",
        reference=models[reference],
        contestants=tuple(contestants),
        chosen=contestants[0].runs[0],
        documents=36,
        paragraphs=451,
    )


@pytest.fixture
def make_contest():
    return build


@pytest.fixture
def make_run():
    return logged
