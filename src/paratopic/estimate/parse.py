"""Read the little languages of the command line."""

from __future__ import annotations

from pathlib import Path

from paratopic.errors import ConfigError, InputError
from paratopic.files.tables import iter_rows
from paratopic.schema import DOCUMENT, ID


def names(text: str) -> tuple[str, ...]:
    """Return the names in `a,b`."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def priors(text: str) -> dict[str, float] | None:
    """Return the shares in `topic=0.2,...`; None where there are none, ConfigError where one is broken."""
    found: dict[str, float] = {}
    for pair in names(text):
        topic, _, value = pair.rpartition("=")
        try:
            found[topic.strip()] = float(value)
        except ValueError:
            raise ConfigError(f"expected --prior topic=share,..., found {pair!r}.") from None
    return found or None


def read_names(path: str | Path) -> frozenset[str]:
    """Return the ids, or where there are none the documents, of a table file."""
    found = frozenset(str(row.get(ID) or row.get(DOCUMENT) or "") for _, row in iter_rows(path)) - {""}
    if not found:
        raise InputError("expected a column id or document, found neither.", path=path)
    return found
