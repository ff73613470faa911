"""YAML with line numbers: every complaint points to the line."""

from __future__ import annotations

from typing import Any, NoReturn

from paratopic.errors import CodebookError


class Node:
    """One value of a YAML file, read as the type that the caller expects."""

    def __init__(self, raw: Any, path: str, name: str) -> None:
        self.raw, self.path, self.name = raw, path, name

    @property
    def line(self) -> int:
        """Return the line, counted from 1."""
        return int(self.raw.start_mark.line) + 1

    def fail(self, message: str) -> NoReturn:
        """Raise CodebookError at this line."""
        raise CodebookError(message, path=self.path, line=self.line)

    def mapping(self, *, known: tuple[str, ...] = (), required: tuple[str, ...] = ()) -> dict[str, Node]:
        """Return the keys and values of a mapping; unknown, missing and repeated keys are errors."""
        if self.raw.id != "mapping":
            self.fail(f"expected keys and values under `{self.name}`, found {_kind(self.raw)}.")
        found: dict[str, Node] = {}
        for key, value in self.raw.value:
            self._add(found, Node(key, self.path, "a key").string(), key, value, known)
        for name in required:
            if name not in found:
                self.fail(f"`{self.name}` lacks `{name}`; add it.")
        return found

    def _add(self, found: dict[str, Node], name: str, key: Any, value: Any, known: tuple[str, ...]) -> None:
        at = Node(key, self.path, name)
        if name in found:
            at.fail(f"`{name}` occurs twice under `{self.name}`; rename or remove one.")
        if known and name not in known:
            at.fail(f"`{name}` is not known under `{self.name}`; expected one of {', '.join(known)}.")
        found[name] = Node(value, self.path, name)

    def items(self) -> list[Node]:
        """Return the entries of a list; a single value counts as a list of one."""
        if self.raw.id == "sequence":
            return [Node(item, self.path, self.name) for item in self.raw.value]
        return [self]

    def strings(self) -> tuple[str, ...]:
        """Return a list of strings."""
        return tuple(item.string() for item in self.items())

    def string(self) -> str:
        """Return a string; other scalars as they are written."""
        if self.raw.id != "scalar" or not str(self.raw.value).strip():
            self.fail(f"expected text for `{self.name}`, found {_kind(self.raw)}.")
        return " ".join(str(self.raw.value).split())

    def number(self) -> float:
        """Return a finite number."""
        try:
            value = float(self.raw.value)
        except (TypeError, ValueError):
            self.fail(f"expected a number for `{self.name}`, found {_kind(self.raw)}.")
        if not abs(value) <= 1000:
            self.fail(f"expected a number between -1000 and 1000 for `{self.name}`, found {value}.")
        return value


def compose(text: str, path: str) -> Node:
    """Return the root of a YAML text; raise CodebookError with the line where it breaks."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        raw = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        raise CodebookError(f"expected YAML, found {error.problem}.", path=path, line=line) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise CodebookError(f"expected YAML, found {error}.", path=path) from None
    if raw is None:
        raise CodebookError("expected a codebook, found an empty file.", path=path, line=1)
    return Node(raw, path, "the codebook")


def _kind(raw: Any) -> str:
    if raw.id == "scalar":
        return f"`{raw.value}`" if str(raw.value).strip() else "nothing"
    return {"mapping": "keys and values", "sequence": "a list"}[raw.id]
