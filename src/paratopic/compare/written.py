"""The contest as a file: CSV for further work, Markdown and LaTeX for a text."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable
from pathlib import Path

from paratopic.compare.contest import Contest
from paratopic.compare.page import to_html
from paratopic.compare.tables import by_topic, footnote, ranking, title
from paratopic.compare.terminal import is_chosen
from paratopic.errors import ConfigError
from paratopic.files.atomic import write_text

TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    sign: "\\" + sign for sign in "_&%$#{}"
}


def write_contest(contest: Contest, path: Path) -> None:
    """Write the contest in the format of the suffix; raises ConfigError at any but .html, .md, .csv, .tex."""
    check_format(path)
    write_text(path, FORMATS[path.suffix.lower()](contest))


def check_format(path: Path) -> None:
    """Raise ConfigError where the suffix names no format."""
    if path.suffix.lower() not in FORMATS:
        expected = ", ".join(FORMATS)
        raise ConfigError(f"expected --output to end in {expected}, found '{path.name}'.")


def to_csv(contest: Contest) -> str:
    """Return one row a model with every figure unrounded."""
    stream = io.StringIO()
    topics = contest.topics
    header = ["model", "seeds", "promote", "validation_macro_f1", contest.metric, "low", "high"]
    header += ["difference", "difference_low", "difference_high", "p_holm", "p_mcnemar"]
    header += ["train_seconds", "paragraphs_per_second", "bundle_megabytes", "runs"]
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([*header, *(f"f1/{topic}" for topic in topics)])
    for one in contest.contestants:
        interval = one.interval
        figures = [one.validation, interval.estimate, interval.low, interval.high]
        figures += one.difference or [math.nan] * 4
        figures += [one.mcnemar]
        figures += [one.seconds, one.speed, one.megabytes]
        cells = [one.label, len(one.runs), str(is_chosen(contest, one)).lower(), *map(_number, figures)]
        runs = " ".join(run.run_id for run in one.runs)
        writer.writerow([*cells, runs, *(_number(one.topics.get(topic, math.nan)) for topic in topics)])
    return stream.getvalue()


def to_markdown(contest: Contest) -> str:
    """Return two tables, the ranking and F1 by topic, with the sentence of the reference."""
    lines = [f"# {_pipes(title(contest))}", ""]
    for header, rows in (ranking(contest), by_topic(contest)):
        lines += ["| " + " | ".join(map(_pipes, header)) + " |", "|---" + "|---:" * (len(header) - 1) + "|"]
        lines += ["| " + " | ".join(map(_pipes, row)) + " |" for row in rows]
        lines.append("")
    return "\n".join([*lines, _pipes(footnote(contest)).replace("*", "\\*"), ""])


def to_tex(contest: Contest) -> str:
    """Return a booktabs table for a paper; it needs the package booktabs."""
    header, rows = ranking(contest)
    lines = [
        r"\begin{table}",
        r"\centering",
        rf"\caption{{{_tex(title(contest))}. {_tex(footnote(contest))}}}",
    ]
    lines += [rf"\begin{{tabular}}{{l{'r' * (len(header) - 1)}}}", r"\toprule"]
    lines += [" & ".join(map(_tex, header)) + r" \\", r"\midrule"]
    lines += [" & ".join(map(_tex, row)) + r" \\" for row in rows]
    return "\n".join([*lines, r"\bottomrule", r"\end{tabular}", r"\end{table}", ""])


def _number(value: float) -> str:
    return "" if math.isnan(value) else repr(float(value))


def _pipes(text: str) -> str:
    safe = text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")
    return safe.replace("<", "&lt;")


def _tex(text: str) -> str:
    return "".join(TEX.get(sign, sign) for sign in text).replace("−", "$-$").replace("–", "--")


FORMATS: dict[str, Callable[[Contest], str]] = {
    ".html": to_html,
    ".md": to_markdown,
    ".csv": to_csv,
    ".tex": to_tex,
}
