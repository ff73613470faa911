"""Processes leave Ctrl-C to the one that started them, and end with it."""

import multiprocessing
import os
import signal
import time
from concurrent.futures.process import BrokenProcessPool

import pytest

from paratopic.processes import Processes


@pytest.fixture
def processes():
    made = Processes(2)
    yield made
    made.close()
    assert multiprocessing.active_children() == []


def test_calls_are_answered(processes):
    futures = [processes.submit(divmod, number, 7) for number in range(20)]
    assert [future.result() for future in futures] == [divmod(number, 7) for number in range(20)]


def test_ctrl_c_of_a_terminal_does_not_reach_them(processes):
    number = processes.submit(os.getpid).result()
    os.kill(number, signal.SIGINT)
    assert all(processes.submit(os.getpid).result() for _ in range(9))
    os.kill(number, 0)  # raises where there is no such process any more


def test_one_that_breaks_down_is_said(processes):
    with pytest.raises(BrokenProcessPool):
        processes.submit(os._exit, 3).result()
    later = processes.submit(os.getpid)
    with pytest.raises(BrokenProcessPool):
        later.result()


def test_busy_ones_end_at_once(processes):
    future = processes.submit(time.sleep, 600)
    while not future.running():
        time.sleep(0.01)
    processes.submit(time.sleep, 600)
    started = time.monotonic()
    processes.close()
    assert time.monotonic() - started < 60


def test_what_is_to_be_called_first_is_called_first():
    made = Processes(1, start=start)
    assert made.submit(os.getenv, "PARATOPIC_STARTED").result() == "yes"
    made.close()


def start():
    os.environ["PARATOPIC_STARTED"] = "yes"
