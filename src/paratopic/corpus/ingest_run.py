"""What a run does with its documents: each is read, and, a batch at a time, marked and put into the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from paratopic.corpus.batches import in_batches
from paratopic.corpus.collector import collecting_seldom
from paratopic.corpus.duplicates.index import DuplicateIndex
from paratopic.corpus.inputs import Input
from paratopic.corpus.ledger import Ledger
from paratopic.corpus.row_lines import row_lines
from paratopic.errors import InputError
from paratopic.files.atomic import write_text
from paratopic.schema import Document, Paragraph

Found = tuple[Input, Document, list[Paragraph]]
Progress = Callable[[int, str], None]


@dataclass(frozen=True, slots=True)
class Run:
    """What is done with each document that is read."""

    index: DuplicateIndex
    drop_duplicates: bool
    source_text: Path | None

    def read(self, one: Input) -> Found:
        """Return one input's document and paragraphs; keep its text where that was asked for."""
        document, paragraphs = one.read()
        if self.source_text and document.text:
            parts = [part if part.strip(".") else "document" for part in document.id.split("/")]
            write_text(self.source_text.joinpath(*parts[:-1], parts[-1] + ".txt"), document.text)
        return one, document, paragraphs

    def marked(self, documents: Sequence[Found]) -> Iterator[Found]:
        """Yield the documents with duplicates among their paragraphs marked or dropped."""
        marked = self.index.mark([one for _, _, paragraphs in documents for one in paragraphs])
        for source, document, paragraphs in documents:
            found = islice(marked, len(paragraphs))
            kept = (one for one in found if not one.duplicate_of) if self.drop_duplicates else found
            yield source, document, [*kept]


def new_inputs(inputs: Iterable[Input], ledger: Ledger) -> Iterator[Input]:
    """Yield the inputs that an earlier run has not read, each with its place among all."""
    for place, one in enumerate(inputs, 1):
        if not ledger.knows(one.source, one.stamp):
            yield replace(one, place=place)


def read_into(
    ledger: Ledger, inputs: Iterable[Input], run: Run, progress: Progress | None, *, names: int
) -> None:
    """Read the inputs, of which `names` were named, into the ledger; one that was named alone has to be readable."""
    documents = _read_each(ledger, inputs, run, progress, alone=names == 1)
    with collecting_seldom() as collect:
        for batch in in_batches(documents, size=lambda found: len(found[2])):
            with ledger.one_batch():
                _store(ledger, run.marked(batch), named_once=names == 1)
            batch.clear()  # or large documents would be in memory while the next ones are read
            collect()


def _store(ledger: Ledger, documents: Iterable[Found], *, named_once: bool) -> None:
    """Put documents into the ledger, once each though they are named several times."""
    for one, document, found in documents:
        if named_once or not ledger.knows(one.source, one.stamp):
            repeated = sum(paragraph.duplicate_of is not None for paragraph in found)
            lines = row_lines(document, found)
            ledger.add(one.source, one.stamp, one.place, lines, paragraphs=len(found), duplicates=repeated)


def _read_each(
    ledger: Ledger, inputs: Iterable[Input], run: Run, progress: Progress | None, *, alone: bool
) -> Iterator[Found]:
    """Yield what can be read; the reason why another can't is in the ledger."""
    for one in inputs:
        if progress:
            progress(one.place, one.source)
        try:
            yield run.read(one)
        except InputError as error:
            if alone and one.alone:
                raise
            ledger.add(one.source, one.stamp, one.place, reason=error.message)
