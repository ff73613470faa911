"""Lines of UTF-8 one at a time, each with its number, none longer than memory allows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from paratopic.errors import InputError
from paratopic.files.opened import open_bytes

LONGEST = 64 << 20
OnBad = Callable[[InputError], None]


def refuse(error: InputError) -> None:
    """Raise it: what happens to a bad row where nobody collects bad rows."""
    raise error


def iter_lines(path: str | Path, *, on_bad: OnBad = refuse) -> Iterator[tuple[int, str]]:
    """Yield (number from 1, line with its end); lines that are too long or not UTF-8 go to `on_bad`."""
    with open_bytes(path) as stream:
        number = 0
        while raw := stream.readline(LONGEST + 1):
            number += 1
            if len(raw) > LONGEST:
                _pass_over(stream)
                on_bad(
                    InputError(
                        f"expected lines of at most {LONGEST >> 20} MB, found a longer one.",
                        path=path,
                        line=number,
                    )
                )
                continue
            try:
                line = decode_line(raw, path=path, number=number)
            except InputError as error:
                on_bad(error)
                continue
            yield number, line


def decode_line(raw: bytes, *, path: str | Path, number: int) -> str:
    """Return one line as text; raise InputError with file and line where it is not UTF-8."""
    try:
        return raw.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"expected UTF-8, found byte 0x{raw[error.start]:02x} at column {error.start + 1}; "
            "convert the file to UTF-8 first.",
            path=path,
            line=number,
        ) from None


def _pass_over(stream: object) -> None:
    read = stream.readline  # type: ignore[attr-defined]
    while (raw := read(LONGEST)) and not raw.endswith(b"\n"):
        pass
