"""Work in processes of its own: too slow, dying, too much at once; and answers kept for a while."""

import asyncio
import os
import threading
import time

import pytest

from detente.errors import SourceError, UsageError
from detente.web.memory import Memory
from detente.web.workers import Busy, Worker


def in_worker(work, *, seconds=20.0, waiting=8):
    """What a coroutine function gives that is handed a worker."""
    async def run():
        worker = Worker(seconds=seconds, waiting=waiting)
        try:
            return await work(worker)
        finally:
            worker.close()

    return asyncio.run(run())


def test_a_worker_gives_what_the_function_gives_and_raises_what_it_raises():
    async def work(worker):
        assert await worker.call(os.path.basename, "/a/b") == "b"
        first = await worker.call(os.getpid)
        with pytest.raises(UsageError, match="write it as"):
            await worker.call(_refuse)
        with pytest.raises(RuntimeError, match="ZeroDivisionError"):
            await worker.call(divmod, 1, 0)
        assert await worker.call(os.getpid) == first != os.getpid()

    in_worker(work)


def _refuse():
    raise UsageError("write it as YYYY-MM-DD")


@pytest.mark.parametrize(("function", "argument", "words"), [(time.sleep, 60, "took longer"), (os._exit, 3, "was killed")])
def test_what_hangs_or_dies_costs_one_answer_and_the_next_is_given(function, argument, words):
    async def work(worker):
        await worker.call(os.getpid)
        worker.seconds = 0.3
        with pytest.raises(SourceError, match=words):
            await worker.call(function, argument)
        worker.seconds = 30.0
        assert await worker.call(abs, -1) == 1

    in_worker(work)


def test_more_than_may_wait_is_refused_at_once():
    async def work(worker):
        waiting = [asyncio.create_task(worker.call(time.sleep, 0.2)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await worker.call(abs, -1)
        await asyncio.gather(*waiting)
        assert await worker.call(abs, -1) == 1

    in_worker(work, waiting=2)


def test_who_goes_away_leaves_the_worker_usable():
    async def work(worker):
        gone = asyncio.create_task(worker.call(time.sleep, 0.3))
        await asyncio.sleep(0.05)
        gone.cancel()
        assert await worker.call(abs, -1) == 1
        assert gone.cancelled() or isinstance((await asyncio.gather(gone, return_exceptions=True))[0], asyncio.CancelledError)

    in_worker(work)


def test_an_answer_is_kept_made_anew_when_old_and_handed_out_meanwhile():
    now = 0.0
    memory = Memory(seconds=10, clock=lambda: now)
    made = iter(range(100))

    assert [memory.get("a", lambda: next(made)) for _ in range(3)] == [0, 0, 0]
    now = 11.0
    begun, go_on = threading.Event(), threading.Event()

    def slow():
        begun.set()
        go_on.wait(10)
        return next(made)

    found = []
    thread = threading.Thread(target=lambda: found.append(memory.get("a", slow)))
    thread.start()
    begun.wait(10)
    assert memory.get("a", lambda: "never called") == 0
    go_on.set()
    thread.join(10)
    assert found == [1]
    assert memory.get("a", lambda: "never called") == 1


def test_many_who_wait_for_one_answer_have_it_made_once_and_a_failure_is_not_kept():
    memory = Memory(seconds=10)
    calls = []

    async def make():
        calls.append(1)
        await asyncio.sleep(0.02)
        if len(calls) == 1:
            raise ValueError("not yet")
        return "made"

    async def run():
        first = await asyncio.gather(*(memory.fetch("a", make) for _ in range(5)), return_exceptions=True)
        return first, await asyncio.gather(*(memory.fetch("a", make) for _ in range(5)))

    first, second = asyncio.run(run())

    assert [type(one) for one in first] == [ValueError] * 5
    assert second == ["made"] * 5
    assert len(calls) == 2
