"""Files and folders to documents: sorted, never outside the folder given, never twice."""

from __future__ import annotations

import os
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from paratopic.corpus.formats import IN_FOLDERS, PASSED_OVER, UNREAD
from paratopic.corpus.load import document_id, shown
from paratopic.errors import InputError, ParatopicWarning

HIDDEN = (".", "~$")  # an Office program's note that it has the document open is named like the document


def find_documents(paths: Iterable[Path | str]) -> Iterator[Path]:
    """Yield the documents of files and folders; folders are walked in sorted order.

    Links that lead out of a folder or back into it are not followed; hidden files are passed over, and of other
    files that may hold texts (workbooks, archives) a ParatopicWarning says how many there are. A document of a kind
    that has no reader is among the documents, unless another of its name stands beside it.
    Raises InputError for a path that is not there and for a folder without documents.
    """
    for path in paths:
        yield from (file for file, _ in named_documents(path))


def named_documents(path: Path | str) -> Iterator[tuple[Path, str]]:
    """Yield (file, document id); in a folder the id is the path below the folder without its suffix."""
    root = Path(path)
    if not os.path.lexists(root):
        raise _nothing_there(str(path))
    if not root.is_dir():
        yield root, document_id(root.stem)
        return
    found, others = False, Counter[str]()
    for folder, names in _walk(root):
        others.update(ending for name in names if (ending := Path(name).suffix.lower()) in PASSED_OVER)
        for file, name in _names(folder, names):
            found = True
            prefix = folder.relative_to(root).parts
            yield file, "/".join(document_id(part) for part in (*prefix, name))
    if not found:
        raise InputError(
            f"expected documents ({', '.join(sorted(IN_FOLDERS))}), found none in this folder.",
            path=shown(path),
        )
    if others:
        warnings.warn(f"{shown(path)}: {_passed_over(others)}", ParatopicWarning, stacklevel=2)


def _passed_over(others: Counter[str]) -> str:
    kinds = ", ".join(f"{count} {ending}" for ending, count in others.most_common())
    return f"passed over {kinds}: of a folder documents are read; name a table to have it read."


def _nothing_there(path: str) -> InputError:
    """Return the complaint; who typed a text where a path goes is told where texts go."""
    is_text = len(path.split()) > 2 and not Path(path).suffix[1:].isalnum()
    advice = (
        "a text goes to standard input: echo TEXT | paratopic classify -" if is_text else "check the path"
    )
    return InputError(f"expected a file or a folder, found nothing there; {advice}.", path=shown(path))


def _walk(root: Path) -> Iterator[tuple[Path, list[str]]]:
    """Yield (folder, names of its files), sorted, without following links to folders."""
    for folder, folders, names in os.walk(root, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield Path(folder), sorted(name for name in names if not name.startswith(HIDDEN))


def _names(folder: Path, names: list[str]) -> Iterator[tuple[Path, str]]:
    """Yield (file, name of the document); a second file of the same stem keeps its suffix in its name."""
    seen: set[str] = set()
    inside = folder.resolve()
    readable = {Path(name).stem for name in names if Path(name).suffix.lower() in IN_FOLDERS}
    for name in names:
        file = folder / name
        ending = file.suffix.lower()
        if ending not in IN_FOLDERS and (ending not in UNREAD or file.stem in readable):
            continue
        if file.is_symlink() and not file.resolve().is_relative_to(inside):
            continue
        stem = document_id(file.stem)
        yield file, file.name if stem in seen else file.stem
        seen.add(stem)
