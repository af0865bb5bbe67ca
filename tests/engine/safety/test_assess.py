"""What holds for any words: triggers only add, signs combine, nothing breaks or slows down."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.safety import PEOPLE, Alarm, Level, Trigger, assess
from engine.safety.milder import milder
from engine.safety.signs import LEVELS, PATTERNS

HARMLESS = "I would like a cleaning"


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("emergency", Alarm(Level.EMERGENCY)),
        ("urgent_dental", Alarm(Level.URGENT)),
        ("distress", Alarm(distress=True)),
        *((name, Alarm(people=(name,))) for name in PEOPLE),
    ],
)
def test_a_trigger_raises_what_it_names(reason: str, expected: Alarm) -> None:
    triggers = (Trigger("Blue Lemon", reason),)
    assert assess("there is a BLUE-lemon here", triggers) == expected
    assert assess("blue lemons", triggers) == Alarm()
    assert assess("blue", triggers) == Alarm()


def test_triggers_add_to_the_rules_and_to_each_other() -> None:
    triggers = (
        Trigger("lemon", "urgent_dental"),
        Trigger("plum", "human"),
        Trigger("fig", "human"),
    )
    assert assess("a lemon and a plum", triggers) == Alarm(Level.URGENT, ("human",))
    assert assess("a lemon, and I can't breathe", triggers).level == Level.EMERGENCY
    assert assess("my gums bleed, lemon", triggers).level == Level.URGENT


def test_a_trigger_is_heard_with_the_marks_of_speech_and_accents() -> None:
    triggers = (Trigger("ortodoncia rota", "urgent_dental"),)
    assert assess("¡Ortodóncia rota!", triggers).level == Level.URGENT


@pytest.mark.parametrize("phrase", ["", "  ", "!", "…"])
def test_an_empty_trigger_is_heard_nowhere(phrase: str) -> None:
    assert assess(HARMLESS, (Trigger(phrase, "emergency"),)) == Alarm()
    assert assess("", (Trigger(phrase, "emergency"),)) == Alarm()


@pytest.mark.parametrize(
    ("words", "raised"),
    [(HARMLESS, False), ("my gums bleed", True), ("a refill", True), ("this is ridiculous", True)],
)
def test_whether_anything_was_found(words: str, raised: bool) -> None:
    assert assess(words).raised is raised


def test_a_trigger_is_not_lowered() -> None:
    assert assess("no lemon", (Trigger("lemon", "emergency"),)).level == Level.EMERGENCY


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("my cheek is swollen", Level.CHECK),
        ("I have a fever", Level.NONE),
        ("my cheek is swollen. I have a fever", Level.EMERGENCY),
        ("my cheek is swollen but no fever", Level.CHECK),
        ("my cheek is swollen, it is growing", Level.URGENT),
        ("it is growing", Level.NONE),
        ("I have a fever and my molar hurts", Level.CHECK),
        ("my molar hurts", Level.NONE),
        ("after the extraction the pain is unbearable", Level.URGENT),
        ("the pain is unbearable", Level.CHECK),
        ("after the extraction I want a cleaning", Level.NONE),
        ("after the extraction it hurts so much", Level.URGENT),
        ("it hurts so much", Level.NONE),
    ],
)
def test_signs_that_count_together(words: str, level: Level) -> None:
    assert assess(words).level == level


def test_the_highest_sign_decides() -> None:
    assert assess("my gums bleed and my tooth was knocked out and he is choking").level == 3
    assert assess("no chest pain but my tooth was knocked out").level == Level.URGENT
    assert assess("no chest pain, no chest pain, there is chest pain").level == Level.EMERGENCY


@pytest.mark.parametrize(
    ("words", "lowered"),
    [
        ("no chest pain", True),
        ("chest pain", False),
        ("no sign of chest pain", True),
        ("no severe chest pain", True),
        ("no really very odd chest pain", False),
        ("no fever or any chest pain", True),
        ("i dont have any real chest pain", True),
        ("i dont have a b c chest pain", False),
        ("i dont know chest pain", False),
        ("i dont think hes having chest pain", True),
        ("not having chest pain", True),
        ("not good chest pain", False),
        ("never chest pain", True),
        ("never such chest pain", False),
        ("never felt chest pain like this", False),
        ("i havent had chest pain", True),
        ("i havent slept chest pain", False),
        ("without chest pain", True),
        ("no tengo chest pain", True),
        ("no fever and chest pain", False),
        ("no fever . chest pain", False),
        ("no i have chest pain", False),
        ("no cant stop chest pain", False),
        ("what if i get chest pain", True),
        ("if i have chest pain", True),
        ("i dont know if i have chest pain", False),
        ("if you can i have chest pain", False),
        ("in case of chest pain", True),
        ("do you treat chest pain", True),
        ("history of chest pain", True),
        ("he died of chest pain", True),
        ("last year i had chest pain", True),
        ("last year , i had chest pain", True),
        ("and last year i had chest pain", True),
        ("about two years ago i had chest pain", True),
        ("since last year i had chest pain", False),
        ("i had a crown two years ago chest pain", False),
        ("last year i had a crown and chest pain", False),
        ("last year i had chest pain again", False),
        ("chest pain last year", True),
        ("chest pain in 2019", True),
        ("chest pain and a crown last year", False),
        ("chest pain started last year", False),
        ("chest pain for the last year", False),
        ("chest pain when i was a kid", True),
        ("chest pain when i was eating", False),
        ("chest pain is gone", True),
        ("chest pain is gone from bad to worse", False),
        ("chest pain went away", True),
        ("chest pain went away but came back", True),
        ("chest pain no", True),
        ("chest pain , no .", True),
        ("chest pain no wait", False),
        ("chest pain runs in my family", True),
        ("chest pain . it went away", False),
    ],
)
def test_what_lowers_a_sign(words: str, lowered: bool) -> None:
    text = f" {words} "
    sign = next(PATTERNS["chest"].finditer(text))
    assert milder(text)("chest", sign) is lowered


@pytest.mark.parametrize(
    ("name", "words", "lowered"),
    [
        ("airway", "cant breathe through my nose", True),
        ("airway", "my nose is fine and i cant breathe", False),
        ("airway", "i cant breathe but my nose is fine", False),
        ("airway", "i cant swallow pills", True),
        ("bleeding", "it is bleeding a lot when i brush", True),
        ("bleeding", "i brush . it is bleeding a lot", False),
        ("bleeding", "me sangra mucho cuando me cepillo", True),
        ("spread", "my neck is swollen at the glands", True),
        ("unconscious", "unconscious during the procedure", True),
        ("tooth_out", "a baby tooth got knocked out", True),
        ("tooth_out", "my baby got a tooth knocked out", False),
        ("trauma", "i hit my crown on my tooth", True),
        ("stroke", "the injection left his speech slurred", True),
        ("help", "a family emergency", True),
        ("help", "emergency room", True),
        ("help", "paid for the ambulance", True),
        ("help", "my brush has an emergency", False),
        ("help", "an emergency in the family", False),
    ],
)
def test_milder_things_in_the_clause_of_a_sign(name: str, words: str, lowered: bool) -> None:
    text = f" {words} "
    sign = next(PATTERNS[name].finditer(text))
    assert milder(text)(name, sign) is lowered


@pytest.mark.parametrize(("between", "lowered"), [(8, True), (30, False)])
def test_a_clause_is_not_looked_at_without_end(between: int, lowered: bool) -> None:
    filler = " ".join(["word"] * between)
    for words in (f" brush {filler} bleeding a lot ", f" bleeding a lot {filler} brush "):
        sign = next(re.finditer(" bleeding a lot(?= )", words))
        assert milder(words)("bleeding", sign) is lowered
    words = f" chest pain {filler} went away "
    assert milder(words)("chest", next(PATTERNS["chest"].finditer(words))) is lowered


def test_a_lowered_sign_asks_only_where_it_meant_something() -> None:
    assert assess("no fever").level == Level.NONE
    assert assess("no swelling and a fever").level == Level.CHECK
    assert {LEVELS[name] for name in ("fever", "tooth", "growing")} == {Level.NONE}


@pytest.mark.parametrize(
    "words", ["", " ", "\x00\x01", "\U0001f62d" * 50, "…", "¿?", "a", "' ' '", "的牙疼"]
)
def test_odd_words_raise_nothing(words: str) -> None:
    assert assess(words) == Alarm()


@given(st.text())
def test_any_text_has_an_alarm(words: str) -> None:
    assert isinstance(assess(words), Alarm)


@given(st.text(alphabet=st.sampled_from("abcdefgh ,.'")), st.text(alphabet="xyz ,."))
def test_an_emergency_is_heard_after_any_full_stop(before: str, after: str) -> None:
    assert assess(f"{before}. I can't breathe. {after}").level == Level.EMERGENCY


@pytest.mark.parametrize(
    "words", ["my tooth hurts ", "no chest pain ", "cant ", "i want to talk to the ", "a, b. "]
)
def test_the_time_is_in_proportion_to_the_words(words: str) -> None:
    def seconds(times: int) -> float:
        began = time.perf_counter()
        assess(words * times)
        return time.perf_counter() - began

    short = min(seconds(500) for _ in range(3))
    assert min(seconds(4_000) for _ in range(3)) < 30 * short
