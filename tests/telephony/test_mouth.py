"""Scripted callers who speak: what they do when they are misheard. The ear is a table here."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from agent_config.script import Caller, Expected, Script
from engine.commands import Expecting
from engine.events import Intent, Understood
from engine.flow import Flow
from engine.safety import Alarm, Level
from telephony.mouth import Overheard
from telephony.scripted import Result, run


class Understanding:
    """Knows a wish to book, a no, and signs of danger."""

    def understand(
        self,
        words: str,
        expecting: Expecting,
        at: datetime,
        nbest: tuple[str, ...] = (),
        rules_only: bool = False,
    ) -> Understood:
        if words == "book":
            return Understood(at=at, intents=(Intent("book_appointment"),))
        return Understood(at=at, answer={"yes": "yes", "no, nothing like that": "no"}.get(words))

    def alarm(self, words: str) -> Alarm:
        return Alarm(Level.CHECK if "seems" in words or "dying" in words else Level.NONE)


class Line:
    """Gives other words for those said, the first of a list each time; else what was said."""

    def __init__(self, **heard: list[Overheard]) -> None:
        self._heard = heard
        self.said: list[str] = []

    async def say(
        self, words: str, expecting: Expecting, times: int = 0
    ) -> AsyncIterator[Overheard]:
        self.said.append(words)
        waiting = self._heard.get(words.split()[0])
        yield waiting.pop(0) if waiting else Overheard(words)

    async def close(self) -> None:
        pass


@pytest.fixture(scope="module")
def flow() -> Flow:
    return load_flow("dental_reception", load_clinic("riverside_dental"))


def play(flow: Flow, line: Line, *said: str, **expected: Any) -> Result:
    script = Script(
        path="calls/x.yaml",
        line=9,
        call="x",
        clinic="riverside_dental",
        now=datetime(2026, 3, 2, 9, 15),
        caller="+15125550142",
        turns=tuple(Caller(line=1, says=words) for words in said),
        expect=Expected(line=99, fields=expected),
    )
    return run(script, flow, Understanding(), mouth=line)


def test_who_is_in_danger_and_asked_about_it_says_yes(flow: Flow) -> None:
    line = Line(somebody=[Overheard("it seems so")])
    result = play(flow, line, "somebody is dying", escalation="emergency")
    assert line.said == ["somebody is dying", "yes"]
    assert result.outcome.escalation == "emergency"


def test_who_is_in_danger_and_misheard_says_it_again(flow: Flow) -> None:
    line = Line(my=[Overheard("book")])
    result = play(flow, line, "my tooth got knocked out", escalation="urgent_dental")
    assert line.said == ["my tooth got knocked out"] * 2
    assert result.outcome.escalation == "urgent_dental"


def test_who_is_in_no_danger_hangs_up_at_the_end(flow: Flow) -> None:
    line = Line()
    play(flow, line, "book", escalation=None)
    assert line.said == ["book"]


def test_red_flags_that_were_misheard_are_denied(flow: Flow) -> None:
    line = Line(book=[Overheard("it seems so")])
    result = play(flow, line, "book", escalation=None)
    assert line.said[:2] == ["book", "no, nothing like that"]
    assert result.outcome.escalation is None


def test_who_is_told_of_noise_says_it_again_though_the_words_were_heard(flow: Flow) -> None:
    line = Line(book=[Overheard("book", audio_quality=0.3)])
    result = play(flow, line, "book")
    assert line.said == ["book", "book"]
    assert any("quieter" in entry.text for entry in result.outcome.transcript)
