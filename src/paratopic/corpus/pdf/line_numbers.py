"""Numbers of lines in the margin, as bills, hearings and amendments have them: at each line, or at each fifth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from paratopic.corpus.pdf.lines import Line

_NUMBER = re.compile(r"\d{1,3}\Z")
_STEPS = {1: 8, 5: 3}  # from one number to the next, and how many such numbers a page has that shows them
_FEWEST = 2  # on the other pages
_EVEN = 0.25  # of a line's step: what numbers may stand higher or lower
_EDGE = 3.0  # points


def without_line_numbers(pages: list[list[Line]]) -> list[list[Line]]:
    """Return the pages without such numbers; where a full page shows them, short ones have them too."""
    for every, least in _STEPS.items():
        runs = [[*_runs(lines, every)] for lines in pages]
        if any(len(run) >= least for page in runs for run in page):
            gone = {id(line) for page in runs for run in page if len(run) >= _FEWEST for line in run}
            return [[line for line in lines if id(line) not in gone] for lines in pages]
    return pages


def _runs(lines: list[Line], every: int) -> Iterator[Sequence[Line]]:
    """Yield a page's numbers in the margin that count up by `every`, each so many lines under the one before."""
    numbers = [line for line in lines if _NUMBER.match(line.text)]
    others = [line for line in lines if not _NUMBER.match(line.text)]
    if len(numbers) < _FEWEST or not others:
        return
    step, margin = _usual_step(others), min(line.left for line in others) + _EDGE
    run: list[Line] = []
    for line in sorted(numbers, key=lambda line: line.base):
        if line.right >= margin:
            continue
        if run and not _follows(run[-1], line, every, step):
            yield run
            run = []
        run.append(line)
    yield run


def _usual_step(lines: list[Line]) -> float:
    """Return the median distance from a line to the next."""
    bases = sorted({round(line.base) for line in lines})
    return median(below - above for above, below in pairwise(bases)) if len(bases) > 1 else 0.0


def _follows(above: Line, line: Line, every: int, step: float) -> bool:
    apart = line.base - above.base
    return int(line.text) == int(above.text) + every and abs(apart - every * step) < _EVEN * step * every
