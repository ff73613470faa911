"""Bad rows set aside: file, line and reason of each, while the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from paratopic.errors import InputError
from paratopic.files.atomic import atomic_text
from paratopic.files.jsonl import dump_line
from paratopic.files.lines import OnBad, refuse


class Rejects:
    """Count what was refused; `on_bad` raises where no reject file was asked for."""

    def __init__(self, on_bad: OnBad) -> None:
        self.count, self._on_bad = 0, on_bad

    def __call__(self, error: InputError) -> None:
        """Take one complaint."""
        self._on_bad(error)
        self.count += 1


@contextmanager
def reject_file(path: Path | None) -> Iterator[Rejects]:
    """Give what takes bad rows: into `path` as JSONL (file, line, reason), or none at all."""
    if path is None:
        yield Rejects(refuse)
        return
    with atomic_text(path) as stream:

        def on_bad(error: InputError) -> None:
            reason = error.message
            stream.write(dump_line({"file": str(error.path), "line": error.line, "reason": reason}))

        yield Rejects(on_bad)
