import pytest

from paratopic.codebook import Codebook
from paratopic.errors import CodebookError

TEXT = """
name: town
version: "2"
sets:
  force: [troop~, "battle group~", NATO]
topics:
  defence:
    definition: Keeping attackers out.
    rules:
      send: {any: ["(deploy~|send) <3> {force}", "defen[cs]e spending"], unless: [migrant~]}
      court: {any: ["prais* _ {force}"], weight: -1, near: [court], within: 5}
      allies: {any: ["allies"], but_not: ["allies' day"], weight: 0.4}
"""


@pytest.fixture(scope="module")
def book() -> Codebook:
    return Codebook.loads(TEXT, path="town.yaml")


def evidence(book: Codebook, text: str) -> list[tuple[str, str]]:
    return [(vote.rule.split(".")[1], text[vote.start : vote.end]) for vote in book.votes(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We deployed three new battle-groups.", [("send", "deployed three new battle-groups")]),
        ("NATO's defense spending grew", [("send", "defense spending")]),
        ("deploying Nato", []),
        ("We deploy one two three four troops", []),
        ("We deploy. NATO waits.", []),
        ("They send migrants and troops. We send troops.", [("send", "send troops")]),
        ("The court praised the troops", [("court", "praised the troops")]),
        ("He praised the troops; the long and very, very slow court", []),
        ("Allies’ day for allies", [("allies", "allies")]),
    ],
)
def test_rule_conditions(book: Codebook, text: str, found: list[tuple[str, str]]) -> None:
    assert evidence(book, text) == found


def test_scores_count_a_rule_once_and_subtract_the_threshold(book: Codebook) -> None:
    scores = book.scores(["send troops, send troops", "allies", "the court praises the troops", ""])
    assert scores.ravel().tolist() == pytest.approx([0.5, -0.1, -1.5, -0.5])


def test_vote_matrix_counts_with_sign(book: Codebook) -> None:
    matrix = book.vote_matrix(["send troops, send troops", "the court praises the troops"])
    assert book.rule_ids == ("defence.send", "defence.court", "defence.allies")
    assert matrix.tolist() == [[2, 0, 0], [0, -1, 0]]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"allies"', '"(a+)+$"', "town.yaml:12: rule defence.allies: can't read `+)+$`"),
        ('"allies"', '"(allies"', "town.yaml:12: rule defence.allies: `(` is not closed in `(allies`."),
        (
            '"allies"',
            '"{arms}"',
            "town.yaml:12: rule defence.allies: `{arms}` is not among the sets (force).",
        ),
        ('"allies"', '"<3> allies"', "must begin and end with a word."),
        ("weight: 0.4", "weight: much", "town.yaml:12: expected a number for `weight`, found `much`."),
        (
            "weight: 0.4",
            "wieght: 1",
            "town.yaml:12: `wieght` is not known under `allies`; expected one of any,",
        ),
        ("  defence:", "  De-fence: {definition: x}\n  defence:", "topics `De-fence` and `defence` overlap"),
        (
            "      court:",
            "      send:",
            "town.yaml:11: `send` occurs twice under `rules`; rename or remove one.",
        ),
        ("name: town", "nam", "town.yaml:3: expected YAML"),
    ],
)
def test_a_bad_codebook_points_to_the_line(old: str, new: str, sentence: str) -> None:
    with pytest.raises(CodebookError) as caught:
        Codebook.loads(TEXT.replace(old, new), path="town.yaml")
    assert sentence in str(caught.value)


def test_the_shipped_codebook_loads_and_its_examples_hold() -> None:
    from pathlib import Path

    book = Codebook.load(Path(__file__).parents[3] / "conf" / "codebook" / "security.yaml")
    assert book.topics == ("deterrence", "sanctions", "humanitarian", "partnerships")
    for column, topic in enumerate(book.definitions):
        scores = book.scores([example.text for example in topic.examples])[:, column]
        assert [score > 0 for score in scores] == [example.applies for example in topic.examples], topic.name
