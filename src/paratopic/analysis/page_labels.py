"""The probable label errors on the page: how many by topic, and the least believed labels."""

from __future__ import annotations

from collections import Counter
from html import escape

from paratopic.analysis.analyse import Analysis
from paratopic.analysis.doubted import DoubtedLabel
from paratopic.analysis.excerpt import excerpt
from paratopic.reports.page import html_table, wide

MOST_TOPICS, MOST_LABELS = 20, 20
METHOD = (
    "Confident learning (Northcutt, Jiang and Chuang 2021), topic by topic, on probabilities by models that had not "
    "seen the paragraph. A doubted label is a paragraph to read again, not an error: where a model is weak, its doubts "
    "are its own. Give them to a coder who does not see the model's answer; correcting only where the model disagrees "
    "flatters it."
)


def labels_section(analysis: Analysis) -> str:
    """Return counts, method, and the labels that the held-out probabilities believe least."""
    where = " and ".join(f"{size:,} {part} labels" for part, size in analysis.held_out.items())
    count = len(analysis.doubted)
    said = f"{count} of {where or 'no labels'} {'looks' if count == 1 else 'look'} wrong."
    parts = [f"<p>{escape(said)}</p>", f'<p class="note">{escape(METHOD)}</p>']
    if analysis.doubted:
        parts += [_by_topic(analysis), _listed(analysis)]
    return "".join(parts)


def _by_topic(analysis: Analysis) -> str:
    counts = Counter((one.topic, one.given) for one in analysis.doubted)
    order = sorted(analysis.topics, key=lambda topic: -(counts[topic, True] + counts[topic, False]))
    rows = [[topic, str(counts[topic, True]), str(counts[topic, False])] for topic in order[:MOST_TOPICS]]
    caption = "Doubted labels by topic: given but probably absent; not given but probably present."
    if len(order) > MOST_TOPICS:
        caption += f" The {MOST_TOPICS} topics with most doubts."
    return html_table(["topic", "given", "not given"], rows, caption=caption)


def _listed(analysis: Analysis) -> str:
    shown = analysis.doubted[:MOST_LABELS]
    caption = f"The {len(shown)} least believed labels."
    if len(shown) < len(analysis.doubted):
        caption += " All: probable_label_errors.csv."
    names = ("paragraph", "topic", "label says", "probability of that", "labels", "part")
    head = "".join(f'<th scope="col" class="names">{name}</th>' for name in names)
    rows = "\n".join(map(_row, shown))
    body = f"<caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
    return wide(f"<table>{body}</table>", caption)


def _row(one: DoubtedLabel) -> str:
    return (
        f'<tr><td class="text">{excerpt(one.text)}<br><span class="note">{escape(one.id)}</span></td>'
        f'<td class="names">{escape(one.topic)}</td><td class="names">{"yes" if one.given else "no"}</td>'
        f'<td class="names">{one.belief:.3f}</td><td class="names">{escape(", ".join(one.labels) or "none")}</td>'
        f'<td class="names">{escape(one.part)}</td></tr>'
    )
