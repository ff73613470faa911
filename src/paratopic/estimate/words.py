"""Say in plain words what may be claimed, and what not."""

from __future__ import annotations

from paratopic.estimate.result import Change, Estimates, Share

METHOD = {
    "ppi": "predictions corrected by the coded sample, weighted so that the interval is shortest "
    "(prediction-powered inference with power tuning; Angelopoulos, Duchi and Zrnic 2023)",
    "dsl": "predictions corrected by the coded sample through its inclusion probabilities "
    "(design-based supervised learning; Egami, Hinck, Stewart and Wei 2023)",
    "gold": "the coded sample alone, without predictions",
    "rogan_gladen": "counts adjusted by sensitivity and specificity (Rogan and Gladen 1978)",
    "naive": "counts of predicted labels, uncorrected",
    "quantify": "probabilities adjusted to a new share (Saerens, Latinne and Decaestecker 2002)",
}
CLAIMABLE = ("ppi", "dsl", "gold", "rogan_gladen")
ALPHA_NOTE = "that does not show that there is none"


def page(result: Estimates, *, model: str = "") -> str:
    """Return the page in Markdown."""
    parts = [
        f"# What may be claimed: topics of {result.size:,} {result.of}",
        "## How it was made\n\n" + "\n".join(f"- {line}" for line in made(result, model)),
        "## What may be claimed\n\n" + "\n".join(f"- {line}" for line in claims(result) or ["Nothing."]),
        "## What may not be claimed\n\n" + "\n".join(f"- {line}" for line in not_claims(result)),
    ]
    return "\n\n".join(parts) + "\n"


def made(result: Estimates, model: str) -> list[str]:
    """Return how the figures came about."""
    lines = [f"Method: {METHOD[result.method]}."]
    if model:
        lines.append(f"Classifier: {model}.")
    if result.coded:
        drawn = "whole documents" if result.drawn == "document" else "paragraphs"
        lines.append(
            f"Coded sample: {result.coded:,} {result.of}, drawn as {drawn} with known probabilities."
        )
    where = {
        "corpus": "these documents themselves; the error comes from coding only a sample of them",
        "process": "what sources like these write; the error comes from the sample and from the choice of documents",
    }
    lines.append(f"Intervals ({result.level:.0%}) are about {where[result.target]}.")
    return lines


def claims(result: Estimates) -> list[str]:
    """Return a sentence for every share and change that the sample supports."""
    if result.method not in CLAIMABLE:
        return []
    shares = [share_sentence(one, result) for one in result.shares if not one.thin]
    return shares + [change_sentence(one, result) for one in result.changes]


def share_sentence(one: Share, result: Estimates) -> str:
    """Say one share."""
    whose = f"the {one.size:,} {result.of}" + ("" if one.group == "all" else f" of {one.group}")
    return (
        f"{one.topic}: between {one.low:.1%} and {one.high:.1%} of {whose} (best estimate {one.share:.1%})."
    )


def change_sentence(one: Change, result: Estimates) -> str:
    """Say one difference or trend, and whether it is larger than the instrument's error."""
    size = f"{one.topic}, {one.name}: {points(one.change)} points ({points(one.low)} to {points(one.high)}"
    tests = len(result.changes)
    corrected = f", corrected for {tests} comparisons" if tests > 1 else ""
    if one.p_adjusted < 1 - result.level:
        return f"{size}; p = {one.p_adjusted:.2g}{corrected}): larger than the instrument's error."
    return f"{size}; p = {one.p_adjusted:.2g}{corrected}): no change is shown; {ALPHA_NOTE}."


def not_claims(result: Estimates) -> list[str]:
    """Return what the figures do not support."""
    lines = list(result.warnings)
    lines.append("That any single paragraph has its predicted topic: shares are corrected, labels are not.")
    if result.target == "corpus":
        lines.append(
            "Anything about documents outside this corpus; for what such sources write in general, estimate with "
            "--target process."
        )
    else:
        lines.append("Anything about sources or periods of which there are no documents here.")
    lines.append("A cause: a change of shares may come from the choice of documents as well as from policy.")
    return lines


def points(value: float) -> str:
    """Return a share as percentage points with its sign."""
    return f"{100 * value:+.1f}".replace("-", "−")
