"""Letters of TeX's fonts that name none: extractors give their places in the encodings T1 and OT1 instead."""

from __future__ import annotations

_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl")
# In OT1 the ligatures are at 11 to 15; 11 to 13 are ends of lines and pages elsewhere.
LETTERS = {
    **dict(zip(range(27, 32), _LIGATURES, strict=True)),
    **dict(zip((14, 15), _LIGATURES[3:], strict=True)),
    **dict(zip(range(16, 23), "“”„«»–—", strict=True)),
}
ALL_LETTERS = {**LETTERS, **dict(zip((11, 12, 13), _LIGATURES, strict=False))}
_LETTERS = [chr(code) for code in LETTERS]
_NO_PLACES = bytes(set(range(256)) - {*LETTERS})
_ONE_EACH = {code: letters[0] for code, letters in LETTERS.items()}


def has_places(text: str) -> bool:
    """Tell whether a text has places where letters should be."""
    return any(place in text for place in _LETTERS)  # ten times as fast as a pattern


def bytes_have_places(raw: bytes) -> bool:
    """Tell the same of a text's bytes, UTF-8 or the like: one pass where each place takes one over letters."""
    return bool(raw.translate(None, _NO_PLACES))


def with_letters(text: str) -> str:
    """Return the text with its ligatures, quotation marks and dashes."""
    return text.translate(LETTERS)


def with_one_letter_each(text: str) -> str:
    """Return the text with the first letter of each, so that offsets stay the same and no word is torn."""
    return text.translate(_ONE_EACH)
