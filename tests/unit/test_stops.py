"""A stop waits for the store: what SQLite was asked when it came would keep its lock."""

import signal
import threading

import pytest
from sqlalchemy.orm import loading

from paratopic.stops import stop_later
from paratopic.tracking.parents import open_parent
from paratopic.tracking.record import RunRecord
from paratopic.tracking.store import open_store

STOPS = (signal.SIGINT, signal.SIGTERM)


class Stopped(BaseException):
    pass


@pytest.fixture(params=STOPS)
def stop(request):
    def handler(number, frame):
        raise Stopped

    before = signal.signal(request.param, handler)
    yield request.param
    signal.signal(request.param, before)


def test_a_stop_comes_when_the_block_has_ended(stop):
    done = []
    with pytest.raises(Stopped), stop_later():
        signal.raise_signal(stop)
        done.append("all of it")
    assert done == ["all of it"]


def test_a_second_stop_comes_at_once(stop):
    done = []
    with pytest.raises(Stopped), stop_later():
        signal.raise_signal(stop)
        signal.raise_signal(stop)
        done.append("never")
    assert done == []


def test_a_block_in_a_block_leaves_the_stop_to_the_outer_one(stop):
    done = []
    with pytest.raises(Stopped), stop_later():
        with stop_later():
            signal.raise_signal(stop)
        done.append("all of it")
    assert done == ["all of it"]


def test_the_handlers_are_as_before_and_other_threads_go_on(stop):
    before = [signal.getsignal(one) for one in STOPS]
    with stop_later():
        pass
    assert [signal.getsignal(one) for one in STOPS] == before
    done = []

    def work():
        with stop_later():
            done.append("in a thread")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == ["in a thread"]


def test_a_store_can_be_written_after_a_stop_in_the_middle_of_a_query(tmp_path, monkeypatch, stop):
    client = open_store(f"sqlite:///{tmp_path}/mlflow.db")
    record = RunRecord("key", "stopped", "stopped", {}, {}, {})
    _, parent = open_parent(client, record)
    read_rows = loading._instance_processor

    def stopped(*arguments, **named):
        monkeypatch.undo()
        signal.raise_signal(stop)
        return read_rows(*arguments, **named)

    monkeypatch.setattr(loading, "_instance_processor", stopped)
    with pytest.raises(Stopped) as kept:
        open_parent(client, record)
    client.set_tag(parent, "error", "stopped")  # while the exception, and all that it refers to, lives
    assert client.get_run(parent).data.tags["error"] == "stopped"
    assert kept.value is not None
