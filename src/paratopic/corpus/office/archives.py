"""Office files are archives: how much they unpack to, before they are unpacked."""

from __future__ import annotations

import zipfile
from io import BytesIO

from paratopic.corpus.options import CorpusOptions
from paratopic.errors import InputError

_PARTS = 10_000


def refuse_bombs(raw: bytes, options: CorpusOptions, path: str, *, what: str) -> None:
    """Raise InputError for a broken archive, and for one that unpacks to more than `max_megabytes`.

    `what` says what was expected: "a Word file (.docx)".
    """
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
            entries = len(archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InputError(f"expected {what}, found a broken archive ({error}).", path=path) from None
    if size > options.max_megabytes << 20 or entries > _PARTS:
        raise InputError(
            f"expected {what} of at most {options.max_megabytes} MB unpacked, found {size >> 20} MB in "
            f"{entries} parts; it was not opened.",
            path=path,
        )
