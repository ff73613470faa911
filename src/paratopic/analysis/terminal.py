"""The analysis for the terminal: the verdict, the slices, the surest errors, the least believed labels."""

from __future__ import annotations

from textwrap import shorten
from typing import Any

from paratopic.analysis.analyse import Analysis
from paratopic.analysis.confident import ConfidentError
from paratopic.analysis.excerpt import reason
from paratopic.analysis.sentences import label, p_value, verdict, worse_sentences
from paratopic.evaluation.slices import SliceErrors

MOST_SLICES, MOST_ERRORS, MOST_LABELS = 10, 4, 5


def analysis_parts(analysis: Analysis, *, width: int = 80) -> list[Any]:
    """Return what to print, part by part: plain strings and rich tables at most `width` wide."""
    share = analysis.wrong / analysis.paragraphs
    head = (
        f"errors of {analysis.model}: {analysis.wrong} of {analysis.paragraphs} paragraphs ({share:.0%}) of "
        f"{analysis.documents} documents in the {analysis.part} part have a wrong decision."
    )
    found = [head, *(worse_sentences(analysis) or [verdict(analysis)])]
    if analysis.note:
        found.append(analysis.note)
    tested = sorted((one for one in analysis.slices if one.p is not None), key=lambda one: one.p or 0.0)
    if tested:
        found += ["", _table(tested[:MOST_SLICES], width)]
    for missed, name in ((False, "Too much"), (True, "Missed")):
        rows = [one for one in analysis.confident if one.missed == missed][:MOST_ERRORS]
        if rows:
            found += ["", f"{name}, the model was surest of:", *(_error(one, width) for one in rows)]
    return [*found, "", *_labels(analysis, width)]


def _table(slices: list[SliceErrors], width: int) -> Any:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1))
    table.add_column("slice", max_width=max(20, width - 53))
    for name in ("n", "docs", "wrong", "interval", "elsewhere", "obs./exp.", "p"):
        table.add_column(name, justify="right", no_wrap=True)
    for one in slices:
        bounds = f"{one.rate.low:.0%}-{one.rate.high:.0%}"
        table.add_row(
            label(one),
            str(one.paragraphs),
            str(one.documents),
            f"{one.rate.estimate:.0%}",
            bounds,
            f"{one.elsewhere:.0%}",
            f"{one.decisions}/{one.expected:.0f}",
            p_value(one),
        )
    return table


def _error(one: ConfidentError, width: int) -> str:
    lines = [f" {one.topic} {one.probability:.3f}  {one.id}", f"   {_text(one.text, width - 3)}"]
    spans = sorted(one.contra if one.missed else one.pro, key=lambda span: -abs(span.contribution))[:3]
    if spans:
        side = "against" if one.missed else "for"
        lines.append(f"   {shorten(side + ': ' + ', '.join(reason(one.text, s) for s in spans), width - 3)}")
    return "\n".join(lines)


def _labels(analysis: Analysis, width: int) -> list[str]:
    where = " and ".join(f"{size} {part} labels" for part, size in analysis.held_out.items())
    found = [f"{len(analysis.doubted)} of {where} look wrong (confident learning); the least believed:"]
    for one in analysis.doubted[:MOST_LABELS]:
        said = "yes" if one.given else "no"
        found += [f" {one.topic}: {said}, believed {one.belief:.3f}  {one.id} ({one.part})"]
        found += [f"   {_text(one.text, width - 3)}"]
    return found if analysis.doubted else [f"None of {where} looks wrong (confident learning)."]


def _text(text: str, width: int) -> str:
    return shorten(text, width, placeholder=" ...")
