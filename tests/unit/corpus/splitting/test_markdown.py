"""What Markdown shows nobody is no part of a paragraph, and parts paragraphs where it stands between them."""

import pytest

from paratopic.corpus import classifier_text, read_text
from paratopic.corpus.splitting.markdown import without_unseen

PAGE = """\
# Deterring by denial {#sec-denial .unnumbered}

::: {.callout-note}
This note is part of a series.
:::

Denial works where the defender can hold.[^1] See *Oom*[^oom].

![Frigates by year](frigates.png){width=80%}

| Year | Frigates |
|-----:|:--------:|
| 2027 | 12       |

- [x] Ask the navy about the ships

```text
and what it has left
```

<!-- nobody
should read this -->
We met {twice} in May.

[^1]: The argument, in short.
[^oom]: Ships and Signals, Port Sable.
"""


def found():
    document, paragraphs = read_text(PAGE, name="t")
    assert all(document.text[p.start : p.end] == p.text for p in paragraphs)
    return [(p.kind, p.heading, classifier_text(p)) for p in paragraphs]


def test_comments_fences_and_attributes_are_left_out_and_notes_stand_alone():
    assert found() == [
        ("text", "Deterring by denial", "This note is part of a series."),
        ("text", "Deterring by denial", "Denial works where the defender can hold. See *Oom*."),
        ("table", "Deterring by denial", "| Year | Frigates | |-----:|:--------:| | 2027 | 12 |"),
        ("item", "Deterring by denial", "[x] Ask the navy about the ships"),
        ("text", "Deterring by denial", "and what it has left"),
        ("text", "Deterring by denial", "We met {twice} in May."),
        ("footnote", "Deterring by denial", "The argument, in short."),
        ("footnote", "Deterring by denial", "Ships and Signals, Port Sable."),
    ]


def test_every_letter_keeps_its_place():
    masked = without_unseen(PAGE)
    assert len(masked) == len(PAGE)
    assert all(
        one in {other, " ", "-"} and (other == "\n") == (one == "\n")
        for one, other in zip(masked, PAGE, strict=True)
    )


@pytest.mark.parametrize("sign", ["<!-- ", "{.a", "-->", "~~ ~"])
def test_signs_that_are_never_closed_hide_nothing(sign):
    assert without_unseen(sign * 50_000) == sign * 50_000
