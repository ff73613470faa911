"""Write classified documents as pages to read."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from paratopic.cli.classify_options import is_folder, refuse_inputs
from paratopic.cli.console import note
from paratopic.errors import ConfigError
from paratopic.files.atomic import write_text

if TYPE_CHECKING:
    from paratopic.inference.job import Job

MOST = 20_000


def write_pages(job: Job, rows: Iterator[dict[str, Any]]) -> None:
    """Write one page, or into a folder one page a document and an index; raises ConfigError if too long."""
    from paratopic.inference.writers import write_out
    from paratopic.reports.document_page import document_page

    groups = itertools.groupby(rows, lambda row: str(row.get("document") or job.sources[0].name))
    if is_folder(job.output):
        _write_folder(job, groups)
        return
    found = [(title, _bounded(group)) for title, group in groups]
    if len(found) != 1:
        raise ConfigError(
            f"expected one document for one page, found {len(found)}; give a folder: -o pages/."
        )
    text = document_page(*found[0])
    if job.output is None:
        write_out(text.encode("utf-8", "backslashreplace"))
    else:
        write_text(job.output, text.encode("utf-8", "backslashreplace").decode("utf-8"))


def _write_folder(job: Job, groups: Iterator[tuple[str, Iterator[dict[str, Any]]]]) -> None:
    from paratopic.reports.document_index import index_page, listed, topics_of
    from paratopic.reports.document_page import document_page

    assert job.output is not None  # noqa: S101  (is_folder said so)
    documents, topics, model, used = [], list[str](), "", {"index"}
    for title, group in groups:
        found = _bounded(group)
        topics, model = topics_of(found)
        name = _page_name(title, used)
        refuse_inputs([job.output / name, job.output / "index.html"], job.sources)
        page = document_page(title, found, index="index.html")
        write_text(job.output / name, page.encode("utf-8", "backslashreplace").decode("utf-8"))
        documents.append(listed(title, name, found))
    write_text(job.output / "index.html", index_page(documents, topics, model=model))
    note(f"{len(documents)} pages and index.html in {job.output}")


def _bounded(group: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
    found = list(itertools.islice(group, MOST + 1))
    if len(found) > MOST:
        raise ConfigError(f"expected at most {MOST:,} paragraphs a page, found more; use --limit or jsonl.")
    return found


def _page_name(title: str, used: set[str]) -> str:
    """Return a file name of its own for a document; ids may hold slashes."""
    stem = re.sub(r"[^\w.-]+", "-", title).strip("-.") or "document"
    name = next(
        one
        for one in itertools.chain([stem], (f"{stem}-{n}" for n in itertools.count(2)))
        if one.lower() not in used
    )
    used.add(name.lower())
    return f"{name}.html"
