"""A recorded call becomes a script: it passes, and nothing of the caller is in it."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from agent_config.script_file import load_script, read_script
from clinic.records import normalised
from engine import spoken
from engine.events import CallStarted, Event, TakenOver, TimeUp
from engine.flow import Flow
from nlu.understand import Understanding
from telephony.clinic_scripts import run_text
from telephony.script_of_call import NotScripted, made_of
from telephony.scripted import Run
from tests.databases import NOW

CALLS = Path(__file__).parents[1] / "calls" / "dental_reception"
SHOWN = (
    "book/checkup_direct.yaml",
    "book/everything_in_one_breath.yaml",
    "book/lost_the_time_while_booking.yaml",
    "book/mother_calls_for_her_daughter.yaml",
    "spanish/move_an_appointment.yaml",
    "safety/refill.yaml",
)
TEMPLATE = """\
call: somebody books a cleaning
flow: dental_reception
clinic: riverside_dental
now: 2026-05-11T09:15:00-05:00
from: "{number}"
given:
  patients: [{{name: {first} {last}, date_of_birth: {born}, phone: "{number}"}}]
  openings: [2026-05-12T10:00, 2026-05-14T14:30]
turns:
  - caller: "hello, {first} {last} speaking, I need an appointment"
  - answers:
      patient_name: {first} {last}
      date_of_birth: {born}
      callback_number: "{digits}"
      visit_reason: a cleaning
      preferred_time: any day this week
  - caller: "it's for me, {last}, and my {born_words} papers are with you"
  - choose: 1
  - caller: "yes"
  - caller: "no, thank you"
expect: {{}}
"""
FIRST = ("Zwetschge", "Ludmila", "Priya", "Xochitl", "Beauregard", "Grace", "Ngozi")
LAST = ("Pflaumenbaum", "Okonkwo", "Smith", "Nguyen", "Lopez", "Hernandez", "Quackenbush")


@cache
def _flow() -> Flow:
    clinic = load_clinic("riverside_dental")
    return load_flow(clinic.flow, clinic)


@cache
def _understanding() -> Understanding:
    return Understanding(_flow())


def _recorded(script: str | Path) -> Sequence[Event]:
    """The events of a scripted call, as a log would have them."""
    loaded = load_script(script) if isinstance(script, Path) else read_script(script, "planted")

    async def whole() -> Sequence[Event]:
        run = Run(loaded, _flow(), _understanding())
        await run.to_the_end()
        return run._loop.record.events

    return asyncio.run(whole())


@pytest.mark.parametrize("path", SHOWN)
def test_a_call_passes_as_its_own_script_and_expects_what_came_of_it(path: str) -> None:
    log = _recorded(CALLS / path)
    made = made_of(_flow(), log, _understanding())
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*", made.name)
    assert run_text("again", made.text, _flow(), _understanding()).passed
    wanted = read_script(made.text, "again").expect.fields
    assert wanted["disposition"] == read_script((CALLS / path).read_text(), path).expect.fields.get(
        "disposition", wanted["disposition"]
    )
    broken = made.text.replace(f"disposition: {wanted['disposition']}", "disposition: wrong_number")
    assert not run_text("broken", broken, _flow(), _understanding()).passed


@settings(max_examples=12)
@given(
    first=st.sampled_from(FIRST),
    last=st.sampled_from(LAST),
    born=st.dates(min_value=date(1930, 1, 1), max_value=date(2020, 12, 28)),
    last_digits=st.integers(min_value=2000000, max_value=9999999),
)
def test_no_name_number_or_date_of_the_caller_stays(
    first: str, last: str, born: date, last_digits: int
) -> None:
    number = f"+1830{last_digits}"
    log = _recorded(
        TEMPLATE.format(
            first=first,
            last=last,
            born=born.isoformat(),
            number=number,
            digits=" ".join(number[2:]),
            born_words=spoken.birthday(born.isoformat(), "en"),
        )
    )
    try:
        text = made_of(_flow(), log, _understanding()).text
    except NotScripted as why:
        text = str(why)
    words = {normalised(one) for one in re.findall(r"[^\W\d_]+", text)}
    assert normalised(first) not in words
    assert normalised(last) not in words
    digits = re.sub(r"\D", "", text)
    assert str(last_digits) not in digits
    assert born.isoformat() not in text
    assert spoken.birthday(born.isoformat(), "en").casefold() not in text.casefold()
    assert "2026-05" not in text


def test_days_move_into_another_week_and_weekdays_stay() -> None:
    log = _recorded(TEMPLATE.format(first="Ana", last="Ruiz", born="1988-04-12",
                                    number="+15125550142", digits="5 1 2 5 5 5 0 1 4 2",
                                    born_words="old"))  # fmt: skip
    made = read_script(made_of(_flow(), log, _understanding()).text, "moved")
    assert made.now.isoformat() == "2026-03-02T09:15:00"
    assert made.openings == ("2026-03-03T10:00", "2026-03-05T14:30")


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ([TimeUp(at=NOW)], "ran out of time"),
        ([TakenOver(at=NOW)], "took this call over"),
    ],
)
def test_what_no_script_can_do_is_told(more: list[Event], why: str) -> None:
    log = [*_recorded(CALLS / SHOWN[0]), *more]
    with pytest.raises(NotScripted, match=why):
        made_of(_flow(), log, _understanding())


def test_a_call_that_went_out_and_one_without_a_beginning_are_no_tests() -> None:
    log = list(_recorded(CALLS / SHOWN[0]))
    with pytest.raises(NotScripted, match="was not kept"):
        made_of(_flow(), log[1:], _understanding())
    assert isinstance(log[0], CallStarted)
    out = [replace(log[0], direction="outbound"), *log[1:]]
    with pytest.raises(NotScripted, match="went out"):
        made_of(_flow(), out, _understanding())


def test_a_text_that_is_no_script_has_failed_and_says_where() -> None:
    found = run_text("mine", "call: something\nturns: [{nonsense: 1}]\n", _flow(), _understanding())
    assert not found.passed
    assert found.failures[0].startswith("mine:2:")
