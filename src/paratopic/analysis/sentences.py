"""What an analysis says, in sentences."""

from __future__ import annotations

from paratopic.analysis.analyse import Analysis
from paratopic.evaluation.slices import LEAST_DOCUMENTS, LEAST_PARAGRAPHS, SliceErrors

RULE = f"at least {LEAST_PARAGRAPHS} paragraphs of {LEAST_DOCUMENTS} documents inside and outside"


def worse_sentences(analysis: Analysis) -> list[str]:
    """Return a sentence for each slice that is significantly worse than elsewhere, the clearest first."""
    return [_sentence(analysis, one) for one in analysis.worse]


def verdict(analysis: Analysis) -> str:
    """Return one sentence: the clearest slice that is worse, or that none is."""
    found = worse_sentences(analysis)
    if found:
        more = len(found) - 1
        return found[0] + (f" {more} more slice{'s are' if more > 1 else ' is'} worse too." if more else "")
    if not analysis.tested:
        return f"No slice of the {analysis.part} part is large enough to be tested ({RULE})."
    return (
        f"No slice of the {analysis.part} part is significantly worse than elsewhere "
        f"({analysis.tested} tested, Holm's correction)."
    )


def _sentence(analysis: Analysis, one: SliceErrors) -> str:
    p = "p < 0.001" if (one.p_holm or 0) < 0.001 else f"p = {one.p_holm:.3f}"
    return (
        f"Worse than elsewhere on {one.kind} '{one.name}': {one.rate.estimate:.0%} of {one.paragraphs} "
        f"paragraphs decided wrongly, elsewhere {one.elsewhere:.0%} ({p} after Holm over {analysis.tested} "
        f"slices of the {analysis.part} part)."
    )
