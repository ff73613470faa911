"""Starts of paragraphs that a full last line hides, judged by length and by how the sentence begins.

Where lines are wrapped and no blank line parts the paragraphs, a paragraph shows its end by a short last line;
about one in twelve has none. Each row after a sentence that fills its row may start a paragraph or not: the
most probable division is sought, with paragraphs of log-normal length (fitted to those that show their ends)
and the odds of the first word.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import pairwise
from statistics import median

from paratopic.corpus.splitting.rows import Row

_USUAL, _SPREAD = (
    7.0,
    0.5,
)  # rows in a paragraph, and the deviation of its logarithm, before anything is known
_WEIGHT = 4  # paragraphs that this prior is worth
_FULL = 1.5  # log odds: a paragraph's last row is full, against a sentence in its middle that fills one
_CAP = 1.5  # log odds: what the text's own first words may say at most
_SENTENCE = re.compile(r"[.!?][”’\")]?[^\S\n]+[“‘\"'(]?([^\W\d_][\w’'-]*)")
_LONGEST = 400  # rows in one stretch; a longer one is left as it is
# How much rather a sentence with this first word starts a paragraph (log odds; counted in the shipped corpus).
GOES_ON = frozenset(
    (
        *(
            "it",
            "its",
            "it’s",
            "it's",
            "he",
            "his",
            "she",
            "her",
            "they",
            "their",
            "them",
            "but",
            "nor",
            "yet",
        ),
        *("then", "none", "nobody", "if", "when", "each"),
    )
)
_RATHER_ON = (
    *("a", "an", "we", "i", "all", "any", "that", "those", "such", "two", "three", "both", "no", "there"),
    *("where", "after", "over", "should"),
)
_RATHER_NEW = (
    *(
        "on",
        "as",
        "with",
        "my",
        "today",
        "mr",
        "ms",
        "mrs",
        "dr",
        "let",
        "not",
        "asked",
        "turning",
        "finally",
    ),
    *("regarding", "concerning", "meanwhile"),
)
_WORDS = dict.fromkeys(GOES_ON, -1.8) | dict.fromkeys(_RATHER_ON, -0.7) | dict.fromkeys(_RATHER_NEW, 0.9)


def hidden_starts(text: str, rows: list[Row], starts: set[int]) -> set[int]:
    """Return the likely further starts between those that are known."""
    begins = [0, *sorted(starts), len(rows)]
    odds = _usual_words(text, rows, begins[:-1])
    mean, spread = _lengths([after - begin for begin, after in pairwise(begins)])
    found: set[int] = set()
    for begin, after in pairwise(begins):
        likely = [
            i for i in range(begin + 1, after) if rows[i - 1].closed and not text[rows[i].start].islower()
        ]
        if likely and after - begin <= _LONGEST:
            found |= _best(text, rows, [begin, *likely, after], mean, spread, odds)
    return found


def _lengths(sizes: list[int]) -> tuple[float, float]:
    """Return mean and deviation of the logarithm of paragraphs' lengths, drawn towards what is usual."""
    logs = [math.log(size) for size in sizes]
    share = len(logs) / (len(logs) + _WEIGHT)
    mean = share * median(logs) + (1 - share) * math.log(_USUAL)
    spread = median(abs(value - mean) for value in logs) * 1.48
    return mean, max(0.35, share * spread + (1 - share) * _SPREAD)


def _usual_words(text: str, rows: list[Row], begins: list[int]) -> dict[str, float]:
    """Return the log odds that a sentence with this first word starts a paragraph, from what the text shows itself.

    Starts that are known against sentences that begin inside a row; one of each is added.
    """
    new = Counter(_first(text[rows[i].start : rows[i].end]) for i in begins)
    inside = Counter(
        found.group(1).lower() for row in rows for found in _SENTENCE.finditer(text, row.start, row.end)
    )
    base = math.log((new.total() + 1) / (inside.total() + 1))
    found = {
        word: math.log((new[word] + 1) / (inside[word] + 1)) - base for word in new.keys() | inside.keys()
    }
    return {word: max(-_CAP, min(_CAP, value)) for word, value in found.items()}


def _best(
    text: str, rows: list[Row], places: list[int], mean: float, spread: float, odds: dict[str, float]
) -> set[int]:
    """Return the inner places at which the most probable division starts paragraphs."""
    best: list[tuple[float, list[int]]] = [(0.0, [])]
    for j in range(1, len(places)):
        bonus = _FULL + _opening(text, rows[places[j]], odds) if j < len(places) - 1 else 0.0
        best.append(
            max(
                (score + _density(places[j] - places[i], mean, spread) + bonus, [*chosen, places[j]])
                for i, (score, chosen) in enumerate(best)
            )
        )
    return set(best[-1][1][:-1])


def _density(size: int, mean: float, spread: float) -> float:
    """Return the log density of a paragraph of so many rows."""
    return -0.5 * ((math.log(size) - mean) / spread) ** 2 - math.log(size * spread * 2.5066)


def _opening(text: str, row: Row, odds: dict[str, float]) -> float:
    word = _first(text[row.start : row.end])
    return _WORDS.get(word, 0.0) + odds.get(word, 0.0)


def _first(line: str) -> str:
    return line.split(" ", 1)[0].strip("“‘\"'(,.").lower()
