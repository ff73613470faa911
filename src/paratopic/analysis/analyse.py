"""The error analysis of one model on one part of the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from paratopic.analysis.confident import ConfidentError, Explain, confident_errors, with_evidence
from paratopic.analysis.doubted import DoubtedLabel, doubted_labels
from paratopic.analysis.sliced import Metadata, slices_of
from paratopic.errors import ConfigError
from paratopic.evaluation.slices import SliceErrors, judge_slices
from paratopic.tracking.predictions import Predictions

MOST = 12


@dataclass(frozen=True)
class Analysis:
    """Where `model` errs on the paragraphs of `part`, and which labels (of all `held_out` parts) look wrong.

    `held_out` maps a part to its number of labels; `wrong` counts paragraphs with a wrong decision. `note` says
    what could not be told.
    """

    model: str
    part: str
    paragraphs: int
    documents: int
    wrong: int
    topics: tuple[str, ...]
    slices: tuple[SliceErrors, ...]
    confident: tuple[ConfidentError, ...]
    doubted: tuple[DoubtedLabel, ...]
    held_out: Mapping[str, int]
    note: str = ""

    @property
    def worse(self) -> list[SliceErrors]:
        """Return the slices that are significantly worse than elsewhere, the clearest first."""
        found = [one for one in self.slices if one.worse()]
        return sorted(found, key=lambda one: (one.p_holm, one.elsewhere - one.rate.estimate))

    @property
    def figures(self) -> dict[str, float]:
        """Return the counts that a run logs."""
        counts = {"worse_slices": len(self.worse), "doubted_labels": len(self.doubted)}
        return {f"error_analysis/{name}": float(count) for name, count in counts.items()}

    @property
    def tested(self) -> int:
        """Return how many slices were tested."""
        return sum(one.p is not None for one in self.slices)


def analyse(
    judged: Predictions,
    *,
    model: str,
    part: str,
    thresholds: Sequence[float],
    metadata: Metadata,
    held_out: Mapping[str, Predictions],
    explain: Explain | None,
    topic: str | None = None,
    most: int = MOST,
) -> Analysis:
    """Return the analysis; with `topic` its confident errors and doubted labels are of that topic only.

    `held_out` are paragraphs with probabilities by models that had not seen them, by part. Without `explain` the
    errors have no evidence. Raises ConfigError at an unknown topic.
    """
    if topic is not None and topic not in judged.topics:
        raise ConfigError(f"unknown topic '{topic}'; this model has {', '.join(judged.topics)}.")
    errors = confident_errors(judged, thresholds, most=most, topic=topic)
    if explain is not None and errors:
        errors = with_evidence(errors, judged.topics, explain)
    slices = judge_slices(
        judged.targets, judged.predictions, judged.documents, judged.topics, slices_of(judged, metadata)
    )
    doubted = [one for one in doubted_labels(held_out) if topic in (None, one.topic)]
    return Analysis(
        model=model,
        part=part,
        paragraphs=len(judged.ids),
        documents=len(set(judged.documents)),
        wrong=int((judged.targets != judged.predictions).any(axis=1).sum()),
        topics=judged.topics,
        slices=tuple(slices),
        confident=tuple(errors),
        doubted=tuple(doubted),
        held_out={name: one.targets.size for name, one in held_out.items()},
    )
