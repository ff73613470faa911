import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from paratopic.codebook import Codebook
from paratopic.codebook.inflection import inflect
from paratopic.codebook.pattern import MAX_SEQUENCES, PatternError, parse_pattern


def matches(pattern: str, text: str) -> list[str]:
    quoted = pattern.replace("'", "''")
    book = Codebook.loads(
        f"{{name: p, version: 1, topics: {{t: {{definition: d, rules: {{r: {{any: ['{quoted}']}}}}}}}}}}"
    )
    return [text[vote.start : vote.end] for vote in book.votes(text)]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("ban~", "bans, banned and banning, not banner", ["bans", "banned", "banning"]),
        ("supply~", "He supplies; supplied, supplying", ["supplies", "supplied", "supplying"]),
        ("impose~", "imposing what was imposed", ["imposing", "imposed"]),
        ("sanction*", "sanctionable unsanctioned", ["sanctionable"]),
        ("organi[sz]ation", "Organisation organization", ["Organisation", "organization"]),
        ("asset freeze", "An ASSET-FREEZE, assets freeze", ["ASSET-FREEZE"]),
        ("(a|the) <2> mission", "the big new mission of a mission", ["the big new mission", "a mission"]),
        ("US", "us and US", ["US"]),
        ("# people", "20,000 people, forty people, no people", ["000 people", "forty people"]),
        ("open _ door", "open the door, open door", ["open the door"]),
        ("price (oil )? cap", "price cap or price oil cap", ["price cap", "price oil cap"]),
        ("(no|never) (first use|retreat)", "no first use; never retreat", ["no first use", "never retreat"]),
        ("children's homes", "the children’s homes", ["children’s homes"]),
        ("in force", "It is in. Force it.", []),
        ("U.S. navy".replace(".", ""), "US navy", ["US navy"]),
        ("arms deal", "The U.S. arms deal. Arms. Deal.", ["arms deal"]),
        ("word", "", []),
    ],
)
def test_what_a_pattern_matches(pattern: str, text: str, found: list[str]) -> None:
    assert matches(pattern, text) == found


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("(a+)+$", "can't read `+)+$`"),
        ("a|b)", "`)` has no opening parenthesis"),
        ("((a)", "`(` is not closed"),
        ("? a", "`?` follows nothing"),
        ("ab*", "is too short; write three letters or more before `*`"),
        ("a <99> b", "<99> is too wide"),
        ("a <30> b <30> c <1> d", "spans too much; its gaps may add up to 60 words"),
        ("a <3>", "must begin and end with a word"),
        ("(a)?", "must begin and end with a word"),
        ("", "must begin and end with a word"),
        (" ".join(["(a b|c d|e f|g h)"] * 9), "stands for too many sequences; split it into patterns"),
    ],
)
def test_a_pattern_that_can_not_be_read(pattern: str, sentence: str) -> None:
    with pytest.raises(PatternError) as caught:
        parse_pattern(pattern, {})
    assert sentence in str(caught.value)


def test_no_pattern_grows_without_bound() -> None:
    assert len(parse_pattern(" ".join(["(a|b|c)"] * 40), {})) == 1
    assert len(parse_pattern(" ".join(["(a b|c)"] * 10), {})) <= MAX_SEQUENCES


def test_nested_gaps_look_at_each_token_once() -> None:
    """Twenty nested gaps over 600 words: backtracking would try more paths than there are atoms."""
    pattern = " <3> ".join(["a"] * 20) + " b"
    assert matches(pattern, "b " + "a " * 600) == []
    assert matches(pattern, "a " * 20 + "b") == ["a " * 20 + "b"]


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_every_vote_lies_inside_the_text(text: str) -> None:
    book = _wild()
    for vote in book.votes(text):
        assert 0 <= vote.start < vote.end <= len(text)
    assert book.vote_matrix([text]).sum() == len(book.votes(text))


def _wild(cache: dict[str, Codebook] = {}) -> Codebook:  # noqa: B006
    if not cache:
        rules = "{a: {any: ['#', 'the <5> of']}, b: {any: ['aaa*'], near: ['b'], unless: ['c']}}"
        cache["book"] = Codebook.loads(
            f"{{name: p, version: 1, topics: {{t: {{definition: d, rules: {rules}}}}}}}"
        )
    return cache["book"]


@example("ie")  # no word, and once found by chance
@given(st.text(st.characters(codec="ascii", categories=["Ll"]), min_size=2, max_size=10))
def test_a_word_is_among_its_inflections(word: str) -> None:
    assert word in inflect(word)
    assert all(form[0] == word[0] for form in inflect(word))


def test_conditions_on_heading_and_kind() -> None:
    rules = "{h: {any: [food], headings: ['humanitarian']}, k: {any: [water], kinds: [table]}}"
    book = Codebook.loads(f"{{name: p, version: 1, topics: {{t: {{definition: d, rules: {rules}}}}}}}")
    text = "food and water"
    assert book.votes(text) == []
    assert [vote.rule for vote in book.votes(text, heading="Humanitarian needs")] == ["t.h"]
    assert [vote.rule for vote in book.votes(text, kind="table")] == ["t.k"]
