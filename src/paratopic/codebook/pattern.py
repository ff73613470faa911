"""The pattern language: words in order, compiled to sequences of word sets.

    words            exact words; lower case ignores case, a capital letter asks for the same capitals
    word~            the word and its regular inflections
    word*            any word that starts so (three letters or more)
    defen[cs]e       one of the letters
    (a|b c|d)        alternatives;  (a|b)? may be absent
    {force}          a word set that the codebook names under `sets`
    <3>              up to three words between
    #                a number, in digits or words
    _                exactly one word, whatever it is

There is no repetition without bound, so that no pattern can take more than linear time.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from paratopic.codebook.inflection import inflect

Forms = frozenset[str]
NUMBER = frozenset({"#"})
MAX_SEQUENCES = 2000
MAX_GAP = 30
MAX_SPAN = 60

_TOKEN = re.compile(
    r"[\s,'’-]*(?:(?P<gap><\d+>)|(?P<set>\{[\w-]+\})|(?P<mark>[()|?#]|_(?!\w))"
    r"|(?P<word>[^\W_](?:[^\W_]|\[[^\W_]+\]|['’-](?=[^\W_\[]))*[~*]?))"
)


class PatternError(ValueError):
    """A pattern that can't be read; the codebook adds file and line."""


class Step(NamedTuple):
    """One word of a sequence: any of `forms`, after `low` to `high` other words."""

    forms: Forms
    low: int = 0
    high: int = 0


@dataclass(frozen=True, slots=True)
class _Gap:
    low: int
    high: int


_Part = Forms | _Gap
_Flat = tuple[_Part, ...]
Sets = Mapping[str, Sequence[str]]


def parse_pattern(text: str, sets: Sets) -> tuple[tuple[Step, ...], ...]:
    """Return the sequences that `text` stands for; raise PatternError where it can't be read."""
    reader = _Reader(text, sets)
    flats = reader.alternatives()
    if reader.tokens:
        raise PatternError(f"`{reader.tokens[0]}` has no opening parenthesis in `{text}`.")
    return tuple(dict.fromkeys(_steps(flat, text) for flat in flats))


class _Reader:
    def __init__(self, text: str, sets: Sets) -> None:
        self.text, self.sets = text, sets
        self.tokens = _tokens(text)

    def alternatives(self) -> list[_Flat]:
        found = self.sequence()
        while self.tokens and self.tokens[0] == "|":
            self.tokens.pop(0)
            found += self.sequence()
        return _merge_words(found)

    def sequence(self) -> list[_Flat]:
        flats: list[_Flat] = [()]
        while self.tokens and self.tokens[0] not in {"|", ")"}:
            item = self.item()
            if len(flats) * len(item) > MAX_SEQUENCES:
                raise PatternError(f"`{self.text}` stands for too many sequences; split it into patterns.")
            flats = [left + right for left, right in itertools.product(flats, item)]
        return flats

    def item(self) -> list[_Flat]:
        token = self.tokens.pop(0)
        found = self.atom(token)
        if self.tokens and self.tokens[0] == "?":
            self.tokens.pop(0)
            return [(), *found]
        return found

    def atom(self, item: str) -> list[_Flat]:
        if item == "(":
            return self.group()
        if item.startswith("{"):
            return self.named(item[1:-1])
        if item.startswith("<"):
            return [(_gap(int(item[1:-1]), self.text),)]
        if item == "_":
            return [(_Gap(1, 1),)]
        if item == "#":
            return [(NUMBER,)]
        if item == "?":
            raise PatternError(f"`?` follows nothing in `{self.text}`.")
        return [tuple(_word(part) for part in re.split(r"[-'’]", re.sub(r"['’]s$", "", item)))]

    def group(self) -> list[_Flat]:
        found = self.alternatives()
        if not self.tokens:
            raise PatternError(f"`(` is not closed in `{self.text}`.")
        self.tokens.pop(0)
        return found

    def named(self, name: str) -> list[_Flat]:
        if name not in self.sets:
            raise PatternError(f"`{{{name}}}` is not among the sets ({', '.join(self.sets) or 'none'}).")
        flats = [flat for entry in self.sets[name] for flat in _Reader(entry, {}).alternatives()]
        return _merge_words(flats)


def _tokens(text: str) -> list[str]:
    tokens, position = [], 0
    while position < len(text.rstrip()):
        match = _TOKEN.match(text, position)
        if match is None:
            raise PatternError(
                f"can't read `{text[position:].strip()[:20]}` in `{text}`; a pattern is made of words, "
                "word~, word*, [cs], (a|b), (a)?, {set}, <3>, # and _."
            )
        tokens.append(match.group().strip(" \t\n,'’-"))
        position = match.end()
    return tokens


def _word(text: str) -> Forms:
    mark = text[-1] if text[-1] in "~*" else ""
    if mark == "*" and len(text) < 4:
        raise PatternError(f"`{text}` is too short; write three letters or more before `*`.")
    spellings = [
        "".join(letters)
        for letters in itertools.product(
            *(
                part[1:-1] if part[0] == "[" else [part]
                for part in re.findall(r"\[\w+\]|[^\[]+", text.rstrip("~*"))
            )
        )
    ]
    if mark == "~":
        return frozenset(form for spelling in spellings for form in inflect(spelling))
    return frozenset(spelling + mark for spelling in spellings)


def _gap(words: int, text: str) -> _Gap:
    if words > MAX_GAP:
        raise PatternError(f"<{words}> is too wide in `{text}`; up to {MAX_GAP} words, or use `near`.")
    return _Gap(0, words)


def _merge_words(flats: list[_Flat]) -> list[_Flat]:
    """Join the alternatives of one word into one word set; the others stay as they are."""
    single: set[str] = set()
    rest: list[_Flat] = []
    for flat in flats:
        if len(flat) == 1 and not isinstance(flat[0], _Gap):
            single |= flat[0]
        else:
            rest.append(flat)
    return ([(frozenset(single),)] if single else []) + rest


def _steps(flat: _Flat, text: str) -> tuple[Step, ...]:
    steps: list[Step] = []
    low = high = 0
    for part in flat:
        if isinstance(part, _Gap):
            low, high = low + part.low, high + part.high
        else:
            steps.append(Step(part, low, high))
            low = high = 0
    if sum(step.high for step in steps) > MAX_SPAN:
        raise PatternError(f"`{text}` spans too much; its gaps may add up to {MAX_SPAN} words.")
    if not steps or low or high or steps[0].high:
        raise PatternError(f"`{text}` must begin and end with a word.")
    return tuple(steps)
