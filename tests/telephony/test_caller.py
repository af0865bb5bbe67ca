"""Rehearsed callers answer what is asked, each in their own way, the same way every time."""

from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from agent_config.clinic_file import load_clinic
from engine.call import Call, Filled, Question
from engine.clinic import Clinic
from telephony import caller as habits
from telephony import sayings
from telephony.caller import PERSONALITIES, RehearsedCaller
from telephony.people import ABOUT_AN_APPOINTMENT, Person, invented
from telephony.setting import MOMENTS, drawn

NOW = datetime(2026, 3, 2, 15, 15, tzinfo=UTC)
CALL = Call(
    flow="f", version=1, clinic="river", language="en", at=NOW, started=NOW, progress_at=NOW,
    left={},
)  # fmt: skip
PERSON = Person(
    words={
        "name": "Ana Ruiz", "own_name": "Bea Ruiz", "spelled": "R U I Z", "phone": "5 1 2",
        "born": "April 12th, 1988", "reason": "a cleaning", "time": "Tuesday morning",
        "other_time": "Friday", "status": "it's my first time", "carrier": "Aetna",
        "member_id": "W 1", "email": "a at b dot org", "relationship": "her mother",
        "why": "I have to work", "message": "please call me",
    },
    values={
        "patient_name": {"first": "Ana", "last": "Ruiz"},
        "date_of_birth": "1988-04-12",
        "visit_reason": "cleaning",
    },
    phone="+15125550142",
)  # fmt: skip


@pytest.fixture(scope="module")
def clinic() -> Clinic:
    return load_clinic("riverside_dental")


@pytest.fixture(autouse=True)
def steady(monkeypatch: pytest.MonkeyPatch) -> None:
    """No moods: what is left is the plain answer."""
    for mood in ("FED_UP", "BAD_LINE", "CURIOUS", "UNDECIDED", "TALKY", "PICKY", "MUTE"):
        monkeypatch.setattr(habits, mood, 0.0)


def caller(personality: str = "patient", goal: str = "book_appointment",
           seed: int = 1, **other: Any) -> RehearsedCaller:  # fmt: skip
    return RehearsedCaller(goal, PERSON, personality, Random(seed), **other)


def asked(kind: str, slot: str | None = None, **changes: Any) -> Call:
    return replace(CALL, question=Question(kind, slot), **changes)


def said(made: RehearsedCaller, call: Call) -> str:
    words = made.turn(call).says
    assert words is not None
    return words


@pytest.mark.parametrize("slot", sorted(sayings.ANSWERS))
def test_every_slot_has_an_answer(slot: str) -> None:
    assert "{" not in said(caller(), asked("slot", slot))


@pytest.mark.parametrize("goal", sorted(sayings.OPENINGS))
def test_every_goal_has_a_beginning(goal: str) -> None:
    for seed in range(6):
        assert "{" not in said(caller(goal=goal, seed=seed), asked("open"))


@pytest.mark.parametrize(
    ("call", "possible"),
    [
        (asked("triage"), sayings.NO),
        (asked("check"), sayings.NO),
        (asked("prefill", "callback_number"), sayings.YES),
        (asked("is_this"), sayings.YES),
        (asked("anything_else"), sayings.NO_MORE),
        (asked("which_request"), ("book appointment", "I want to book appointment")),
        (asked("offer", "opening", offered=({}, {})), (*sayings.FIRST, *sayings.SECOND)),
        (asked("offer", "opening", offered=({},)), sayings.ONLY),
        (asked("none"), ("okay",)),
        (asked("slot", "something_new"), ("okay",)),
    ],
)
def test_plain_answers(call: Call, possible: tuple[str, ...]) -> None:
    assert said(caller(), call) in possible


def filled(**values: Any) -> dict[str, Filled]:
    return {name: Filled(value) for name, value in values.items()}


def test_what_is_read_back_is_checked() -> None:
    right = filled(patient_name={"first": "ana", "last": "RUIZ"}, date_of_birth="1988-04-12")
    wrong = filled(patient_name={"first": "Anna", "last": None}, date_of_birth="1988-04-12")
    assert said(caller(), asked("read_back", "patient_name", slots=right)) in sayings.YES
    assert said(caller(), asked("read_back", "date_of_birth", slots=wrong)) in sayings.YES
    assert said(caller(), asked("read_back", "patient_name", slots=wrong)) == (
        "no, it's Ana Ruiz, R U I Z"
    )
    assert said(caller(), asked("confirm", slots=right)) in sayings.YES
    assert said(caller(), asked("confirm", slots=wrong)).startswith("no, it's Ana Ruiz")
    assert said(caller(), asked("change", slots=wrong)).startswith("no, it's Ana Ruiz")
    assert "Friday" in said(caller(), asked("change", slots=right))


def test_moods_come_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for mood in ("UNDECIDED", "TALKY", "PICKY"):
        monkeypatch.setattr(habits, mood, 1.0)
    made = caller()
    offer = asked("offer", "opening", offered=({}, {}))
    assert said(made, offer) in sayings.NEITHER
    assert said(made, offer) not in sayings.NEITHER
    assert said(made, asked("confirm")) not in sayings.YES
    assert said(made, asked("confirm")) in sayings.YES
    assert said(made, asked("anything_else")) in sayings.MORE
    assert said(made, asked("anything_else")) in sayings.NO_MORE


def test_fed_up_curious_and_badly_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(habits, "BAD_LINE", 1.0)
    assert caller().turn(asked("triage")).confidence == habits.BAD_CONFIDENCE
    monkeypatch.setattr(habits, "CURIOUS", 1.0)
    assert said(caller(), asked("slot", "email")) in sayings.ASIDES
    monkeypatch.setattr(habits, "FED_UP", 1.0)
    assert caller("angry").turn(asked("open")).hangs_up
    assert not caller("patient").turn(asked("open")).hangs_up
    monkeypatch.setattr(habits, "MUTE", 1.0)
    assert caller("silent").turn(asked("open")).says is None


@pytest.fixture
def extreme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(habits, "DISTORTS", dict.fromkeys(PERSONALITIES, 1.0))


@pytest.mark.usefixtures("extreme")
def test_personalities() -> None:
    name = asked("slot", "patient_name")
    assert caller("silent").turn(name).silent == habits.SILENCE_SECONDS
    assert said(caller("confused"), name) in (*sayings.LOST, *sayings.ASTRAY)
    barging = caller("interrupting").turn(name)
    assert barging.after_words is not None
    assert "Ana" in (barging.says or "")
    assert "Ana" in said(caller("talkative"), name)
    assert len(said(caller("talkative"), name).split()) > 5
    angry = caller("angry")
    assert said(angry, name).startswith(sayings.UPSET)
    assert "Ana" in said(angry, name)
    assert said(angry, name) in sayings.DEMAND


@pytest.mark.usefixtures("extreme")
def test_an_interrupting_caller_says_more_than_was_asked() -> None:
    name, more = asked("slot", "patient_name"), set()
    for seed in range(20):
        more.add(said(caller("interrupting", seed=seed), name))
    assert any("cleaning" in words for words in more)
    assert any("Tuesday" in words for words in more)
    done = replace(name, slots=filled(visit_reason="cleaning", preferred_time=[]))
    assert "Tuesday" not in said(caller("interrupting"), done)
    assert "Tuesday" not in said(caller("interrupting", goal="callback"), name)


@pytest.mark.usefixtures("extreme")
def test_real_utterances_may_stand_in_for_ours() -> None:
    heard = {
        said(caller("confused", seed=seed, utterances=("qwerty",)), asked("open"))
        for seed in range(20)
    }
    assert "qwerty" in heard
    assert not heard & set(sayings.ASTRAY)


def test_invented_people_have_what_their_goal_needs(clinic: Clinic) -> None:
    for seed in range(10):
        for goal in ("book_appointment", *ABOUT_AN_APPOINTMENT):
            person = invented(clinic, goal, NOW, Random(seed))
            assert person.words["other_time"] != person.words["time"]
            assert ("visit_reason" in person.values) is (goal == "book_appointment")
            assert (
                bool(person.patients) is bool(person.appointments) is (goal in ABOUT_AN_APPOINTMENT)
            )
            for appointment in person.appointments:
                assert appointment["start"] > "2026-03-02"
                assert appointment["patient"] == person.words["name"]
    assert invented(clinic, "callback", NOW, Random(7)) == invented(
        clinic, "callback", NOW, Random(7)
    )


def test_a_clinic_without_services_has_callers_too(clinic: Clinic) -> None:
    bare = replace(clinic, services=(), insurance_accepted=())
    person = invented(bare, "book_appointment", NOW, Random(1))
    assert person.words["reason"] == "a visit"
    assert person.words["carrier"] == "no insurance"


def test_settings_are_mostly_ordinary() -> None:
    made = [drawn("America/Chicago", Random(seed)) for seed in range(200)]
    assert {setting.now.strftime("%Y-%m-%dT%H:%M") for setting in made} == set(MOMENTS)
    assert sum(not setting.faults for setting in made) > 100
    assert 0 < sum(setting.anonymous for setting in made) < 60
