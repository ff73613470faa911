"""Office files are archives: how much they unpack to, before they are unpacked."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from paratopic.corpus.options import CorpusOptions
from paratopic.errors import InputError, first_line

_PARTS = 10_000
# What the standard library raises for an archive that is cut off, damaged at any place, or locked,
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError)
DAMAGE = (*_BROKEN, KeyError, ValueError)  # and, with these, for one without the parts it should have.


def refuse_bombs(raw: bytes, options: CorpusOptions, path: str, *, what: str) -> None:
    """Raise InputError for a broken archive, and for one that unpacks to more than `max_megabytes`.

    `what` says what was expected: "a Word file (.docx)".
    """
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
            entries = len(archive.infolist())
    except DAMAGE as error:
        raise InputError(f"expected {what}, found a broken archive ({error}).", path=path) from None
    if size > options.max_megabytes << 20 or entries > _PARTS:
        raise InputError(
            f"expected {what} of at most {options.max_megabytes} MB unpacked, found {size >> 20} MB in "
            f"{entries} parts; it was not opened.",
            path=path,
        )


def found_instead(error: Exception) -> str:
    """Return what an archive turned out to be when one of `DAMAGE`, or a part's own error, was raised."""
    reason = first_line(error, most=120)
    if isinstance(error, _BROKEN) or "seek" in reason:
        return f"a broken archive ({reason})"
    return f"a broken part ({reason})" if isinstance(error, SyntaxError | AttributeError) else reason
