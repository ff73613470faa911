"""Many documents to one table of paragraphs: bad files are listed, a broken-off run can go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from paratopic.corpus.columns import to_row
from paratopic.corpus.duplicates.index import DuplicateIndex
from paratopic.corpus.duplicates.signatures import KEYS
from paratopic.corpus.ingest_run import Run, new_inputs, read_into
from paratopic.corpus.inputs import Input, find_inputs
from paratopic.corpus.ledger import Ledger, remove_work, storing
from paratopic.corpus.options import CorpusOptions, load_options
from paratopic.corpus.read_ahead import read_ahead
from paratopic.corpus.write import check_output, write_paragraphs
from paratopic.errors import InputError
from paratopic.files.jsonl import write_jsonl
from paratopic.schema import TEXT


@dataclass(frozen=True, slots=True)
class Ingested:
    """What a run read: counts, and (source, reason) of each document that can't be read."""

    documents: int
    paragraphs: int
    duplicates: int
    rejects: tuple[tuple[str, str], ...] = field(default=())


def ingest(
    paths: Iterable[Path | str],
    *,
    output: Path | str,
    options: CorpusOptions | None = None,
    text_column: str = TEXT,
    drop_duplicates: bool = False,
    source_text: Path | None = None,
    allow_local: bool = False,
    resume: bool = False,
    restart: bool = False,
    workers: int = 1,
    progress: Callable[[int, str], None] | None = None,
) -> Ingested:
    """Write the paragraphs of files, folders and addresses to one JSONL or Parquet file.

    Documents that can't be read are listed in `<output>.rejects.jsonl` and in the result; a single one that was named
    raises. Until the output is written the state is in `<output>.ingest`; `resume` goes on with it, `restart`
    throws it away. In the folder `source_text` each document's text is kept, in which its offsets count. Where it
    takes longer `workers` processes read the files; a script that asks for several has to be one that can be
    imported, as for `multiprocessing`. `progress` is called with the count and the source before each document.
    """
    output, options = Path(output), options or load_options()
    check_output(output)
    names = [str(path) for path in paths]
    work = output.with_name(output.name + ".ingest")
    if restart:
        remove_work(work)
    settings = {
        **{"paths": names, "options": str(options), "text_column": text_column, "drop": drop_duplicates},
        "keys": KEYS,
    }
    found = find_inputs(names, options=options, text_column=text_column, allow_local=allow_local)
    inputs = (one for one in found if not _is_own(one.source, output))
    with storing(work), Ledger(work, settings, resume=resume) as ledger:
        run = Run(DuplicateIndex(options, ledger.connection), drop_duplicates, source_text)
        try:
            with closing(read_ahead(new_inputs(inputs, ledger), workers=workers)) as ahead:
                read_into(ledger, ahead, run, progress, names=len(names))
        except InputError:
            if not ledger.totals()[0]:
                ledger.remove()
            raise
        result = Ingested(*ledger.totals(), tuple(ledger.rejects()))
        if not result.documents:
            ledger.remove()
            raise InputError(_none_read(result))
        _write_rejects(output, result)
        _write_output(output, ledger)
        ledger.remove()
    return result


def ingest_rows(
    paths: Iterable[Path | str],
    *,
    options: CorpusOptions | None = None,
    text_column: str = TEXT,
    drop_duplicates: bool = False,
    source_text: Path | None = None,
    allow_local: bool = False,
    workers: int = 1,
    reject: Callable[[str, str], None] | None = None,
) -> Iterator[dict[str, Any]]:
    """Yield the rows of all documents as they are read.

    `reject` gets (source, reason) of a document that can't be read; without it such a document raises.
    """
    options = options or load_options()
    run = Run(DuplicateIndex(options), drop_duplicates, source_text)
    names = [str(path) for path in paths]
    inputs = find_inputs(names, options=options, text_column=text_column, allow_local=allow_local)
    with closing(read_ahead(inputs, workers=workers)) as ahead:
        for one in ahead:
            try:
                yield from _rows(run, one)
            except InputError as error:
                if reject is None or (one.alone and len(names) == 1):
                    raise
                reject(one.source, error.message)


def _rows(run: Run, one: Input) -> Iterator[dict[str, Any]]:
    [(_, document, found)] = run.marked([run.read(one)])
    yield from (to_row(document, paragraph) for paragraph in found)


def _is_own(source: str, output: Path) -> bool:
    """Tell whether a source is what an earlier run of the same command wrote."""
    own = Path(source).name in {output.name, f"{output.name}.rejects.jsonl"}
    return own and Path(source).resolve().parent == output.resolve().parent


def _none_read(result: Ingested) -> str:
    source, reason = result.rejects[0] if result.rejects else ("", "no document was found")
    count = len(result.rejects)
    return f"expected documents that can be read, found none among {count}; the first: {source}: {reason}"


def _write_output(output: Path, ledger: Ledger) -> None:
    if output.suffix.lower() == ".parquet":
        write_paragraphs(output, ledger.rows())
    else:
        ledger.write(output)


def _write_rejects(output: Path, result: Ingested) -> None:
    path = output.with_name(output.name + ".rejects.jsonl")
    if result.rejects:
        write_jsonl(path, ({"source": source, "reason": reason} for source, reason in result.rejects))
    else:
        path.unlink(missing_ok=True)
