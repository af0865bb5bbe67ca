"""What a call hears in words: rules and meaning together, whatever was asked."""

import pytest

from engine.safety import Level, assess
from nlu.alarm.danger import shipped
from nlu.alarm.features import rows
from nlu.encoder import encoder
from nlu.understand import Understanding

BY_MEANING = """
the old man just folded up in the hallway and he looks like wax
it's as if a truck is parked on my ribs
her tongue fills up her whole mouth since lunch
he keeps dropping his cup and half his smile is missing
the little one hangs over my arm like a rag and stares
siento que se me va el mundo y traigo el brazo muerto
""".strip().splitlines()

ANSWERS = """
Mia Haddad
Omar Haddad
my name is Brandon Pike
June fourth nineteen seventy one
five one two, five five five, oh one nine nine
yes please
no, I can't that day
nobody, it's just me
I'm feeling better
a cleaning
I need a physical, we just moved here
my daughter needs a flu shot
Tuesday at ten
cancel my appointment please
do you take Delta Dental
Delta Dental
gracias, eso es todo
quiero hacerme una limpieza
""".strip().splitlines()


@pytest.mark.parametrize("said", BY_MEANING)
def test_what_no_rule_knows_is_found(understanding: Understanding, said: str) -> None:
    assert assess(said).level is Level.NONE
    assert understanding.alarm(said).level > Level.NONE


@pytest.mark.parametrize("said", ANSWERS)
def test_answers_and_plain_wishes_raise_nothing(understanding: Understanding, said: str) -> None:
    assert understanding.alarm(said).level is Level.NONE


@pytest.mark.parametrize(
    "said", ["my name is oh god he stopped breathing", "Haddad, no wait, she is turning blue"]
)
def test_danger_in_an_answer_is_found(understanding: Understanding, said: str) -> None:
    assert understanding.alarm(said).level is Level.EMERGENCY


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("he can't breathe and", Level.EMERGENCY),
        ("my gums are bleeding", Level.NONE),
        ("the little one hangs over my arm like a rag and stares", Level.NONE),
    ],
)
def test_while_they_speak_only_rules_and_only_emergencies(
    understanding: Understanding, said: str, level: Level
) -> None:
    assert understanding.alarm(said, final=False).level is level


@pytest.mark.parametrize("said", ["He CAN'T feel his arm.", "he can’t feel his arm"])
def test_writing_does_not_change_what_is_heard(said: str) -> None:
    model = encoder()
    assert model is not None
    one, other = shipped().chances(rows(model, [said, "he can't feel his arm"]))
    assert one == pytest.approx(other, abs=0.02)
