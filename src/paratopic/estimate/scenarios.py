"""Corpora with known truth and classifiers that err in known ways, for the simulation study."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from paratopic.estimate.batches import Batch, Group
from paratopic.estimate.corpus import Corpus, Sums
from paratopic.estimate.design import Sample
from paratopic.evaluation.checks import Floats, Ints
from paratopic.evaluation.logistic import sigmoid

DOCUMENTS, SIZE = 500, 12
GROUPS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """How labels and predictions come about, and how the sample is drawn.

    `signal` separates the classes (2 gives an F1 of about 0.6, 3.5 of about 0.9); `prior` is the share of positives
    that the classifier was trained for; `bias` shifts its log-odds, by group; `shift` moves the share by group.
    `valid` names the methods whose assumptions hold; naive counting is never among them.
    """

    name: str
    prevalence: float = 0.2
    signal: float = 3.5
    prior: float | None = None
    bias: tuple[float, float, float] = (0.0, 0.0, 0.0)
    shift: tuple[float, float, float] = (0.0, 0.0, 0.0)
    clustering: float = 0.5
    draw: str = "paragraphs"
    target: str = "corpus"
    valid: tuple[str, ...] = ("gold", "ppi", "dsl", "rogan_gladen", "quantify")


DESIGN_BASED = ("gold", "ppi", "dsl")
SCENARIOS = (
    Scenario(name="accurate and calibrated"),
    Scenario(name="weak classifier", signal=1.5),
    Scenario(
        name="errors differ by group",
        signal=2.5,
        bias=(-1.5, 0.0, 1.5),
        shift=(0.3, 0.0, -0.3),
        valid=DESIGN_BASED,
    ),
    Scenario(name="prevalence shift", signal=2.5, prevalence=0.1, prior=0.4),
    Scenario(name="rare topic", prevalence=0.06, signal=3.0),
    Scenario(name="whole documents drawn", draw="documents"),
    Scenario(
        name="drawn by probability",
        draw="stratified",
        signal=2.5,
        bias=(-0.7, -0.7, -0.7),
        valid=(*DESIGN_BASED, "rogan_gladen"),
    ),
    Scenario(
        name="what sources write", target="process", clustering=1.0, valid=(*DESIGN_BASED, "rogan_gladen")
    ),
)


@dataclass(frozen=True, slots=True)
class World:
    """One corpus: labels y, probabilities p (n,), groups and documents as numbers, and its sums."""

    y: Floats
    p: Floats
    group: Ints
    document: Ints
    names: list[str]
    corpus: Corpus
    truth: Floats


def make_world(scenario: Scenario, rng: np.random.Generator) -> World:
    """Write a corpus: documents have their own level, so paragraphs of one document are alike."""
    n, document = DOCUMENTS * SIZE, np.repeat(np.arange(DOCUMENTS), SIZE)
    group = document % GROUPS
    level = np.log(scenario.prevalence / (1 - scenario.prevalence))
    own = rng.normal(scale=scenario.clustering, size=DOCUMENTS)[document]
    expected = sigmoid(level + own + np.array(scenario.shift)[group])
    y = (rng.random(n) < expected).astype(np.float64)
    prior = scenario.prevalence if scenario.prior is None else scenario.prior
    evidence = scenario.signal * (rng.normal(size=n) + scenario.signal * (y - 0.5))
    p = sigmoid(np.log(prior / (1 - prior)) + evidence + np.array(scenario.bias)[group])
    names = [f"d{i}" for i in range(DOCUMENTS)]
    return World(
        y, p, group, document, names, _sums(scenario, p, group, document, names), _truth(scenario, y, group)
    )


def draw_sample(world: World, scenario: Scenario, size: int, rng: np.random.Generator) -> Sample:
    """Draw a coded sample of about `size` paragraphs by the scenario's design."""
    index, inclusion = DRAWS[scenario.draw](world, size, rng)
    whole = scenario.draw == "documents"
    unit = np.unique(world.document[index], return_inverse=True)[1] if whole else np.arange(len(index))
    clusters = np.array(
        [world.corpus.cluster_of(world.names[i]) for i in world.document[index]], dtype=np.int64
    )
    return Sample(
        world.y[index, None],
        world.p[index, None],
        (world.p[index, None] >= 0.5).astype(np.float64),
        world.group[index],
        inclusion,
        unit.astype(np.int64),
        np.unique(inclusion, return_inverse=True)[1].astype(np.int64),
        clusters,
        "document" if whole else "paragraph",
    )


def _sums(scenario: Scenario, p: Floats, group: Ints, document: Ints, names: list[str]) -> Corpus:
    documents = np.array(names, dtype=object)[document]
    sums = Sums(1, clusters=scenario.target == "process", histogram=True)
    groups: list[Group] = [(f"g{i}",) for i in range(GROUPS)]
    ones = np.ones(len(p), dtype=np.int64)
    decided = (p[:, None] >= 0.5).astype(np.float64)
    sums.add(Batch(documents, documents, groups, group, p[:, None], decided, ones == 0, ones))
    return sums.finish(("topic",))


def _truth(scenario: Scenario, y: Floats, group: Ints) -> Floats:
    """Return the shares that are estimated, (1 + G,): all, then groups; of the process, their expectations."""
    if scenario.target == "corpus":
        groups = [y[group == g].mean() for g in range(GROUPS)]
        return np.array([y.mean(), *groups])
    nodes, weights = np.polynomial.hermite_e.hermegauss(80)
    level = np.log(scenario.prevalence / (1 - scenario.prevalence))
    expected = [
        float(weights @ sigmoid(level + move + scenario.clustering * nodes) / weights.sum())
        for move in scenario.shift
    ]
    return np.array([np.mean(expected), *expected])


def _paragraphs(world: World, size: int, rng: np.random.Generator) -> tuple[Ints, Floats]:
    n = len(world.y)
    return rng.choice(n, size, replace=False), np.full(size, size / n)


def _documents(world: World, size: int, rng: np.random.Generator) -> tuple[Ints, Floats]:
    chosen = rng.choice(DOCUMENTS, size // SIZE, replace=False)
    index = np.flatnonzero(np.isin(world.document, chosen))
    return index, np.full(len(index), len(chosen) / DOCUMENTS)


def _stratified(world: World, size: int, rng: np.random.Generator) -> tuple[Ints, Floats]:
    """Draw half of the sample where the probability is above 0.1, half below."""
    parts = [np.flatnonzero(world.p > 0.1), np.flatnonzero(world.p <= 0.1)]
    half = size // 2
    index = np.concatenate([rng.choice(part, half, replace=False) for part in parts])
    return index, np.repeat([half / len(part) for part in parts], half)


DRAWS: dict[str, Callable[[World, int, np.random.Generator], tuple[Ints, Floats]]] = {
    "paragraphs": _paragraphs,
    "documents": _documents,
    "stratified": _stratified,
}
