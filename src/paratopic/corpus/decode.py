r"""Bytes to text: BOM, declared, strict UTF-8, then a configured fallback; never a guess by statistics.

Statistical detection is wrong on short texts. Line ends become `\n`, as with Python's `open()`, so that
offsets agree with `open(path, encoding=document.encoding).read()`.
"""

from __future__ import annotations

import codecs
import re

from paratopic.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive (.docx?)",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x1f\x8b": "a gzip archive",
    b"PAR1": "a Parquet file",
    b"{\\rtf": "a rich text file",
}
# Control characters that no text holds, and those that one may: the marks of old word processors, letters of TeX.
_CONTROLS = bytes([*range(0x07), *range(0x0E, 0x12), *range(0x14, 0x1A)])
_CONTROL = re.compile(b"[" + re.escape(_CONTROLS) + b"]")
_NEVER = re.compile(rb"[\x00-\x06]")
_MANY = 0.01  # of the bytes
# Characters of several bytes, in UTF-8: more of these than of stray bytes means a damaged file.
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")


def decode(
    raw: bytes, *, fallback: str, declared: str | None = None, path: str | None = None
) -> tuple[str, str]:
    r"""Return (text with `\n` line ends, encoding used); raise InputError for bytes that are not text."""
    text, encoding = _decode(raw, fallback=fallback, declared=declared, path=path)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, encoding


def _decode(raw: bytes, *, fallback: str, declared: str | None, path: str | None) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return _strict(raw, encoding, path), encoding
    _refuse_binary(raw, path)
    if declared and (known := _known(declared)) and not (known == "cp1252" and _is_utf8(raw)):
        return raw.decode(known, "replace"), known
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        damaged = len(_MULTIBYTE.findall(raw)) > len(_HIGH.findall(_MULTIBYTE.sub(b"", raw)))
        return _strict(raw, "utf-8" if damaged else fallback, path), fallback


def _is_utf8(raw: bytes) -> bool:
    """Tell whether bytes are UTF-8 beyond doubt: pages saved again keep the charset they once declared."""
    try:
        return not raw.isascii() and bool(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _strict(raw: bytes, encoding: str, path: str | None) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"expected text in {encoding}, found byte 0x{raw[error.start]:02x}; "
            "convert the file to UTF-8, or name its encoding with --encoding.",
            path=path,
            line=line,
        ) from None


def _known(declared: str) -> str | None:
    """Return the codec's name; browsers read latin-1 and ASCII as cp1252, and so do we."""
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    return "cp1252" if name in {"iso8859-1", "ascii"} else name


def _refuse_binary(raw: bytes, path: str | None) -> None:
    for magic, kind in _BINARY.items():
        if raw.startswith(magic):
            raise InputError(f"expected text, found {kind}; give it the file name's usual ending.", path=path)
    # Three times as fast as a pattern, on every text.
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    if not controls:
        return
    if found := (_CONTROL if controls > _MANY * len(raw) else _NEVER).search(raw):
        line = raw.count(b"\n", 0, found.start()) + 1
        raise InputError(
            f"expected text, found byte 0x{found.group()[0]:02x} (a binary file?).", path=path, line=line
        )
