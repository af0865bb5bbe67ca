"""Two chances within one deadline, on a clock that jumps."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from nlu.model.hedge import Patience, first_good
from tests.nlu.model.virtual_time import in_no_time


class Requests:
    """Requests that take some seconds each, and then answer or fail."""

    def __init__(self, *plans: tuple[float, str | Exception]) -> None:
        self._plans = list(plans)
        self.begun: list[float] = []
        self.withdrawn = 0

    async def __call__(self) -> str:
        loop = asyncio.get_running_loop()
        seconds, end = self._plans[len(self.begun)]
        self.begun.append(round(loop.time(), 6))
        try:
            await asyncio.sleep(seconds)
        except asyncio.CancelledError:
            self.withdrawn += 1
            raise
        if isinstance(end, Exception):
            raise end
        return end


def hedged(requests: Requests) -> tuple[str | BaseException, float]:
    async def scenario() -> str | BaseException:
        try:
            return await first_good(requests, Patience())
        except Exception as error:
            return error

    return in_no_time(scenario)


def test_a_quick_answer_needs_no_second_request() -> None:
    requests = Requests((0.3, "first"))
    assert hedged(requests) == ("first", 0.3)
    assert requests.begun == [0]


def test_a_second_request_starts_after_half_a_second_and_the_loser_is_withdrawn() -> None:
    requests = Requests((60, "first"), (0.21, "second"))
    assert hedged(requests) == ("second", 0.71)
    assert requests.begun == [0, 0.5]
    assert requests.withdrawn == 1


def test_the_first_may_still_win() -> None:
    requests = Requests((0.8, "first"), (60, "second"))
    assert hedged(requests) == ("first", 0.8)
    assert requests.withdrawn == 1


def test_nobody_waits_past_the_deadline() -> None:
    requests = Requests((60, "first"), (60, "second"))
    answer, at = hedged(requests)
    assert isinstance(answer, TimeoutError)
    assert at == 1.2
    assert requests.withdrawn == 2


def test_a_failure_before_the_second_begins_ends_it() -> None:
    requests = Requests((0.1, ValueError("refused")))
    answer, at = hedged(requests)
    assert isinstance(answer, ValueError)
    assert at == 0.1


@pytest.mark.parametrize("bad", [(0.7, ValueError()), (0.9, ValueError())])
def test_a_bad_answer_does_not_win_over_a_good_one(bad: tuple[float, Exception]) -> None:
    assert hedged(Requests(bad, (0.3, "second"))) == ("second", 0.8)


def test_two_answers_at_the_same_moment_are_as_good_as_the_better() -> None:
    assert hedged(Requests((0.75, ValueError()), (0.25, "second"))) == ("second", 0.75)


def test_two_bad_answers_are_none() -> None:
    answer, at = hedged(Requests((0.7, ValueError()), (0.4, ValueError())))
    assert isinstance(answer, ValueError)
    assert at == 0.9


def test_requests_that_will_not_go_are_left_behind() -> None:
    async def stubborn() -> str:
        while True:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                if asyncio.get_running_loop().time() > 2:
                    raise

    async def scenario() -> float:
        ask: Callable[[], Awaitable[str]] = stubborn
        with pytest.raises(TimeoutError):
            await first_good(ask, Patience())
        ended = asyncio.get_running_loop().time()
        await asyncio.sleep(2)
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        return round(ended, 6)

    ended, _ = in_no_time(scenario)
    assert ended == 1.25


def test_time_that_is_gone_is_no_longer_waited() -> None:
    usual = Patience()
    assert usual.after(0.2) == Patience(again_after=0.5, deadline=1.0)
    assert usual.after(9).deadline == 0
