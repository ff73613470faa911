"""Answers for people: tables in the terminal, pages for the browser."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from paratopic.cli.console import make_console
from paratopic.files.atomic import write_text

if TYPE_CHECKING:
    from paratopic.inference.classifier import Classifier
    from paratopic.inference.job import Job

ROWS_A_TABLE = 1000


def render(job: Job, classifier: Classifier) -> int:
    """Print or write the answer of a job for people; return how many rows were set aside."""
    from paratopic.inference.job import blocks, prepare
    from paratopic.inference.rejects import reject_file

    with reject_file(job.rejects) as rejects:
        prepared = prepare(job, rejects)
        rows = (row for block in blocks(job, classifier, prepared, columns=[]) for row in block.rows)
        if job.form == "table":
            _tables(job, rows)
        else:
            from paratopic.cli.classify_pages import write_pages

            write_pages(job, rows)
        return rejects.count


def _tables(job: Job, rows: Iterator[dict[str, Any]]) -> None:
    from paratopic.inference.terminal import paragraph_table
    from paratopic.inference.writers import write_out

    console = make_console()
    parts = []
    for _, group in itertools.groupby(rows, lambda row: row.get("document")):
        while block := list(itertools.islice(group, ROWS_A_TABLE)):
            with console.capture() as captured:
                console.print(paragraph_table(block))
            if job.output is None:
                write_out(captured.get().encode("utf-8", "backslashreplace"))
            else:
                parts.append(captured.get())
    if job.output is not None:
        write_text(job.output, "".join(parts))
