"""The one tree of errors. Each sentence says what was expected, what was found and what to type next.

ParatopicError
├── InputError          a file, a row or a text that can't be read or used
│   └── ReaderError     a document that paratopic's own reader fails at
├── CodebookError       a codebook file, a rule or a topic name
├── AnnotationError     annotations and coding sheets: unknown ids, contradictions
├── DatasetError        labels, splits and their sizes
├── ConfigError         a configuration key or value
├── ModelError          fitting or finding a model or an encoder
├── BundleError         a saved classifier that is damaged, tampered with or too new
├── TrackingError       the MLflow store
├── EstimateError       a sample or a design that supports no valid estimate
└── MissingExtraError   an optional package that is not installed
"""

from __future__ import annotations

from pathlib import Path


class ParatopicError(Exception):
    """Base of every error that paratopic raises on purpose; the command line exits with 2."""


class InputError(ParatopicError):
    """Say what is wrong with an input, at which file and line."""

    def __init__(self, message: str, *, path: str | Path | None = None, line: int | None = None) -> None:
        self.message, self.path, self.line = message, path, line
        where = "" if path is None else f"{path}: " if line is None else f"{path}:{line}: "
        super().__init__(where + message)


class ReaderError(InputError):
    """A document at which its reader failed unexpectedly: a defect of paratopic or of a library that it uses."""


class CodebookError(InputError):
    """A codebook that breaks its format; the message points to the line."""


class AnnotationError(InputError):
    """Annotations that contradict each other or name unknown paragraphs, coders or topics."""


class DatasetError(ParatopicError):
    """Labels or splits that can't be made as asked."""


class ConfigError(ParatopicError):
    """A configuration key or value that is unknown or out of range."""


class ModelError(ParatopicError):
    """A model that can't be found, built or fitted."""


class BundleError(ParatopicError):
    """A saved classifier that is damaged, tampered with or of another format."""


class TrackingError(ParatopicError):
    """An MLflow store or server that can't be used."""


class EstimateError(ParatopicError):
    """A sample or design from which no valid estimate follows."""


class MissingExtraError(ParatopicError):
    """An optional package is missing; the message is the line that installs it."""


class ParatopicWarning(UserWarning):
    """A number that stands on thin ground: few positives, a fallback, a convention in force."""


def first_line(error: BaseException, *, most: int = 160) -> str:
    """Return the first line, and `most` characters, of what another library says; its name where it says nothing."""
    text = str(error).strip()
    return text.splitlines()[0][:most] if text else type(error).__name__
