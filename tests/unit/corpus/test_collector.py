"""The cycle collector is off while documents are read, on again afterwards, and runs now and then in between."""

import gc

import pytest

from paratopic.corpus import collector
from paratopic.corpus.collector import collecting_seldom, without_collector


@pytest.fixture
def runs(monkeypatch):
    found = []
    monkeypatch.setattr(gc, "collect", lambda: found.append(gc.isenabled()))
    return found


def test_it_is_off_inside_and_as_before_afterwards_even_after_an_error():
    assert gc.isenabled()
    with pytest.raises(KeyError), collecting_seldom():
        with without_collector():
            assert not gc.isenabled()
        assert not gc.isenabled()
        raise KeyError
    assert gc.isenabled()


def test_it_runs_where_seconds_have_gone_by_since_the_last_time(monkeypatch, runs):
    now = [100.0]
    monkeypatch.setattr(collector.time, "monotonic", lambda: now[0])
    with collecting_seldom() as collect:
        for seconds in (0.5, 2.5, 3.0, 5.0):
            now[0] = 100.0 + seconds
            collect()
    assert runs == [False, False]  # after 2.5 and 5 seconds


def test_it_does_not_run_for_someone_who_had_switched_it_off(monkeypatch, runs):
    monkeypatch.setattr(collector, "_SECONDS", -1.0)
    gc.disable()
    try:
        with collecting_seldom() as collect:
            collect()
        assert not gc.isenabled()
    finally:
        gc.enable()
    assert runs == []
