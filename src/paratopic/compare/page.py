"""The contest as one HTML page: ranking, plots, topics, cost, and the paragraphs in dispute."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from paratopic.compare.contest import Contest
from paratopic.compare.curves import curves
from paratopic.compare.disagreement import Disputed, disagreements
from paratopic.compare.evidence import with_evidence
from paratopic.compare.tables import by_topic, footnote, ranking, title
from paratopic.evaluation.curves import precision_recall, reliability
from paratopic.reports.forest import Estimate, forest_plot
from paratopic.reports.lines import Line, key, panel
from paratopic.reports.page import html_page, html_table, wide

MOST_LINES, MOST_PANELS = 6, 12


def to_html(contest: Contest, *, tracking_uri: str | None = None) -> str:
    """Return the page; every text from data or configuration is escaped, and nothing is fetched from elsewhere."""
    header, rows = ranking(contest)
    topic_header, topic_rows = by_topic(contest)
    sections = [
        ("Which model is better", html_table(header, rows, caption=footnote(contest)) + _forest(contest)),
        (
            "By topic",
            html_table(topic_header, topic_rows, caption="Mean test F1 of each topic.", shade=True),
        ),
        ("Precision and recall", _precision_recall(contest)),
        ("Are the probabilities right", _reliability(contest)),
    ]
    sections += [(name, html) for name, html in curves(contest) if html]
    sections.append(("Where models disagree", _disagreement(contest, tracking_uri)))
    sections.append(("Runs", _runs(contest)))
    lead = (
        f"Reference of the differences: {contest.reference}. Chosen for promotion by validation macro-F1: "
        f"{contest.chosen.model}, seed {contest.chosen.seed} (run {contest.chosen.run_id[:8]})."
    )
    return html_page(title(contest), sections, lead=lead)


def _forest(contest: Contest) -> str:
    estimates = [
        Estimate(one.label, one.interval.estimate, one.interval.low, one.interval.high)
        for one in contest.contestants
    ]
    plot = forest_plot(estimates, axis=f"test {contest.metric}", title="Estimates with 95 % intervals")
    return wide(f"<figure>{plot}</figure>", "Estimates with 95 % intervals")


def _precision_recall(contest: Contest) -> str:
    said = "Each step is a threshold; further up and right is better."
    return _panels(contest, x="recall", y="precision", said=said, steps=True)


def _reliability(contest: Contest) -> str:
    said = "On the diagonal, 0.7 means seven of ten. Bins of equal numbers of paragraphs."
    return _panels(contest, x="probability", y="share", said=said, diagonal=True)


def _panels(
    contest: Contest, *, x: str, y: str, said: str, steps: bool = False, diagonal: bool = False
) -> str:
    labels = [one.label for one in contest.contestants][:MOST_LINES]
    panels = []
    for topic in contest.topics[:MOST_PANELS]:
        lines = {label: line for label in labels if (line := _line(contest, label, topic, steps)) is not None}
        if lines:
            full = {label: lines.get(label, (np.array([]), np.array([]))) for label in labels}
            panels.append(panel(topic, full, x=x, y=y, steps=steps, diagonal=diagonal))
    left_out = "" if len(contest.topics) <= MOST_PANELS else f" The first {MOST_PANELS} topics."
    best = "" if len(contest.contestants) <= MOST_LINES else f" The best {MOST_LINES} models."
    text = f'<p class="note">{escape(said + left_out + best)}</p>'
    return f'{text}{key(labels)}<div class="panels">{"".join(panels)}</div>'


def _line(contest: Contest, label: str, topic: str, steps: bool) -> Line | None:
    judged = contest.judged[label]
    if topic not in judged.topics:
        return None
    column = judged.topics.index(topic)
    truth, probability = judged.targets[:, column].astype(np.int64), judged.probabilities[:, column]
    if not truth.any():
        return None
    if steps:
        curve = precision_recall(truth, probability)
        return curve.recall, curve.precision
    found = reliability(truth, probability)
    return found.confidence, found.frequency


def _disagreement(contest: Contest, tracking_uri: str | None) -> str:
    disputed = disagreements(contest)
    if not disputed:
        return "<p>The models agree on every paragraph, or there is only one.</p>"
    disputed, explainer = with_evidence(contest, disputed, tracking_uri=tracking_uri)
    models = list(disputed[0].decided)
    names = "".join(
        f'<th scope="col" class="names">{escape(name)}</th>' for name in ("paragraph", "gold", *models)
    )
    rows = "\n".join(_disputed_row(one) for one in disputed)
    caption = (
        f"The {len(disputed)} test paragraphs on which the models split most evenly; ✗ is not the gold label."
    )
    if explainer:
        caption += f" Marked: the words that speak most for a topic, by {explainer}."
    body = f"<caption>{escape(caption)}</caption><thead><tr>{names}</tr></thead><tbody>{rows}</tbody>"
    return wide(f"<table>{body}</table>", "Paragraphs on which models disagree")


def _disputed_row(one: Disputed) -> str:
    cells = "".join(_decision(topics, one.gold) for topics in one.decided.values())
    text = (
        f'<td class="text">{marked(one.text, one.spans)}<br><span class="note">{escape(one.id)}</span></td>'
    )
    return f'<tr>{text}<td class="names">{_listed(one.gold)}</td>{cells}</tr>'


def _decision(topics: tuple[str, ...], gold: tuple[str, ...]) -> str:
    if topics == gold:
        return f'<td class="names">{_listed(topics)}</td>'
    return f'<td class="names wrong">✗ {_listed(topics)}</td>'


def _listed(topics: Sequence[str]) -> str:
    return escape(", ".join(topics) or "none")


def marked(text: str, spans: Sequence[tuple[int, int, str]]) -> str:
    """Return escaped text with evidence in <mark>; of overlapping spans the first counts, its topic in the tip."""
    parts, place = [], 0
    for start, end, topic in sorted(spans):
        if start < place or end <= start or end > len(text):
            continue
        parts.append(escape(text[place:start]))
        parts.append(f'<mark title="{escape(topic)}">{escape(text[start:end])}</mark>')
        place = end
    return "".join([*parts, escape(text[place:])])


def _runs(contest: Contest) -> str:
    rows = [
        [
            f"{one.label} · seed {run.seed}",
            run.run_id,
            run.tags.get("data_digest", "–"),
            run.tags.get("codebook", "–"),
            run.tags.get("git_commit", "–")[:10]
            + (" (changed)" if run.tags.get("git_dirty") == "true" else ""),
        ]
        for one in contest.contestants
        for run in one.runs
    ]
    caption = (
        "From which data, codebook and code each figure came; `paratopic errors ID` shows where a run errs."
    )
    return html_table(["run", "id", "data digest", "codebook", "git commit"], rows, caption=caption)
