"""The knobs of reading; their values live in `conf/corpus/`."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from paratopic.errors import ConfigError
from paratopic.files.resources import conf_dir


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusOptions:
    """How documents become paragraphs; one field for each key of `conf/corpus/*.yaml`."""

    fallback_encoding: str
    max_megabytes: int
    max_pages: int
    max_line: int
    max_lines: int
    max_tags: int
    heading_words: int
    keep_headings: bool
    lists: str
    short_item_words: int
    read_down: bool
    keep_noise: bool
    near_duplicate: float
    near_words: int
    fetch_megabytes: int
    fetch_seconds: int

    def with_values(self, **values: Any) -> CorpusOptions:
        """Return a copy with some values replaced; raise ConfigError for an unknown key or a wrong type."""
        for key, value in values.items():
            now = getattr(self, key, None)
            if now is None:
                raise ConfigError(f"unknown key '{key}', expected one of {', '.join(_keys())}.")
            if type(value) is not type(now) and not (isinstance(now, float) and isinstance(value, int)):
                raise ConfigError(f"expected a value like {now!r} for {key}, found {value!r}.")
        return replace(self, **values)


@cache
def load_options(name: str = "default") -> CorpusOptions:
    """Return the options of `conf/corpus/<name>.yaml`; raise ConfigError for wrong keys."""
    import yaml

    path = conf_dir() / "corpus" / f"{name}.yaml"
    if not path.is_file():
        known = ", ".join(sorted(file.stem for file in path.parent.glob("*.yaml")))
        raise ConfigError(f"expected a file of conf/corpus ({known}), found '{name}'.")
    values = yaml.safe_load(path.read_text(encoding="utf-8"))
    if set(values) != set(_keys()):
        wrong = ", ".join(sorted(set(values) ^ set(_keys())))
        raise ConfigError(f"{path.name}: unknown or missing keys of conf/corpus: {wrong}.")
    return CorpusOptions(**values)


def _keys() -> tuple[str, ...]:
    return tuple(field.name for field in fields(CorpusOptions))
