"""Paragraphs that are filled the quick way are like any other."""

import copy
import pickle
from dataclasses import FrozenInstanceError, astuple, fields

import pytest

from paratopic.schema import Paragraph, new_paragraph

VALUES = ("d", 3, "Größe", 10, 15, "Aid", 2, "item", "c#1", {"year": 2031}, ((1, 2),))


def test_a_new_paragraph_is_equal_to_one_made_the_slow_way():
    quick, slow = new_paragraph(*VALUES), Paragraph(*VALUES)
    assert type(quick) is Paragraph
    assert quick == slow
    assert astuple(quick) == VALUES
    assert repr(quick) == repr(slow)
    assert pickle.loads(pickle.dumps(quick)) == copy.copy(quick) == slow


def test_it_can_not_be_changed_either():
    with pytest.raises(FrozenInstanceError):
        new_paragraph(*VALUES).text = "other"


def test_a_field_more_or_less_is_an_error():
    with pytest.raises(TypeError):
        new_paragraph(*VALUES[:-1])
    with pytest.raises(TypeError):
        new_paragraph(*VALUES, None)


def test_one_that_repeats_another_is_the_same_but_for_that():
    one = Paragraph(*VALUES)
    other = one.repeating("a#1")
    differing = {
        field.name for field in fields(one) if getattr(one, field.name) != getattr(other, field.name)
    }
    assert (differing, other.duplicate_of, one.duplicate_of) == ({"duplicate_of"}, "a#1", "c#1")
