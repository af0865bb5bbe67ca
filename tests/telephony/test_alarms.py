"""Danger counts in whichever way it was heard, and frightens nobody by a guess."""

from collections.abc import Callable
from datetime import datetime

import pytest

from engine.commands import Expecting
from engine.events import Understood
from engine.safety import Alarm, Level
from telephony.alarms import BARELY, SURE, Alarms

CALM = "I'd like to move my cleaning"
DANGER = "he can't breathe"


class Sense:
    """Finds danger for life in "slid", and breaks on "broken"."""

    def alarm(self, words: str) -> Alarm:
        if "broken" in words:
            raise RuntimeError("no meaning")
        return Alarm(Level.EMERGENCY if "slid" in words else Level.NONE)

    async def understand(
        self, words: str, expecting: Expecting, at: datetime, nbest: tuple[str, ...] = ()
    ) -> Understood:
        raise NotImplementedError


def alarms(report: Callable[[str, Exception], None] = lambda action, fault: None) -> Alarms:
    return Alarms((), Sense(), report)


def test_the_words_themselves_count_in_full() -> None:
    assert alarms().heard(DANGER, 0.5).level is Level.EMERGENCY
    assert alarms().heard("his face slid down", 0.5).level is Level.EMERGENCY
    assert alarms().heard(CALM, 1.0) == Alarm()


@pytest.mark.parametrize("confidence", [0.2, SURE, 1.0])
def test_danger_in_another_guess_asks_at_most(confidence: float) -> None:
    assert alarms().heard(CALM, confidence, (CALM, DANGER)).level is Level.CHECK


def test_a_guess_is_read_by_its_meaning_only_where_the_words_are_unsure() -> None:
    guesses = ("his face slid down",)
    assert alarms().heard(CALM, SURE - 0.01, guesses).level is Level.CHECK
    assert alarms().heard(CALM, SURE, guesses).level is Level.NONE


def test_a_guess_lowers_nothing() -> None:
    assert alarms().heard(DANGER, 0.5, (CALM,)).level is Level.EMERGENCY
    assert alarms().heard("my tooth got knocked out", 0.5, (DANGER,)).level is Level.URGENT


def test_in_what_is_next_to_noise_meaning_asks_at_most_and_words_count_in_full() -> None:
    assert alarms().heard("his face slid down", BARELY - 0.01).level is Level.CHECK
    assert alarms().heard(DANGER, 0.1).level is Level.EMERGENCY


def test_danger_that_was_taken_back_while_they_spoke_asks_once() -> None:
    heard = alarms()
    assert heard.overheard("I fell and my front tooth got knocked out") == Alarm()
    assert heard.heard("I fell in my front to Scott", 0.8).level is Level.CHECK
    heard.forget()
    assert heard.heard("I fell in my front to Scott", 0.8).level is Level.NONE


def test_what_somebody_goes_on_to_say_is_not_taken_back() -> None:
    heard = alarms()
    heard.overheard("he had a tooth knocked ou")
    heard.overheard("he had a tooth knocked out")
    after = "He had a tooth knocked out ten years ago, and I'd like to move my cleaning"
    alone = alarms().heard(after, 1.0)
    assert heard.heard(after, 1.0) == alone
    assert alone.level < Level.URGENT


def test_an_emergency_while_they_speak_counts_at_once() -> None:
    assert alarms().overheard(DANGER).level is Level.EMERGENCY


def test_the_rules_go_on_when_meaning_breaks() -> None:
    told: list[str] = []
    heard = alarms(lambda action, fault: told.append(action))
    assert heard.heard("broken, he can't breathe", 0.9).level is Level.EMERGENCY
    assert told == ["alarm"]
