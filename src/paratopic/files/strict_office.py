"""Office files that were saved as "Strict Open XML": the same elements, of vocabularies by other names.

ISO/IEC 29500-1 names them http://purl.oclc.org/ooxml/...; libraries know those of its part 4, which most files use.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import IO

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_USUAL = rb"http://schemas.openxmlformats.org/\1/2006/"
_FIRST = "_rels/.rels"  # names the part to be read first, by a vocabulary
_XML = (".xml", ".rels")


def with_usual_names(file: IO[bytes]) -> IO[bytes]:
    """Return an Office file with the usual names: itself, at its start, unless it is a strict one.

    Raises what `zipfile` does for one that is no archive or is damaged. All parts of a strict one are in memory twice.
    """
    with zipfile.ZipFile(file) as archive:
        if _FIRST not in archive.namelist() or not _STRICT.search(archive.read(_FIRST)):
            file.seek(0)
            return file
        usual = BytesIO()
        with zipfile.ZipFile(usual, "w") as copy:
            for name in dict.fromkeys(archive.namelist()):
                part = archive.read(name)
                copy.writestr(name, _STRICT.sub(_USUAL, part) if name.endswith(_XML) else part)
    usual.seek(0)
    return usual
