"""The records that flow through every stage, and the names of their columns."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, make_dataclass
from typing import Any

ID = "id"
DOCUMENT = "document"
PARAGRAPH = "paragraph"
TEXT = "text"
TOPICS = "topics"
LABELS = "labels"
PROBABILITIES = "probabilities"
MODEL = "model"
EVIDENCE = "evidence"
UNDECIDED = "undecided"


def paragraph_id(document: str, paragraph: int) -> str:
    """Return the stable id `<document>#<n>`; n counts from 1."""
    return f"{document}#{paragraph}"


@dataclass(frozen=True, slots=True)
class Document:
    """One decoded source. Offsets of its paragraphs count characters of `text`."""

    id: str
    text: str
    source: str = ""
    sha256: str = ""
    title: str | None = None
    date: str | None = None
    language: str | None = None
    encoding: str | None = None
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: the unit that is coded and classified.

    `start` and `end` are character offsets into the decoded source, so that
    `document.text[start:end] == text`; both are None where the source has no text of its own (a table).
    `omitted` are the stretches (start, end; counted in `text`) that are page furniture: a running head or a
    page number between the two halves of a sentence.
    """

    document: str
    paragraph: int
    text: str
    start: int | None = None
    end: int | None = None
    heading: str | None = None
    page: int | None = None
    kind: str = "text"
    duplicate_of: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    omitted: tuple[tuple[int, int], ...] = ()

    @property
    def id(self) -> str:
        """Return `<document>#<n>`."""
        return paragraph_id(self.document, self.paragraph)

    def repeating(self, first: str) -> Paragraph:
        """Return the same paragraph, marked as a duplicate of the one with the id `first`."""
        return new_paragraph(
            *(self.document, self.paragraph, self.text, self.start, self.end, self.heading, self.page),
            *(self.kind, first, self.metadata, self.omitted),
        )


_Draft = make_dataclass("_Draft", [(one.name, Any) for one in fields(Paragraph)], slots=True)


def new_paragraph(*values: Any) -> Paragraph:
    """Return a paragraph of values for all fields, in order.

    A frozen class takes four times as long to set them, and a large corpus has millions: here an open one of the
    same layout is filled, then made a Paragraph.
    """
    draft: Any = _Draft(*values)
    draft.__class__ = Paragraph
    made: Paragraph = draft
    return made


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one coder said of one topic of one paragraph; `value` None means not shown or not answered."""

    id: str
    coder: str
    topic: str
    value: bool | None
    unsure: bool = False
    time: str | None = None
    codebook: str | None = None
    sampling: str | None = None
    inclusion: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Prediction:
    """The decision on one text: its topics, and an independent probability for every topic.

    `undecided` are topics too near to their threshold, where the classifier may abstain; they are in neither camp.
    """

    topics: tuple[str, ...]
    probabilities: dict[str, float]
    undecided: tuple[str, ...] = ()
