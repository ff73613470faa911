"""Evidence for disputed paragraphs, from the best model that can say why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from paratopic.bundle.table import MODELS, model_class
from paratopic.compare.contest import Contest
from paratopic.compare.disagreement import Disputed
from paratopic.errors import ParatopicError

SPANS = 3


def with_evidence(
    contest: Contest, disputed: Sequence[Disputed], *, tracking_uri: str | None = None
) -> tuple[list[Disputed], str]:
    """Return the paragraphs with spans and the label of the model that gave them ("" where none could).

    Spans are asked for every topic that any model or the gold label gives. Only models that explain themselves
    directly are asked: leaving words out one by one would take a slow model minutes.
    """
    from paratopic.inference.classifier import Classifier

    for one in contest.contestants:
        run = one.runs[0]
        if run.model not in MODELS or not hasattr(model_class(run.model), "explain"):
            continue
        try:
            classifier = Classifier.load(run.run_id, tracking_uri=tracking_uri)
            asked = [_topics(each, classifier.topics) for each in disputed]
            found = classifier.explain([each.text for each in disputed], asked, limit=SPANS)
        except ParatopicError:
            continue  # its bundle is gone or was changed: the next model may do
        done = [
            replace(each, spans=tuple((s.start, s.end, t) for t, spans in row.items() for s in spans))
            for each, row in zip(disputed, found, strict=True)
        ]
        return done, one.label
    return list(disputed), ""


def _topics(one: Disputed, known: Sequence[str]) -> list[str]:
    named = {topic for topics in (one.gold, *one.decided.values()) for topic in topics}
    return [topic for topic in known if topic in named]
