"""When regular work is due, how long a job rests, how an errand is called, and the two tables."""

import inspect
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.jobs.attempt import loaded
from clinic.jobs.backlog import KEPT
from clinic.jobs.errand import Errand, errand_of
from clinic.jobs.handlers import HANDLERS
from clinic.jobs.pace import Pace
from clinic.jobs.schedules import SCHEDULES, Daily, Every

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))


@given(now=MOMENTS, seconds=st.integers(1, 604_800))
def test_the_last_moment_of_every_so_often_is_the_same_until_the_next(
    now: datetime, seconds: int
) -> None:
    last = Every(seconds).last(now)
    assert timedelta(0) <= now - last < timedelta(seconds=seconds)
    assert Every(seconds).last(last) == last


@given(now=MOMENTS, at=st.times())
def test_the_last_moment_of_a_day_is_at_its_time(now: datetime, at: time) -> None:
    last = Daily(at).last(now)
    assert timedelta(0) <= now - last < timedelta(days=1)
    assert last.time() == at


def test_a_job_rests_longer_after_each_failure_up_to_a_limit() -> None:
    pace = Pace(first_wait=15, factor=4, longest_wait=600)
    assert [pace.wait(failures) for failures in range(1, 6)] == [15, 60, 240, 600, 600]


def test_an_errand_is_called_by_what_it_is() -> None:
    errand = Errand("01m7", "clinic.messages:send", round=2, turn=3)
    assert errand_of(errand.id) == errand
    assert errand.job == "01m7/clinic.messages:send"
    following = Errand("01m7", "x:y").again(failed=True).again(failed=False)
    assert (following.round, following.turn, following.failures) == (0, 2, 1)
    assert (following.anew().round, following.anew().turn, following.anew().failures) == (1, 0, 0)


@pytest.mark.parametrize("path", sorted({path for paths in HANDLERS.values() for path in paths}))
def test_every_handler_is_there(path: str) -> None:
    assert list(inspect.signature(loaded(path)).parameters) == ["work", "job"]
    assert inspect.iscoroutinefunction(loaded(path))
    assert len(path) <= 120


@pytest.mark.parametrize("name", sorted(SCHEDULES))
def test_all_regular_work_is_there_and_its_moments_are_remembered(name: str) -> None:
    when, path = SCHEDULES[name]
    assert inspect.iscoroutinefunction(loaded(path))
    last = when.last(datetime(2026, 3, 2, tzinfo=UTC))
    before = when.last(last - timedelta(microseconds=1))
    assert last - before < KEPT
