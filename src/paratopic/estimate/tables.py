"""Estimates as tables: terminal, CSV, LaTeX."""

from __future__ import annotations

import csv
import io
from typing import Any

from paratopic.estimate.result import Estimates
from paratopic.estimate.words import points

LATEX = {"&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}"}
LATEX |= {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}


def cells(result: Estimates) -> list[tuple[str, ...]]:
    """Return the table as text: topic, group or change, estimate, interval, coded, gain over the sample alone."""
    rows: list[tuple[str, ...]] = []
    for one in result.shares:
        gain = "" if one.narrower is None else f"{one.narrower:.0%}"
        mark = "*" if one.thin else ""
        interval = f"{one.low:.1%} to {one.high:.1%}"
        coded = f"{one.coded:,}/{one.size:,}" + mark
        rows.append((one.topic, one.group, f"{one.share:.1%}", interval, coded, gain))
    for change in result.changes:
        interval = f"{points(change.low)} to {points(change.high)}"
        test = f"p {change.p_adjusted:.3f}" if change.p_adjusted >= 0.001 else "p < 0.001"
        rows.append((change.topic, change.name, points(change.change), interval, test, ""))
    return rows


def header(result: Estimates) -> tuple[str, ...]:
    """Return the column names."""
    by = "/".join(result.by) or "group"
    return ("topic", by, "share", f"{result.level:.0%} interval", "coded", "narrower")


def terminal_table(result: Estimates) -> Any:
    """Return a rich table that fits 80 columns."""
    from rich import box
    from rich.table import Table

    title = f"{result.method}: share of {result.size:,} {result.of} with each topic"
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for place, name in enumerate(header(result)):
        table.add_column(name, justify="left" if place < 2 else "right", no_wrap=place != 1)
    for row in cells(result):
        table.add_row(*row)
    return table


def csv_text(result: Estimates) -> str:
    """Return all figures in full precision, one row a share or change."""
    rows = result.rows()
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def latex_text(result: Estimates) -> str:
    """Return a booktabs table."""
    lines = [r"\begin{tabular}{llrrrr}", r"\toprule", _latex_row(header(result)), r"\midrule"]
    lines += [_latex_row(row) for row in cells(result)]
    return "\n".join([*lines, r"\bottomrule", r"\end{tabular}", ""])


def _latex_row(row: tuple[str, ...]) -> str:
    escaped = ("".join(LATEX.get(letter, letter) for letter in cell) for cell in row)
    return " & ".join(escaped).replace("−", "$-$") + r" \\"
