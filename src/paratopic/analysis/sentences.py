"""What an analysis says, in sentences."""

from __future__ import annotations

from paratopic.analysis.analyse import Analysis
from paratopic.evaluation.slices import LEAST_DOCUMENTS, LEAST_PARAGRAPHS, SliceErrors

RULE = f"at least {LEAST_PARAGRAPHS} paragraphs of {LEAST_DOCUMENTS} documents inside and outside"

PHRASES = {
    "length": "paragraphs of {}",
    "number of topics": "paragraphs with {}",
    "topics together": "paragraphs with {} together",
}


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
    p = p_value(one)
    return (
        f"Worse than elsewhere on {PHRASES.get(one.kind, one.kind + ' {}').format(one.name)}: "
        f"{one.rate.estimate:.0%} of {one.paragraphs} paragraphs decided wrongly (elsewhere {one.elsewhere:.0%}), "
        f"{one.decisions} wrong decisions where {one.expected:.0f} are expected of such labels "
        f"(p {p if p.startswith('<') else f'= {p}'} after Holm over {analysis.tested} slices of the {analysis.part} "
        "part)."
    )


def label(one: SliceErrors) -> str:
    """Return a slice's short name: `genre fact sheet`, `two topics`."""
    return f"{one.kind} {one.name}" if one.kind in ("issuer", "genre", "year") else one.name


def p_value(one: SliceErrors) -> str:
    """Return the corrected p-value as text, nothing where the slice was not tested."""
    if one.p_holm is None:
        return ""
    return "< 0.001" if one.p_holm < 0.001 else f"{one.p_holm:.3f}"
