"""An output file that appears whole, and whose unfinished part a later run can go on with.

Beside the target lie `.NAME.part` (the blocks so far) and `.NAME.journal` (after each block: items read, bytes
written). A killed run leaves both; the next one cuts the part back to the last journalled byte and reads on.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from paratopic.errors import InputError
from paratopic.files.compress import compress
from paratopic.inference.engine import Block


class PartFile:
    """Write blocks to `target`; `done` items were already answered by the run that this one continues.

    `work` describes inputs, model and options: a journal of other work is refused.
    """

    def __init__(self, target: Path, *, work: dict[str, Any], resume: bool, header: bytes = b"") -> None:
        self.target = target
        self.part = target.with_name(f".{target.name}.part")
        self.journal = target.with_name(f".{target.name}.journal")
        self.done, self.kept, self._size = 0, 0, 0
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.is_dir():
                raise InputError("expected a file to write, found a folder.", path=target)
            if resume and self.journal.exists():
                self._continue(work)
            else:
                self._begin(work)
            self._stream = self.part.open("r+b", buffering=0)
            self._stream.seek(self._size)
            self._log = self.journal.open("a", encoding="utf-8")
        except OSError as error:
            raise self._refused(error) from error
        if not self._size and header:
            self._append(header, 0, 0)

    def put(self, block: Block) -> None:
        """Append one block and journal it; raises InputError where the disk is full."""
        self._append(block.data, block.read, block.kept)

    def finish(self) -> None:
        """Move the part to the target and forget the journal."""
        try:
            os.fsync(self._stream.fileno())
            self._close()
            self.part.chmod(0o666 & ~_umask())
            self.part.replace(self.target)
            self.journal.unlink(missing_ok=True)
        except OSError as error:
            raise self._refused(error) from error

    def discard(self) -> None:
        """Remove what was written: the input was bad, there is nothing to go on with."""
        self._close()
        self.part.unlink(missing_ok=True)
        self.journal.unlink(missing_ok=True)

    def _close(self) -> None:
        self._stream.close()
        self._log.close()

    def _begin(self, work: dict[str, Any]) -> None:
        self.part.write_bytes(b"")
        self.journal.write_text(json.dumps(work) + "\n", encoding="utf-8")

    def _continue(self, work: dict[str, Any]) -> None:
        first, *lines = self.journal.read_text(encoding="utf-8").splitlines()
        if json.loads(first) != json.loads(json.dumps(work)):
            raise InputError(
                "was begun with other inputs, another model or other options; repeat them, "
                "or start again without --resume.",
                path=self.target,
            )
        size = self.part.stat().st_size
        for line in lines:
            entry = _entry(line)
            if entry is None or entry[2] > size:
                break  # the kill came between two writes
            self.done, self.kept, self._size = entry
        os.truncate(self.part, self._size)

    def _append(self, data: bytes, read: int, kept: int) -> None:
        stored = compress(data, self.target.suffix.lower())
        try:
            view = memoryview(stored)
            while view:
                view = view[self._stream.write(view) :]
            self._size += len(stored)
            self.done, self.kept = self.done + read, self.kept + kept
            self._log.write(f"[{self.done}, {self.kept}, {self._size}]\n")
            self._log.flush()
        except OSError as error:
            raise self._refused(error) from error

    def _refused(self, error: OSError) -> InputError:
        return InputError(f"can't be written ({error.strerror}); choose another place.", path=self.target)


def _entry(line: str) -> tuple[int, int, int] | None:
    try:
        done, kept, size = json.loads(line)
    except ValueError:
        return None
    return int(done), int(kept), int(size)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
