"""The breaker, on a clock of its own."""

import pytest

from nlu.model.breaker import Breaker


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(clock, failures=3, pause=30)


def open_it(breaker: Breaker) -> None:
    for _ in range(3):
        assert breaker.allows()
        breaker.failed()


def test_it_opens_after_failures_in_a_row(breaker: Breaker) -> None:
    open_it(breaker)
    assert not breaker.allows()


def test_a_success_between_them_starts_the_count_anew(breaker: Breaker) -> None:
    breaker.failed()
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    breaker.failed()
    assert breaker.allows()


def test_after_the_pause_one_is_let_through_at_a_time(breaker: Breaker, clock: Clock) -> None:
    open_it(breaker)
    clock.now += 29.9
    assert not breaker.allows()
    clock.now += 0.1
    assert breaker.allows()
    assert not breaker.allows()


def test_it_closes_when_that_one_succeeds(breaker: Breaker, clock: Clock) -> None:
    open_it(breaker)
    clock.now += 30
    assert breaker.allows()
    breaker.succeeded()
    assert breaker.allows()
    assert breaker.allows()


def test_it_pauses_anew_when_that_one_fails(breaker: Breaker, clock: Clock) -> None:
    open_it(breaker)
    clock.now += 30
    assert breaker.allows()
    breaker.failed()
    clock.now += 29
    assert not breaker.allows()
    clock.now += 1
    assert breaker.allows()


def test_one_that_was_withdrawn_leaves_the_chance_to_the_next(
    breaker: Breaker, clock: Clock
) -> None:
    open_it(breaker)
    clock.now += 30
    assert breaker.allows()
    breaker.given_up()
    assert breaker.allows()
