"""Named choices: services, new or existing patient."""

import time

import pytest

from nlu.answer.choice import choice

SERVICES = {
    "checkup": ("check-up", "exam", "regular checkup", "annual checkup", "revisión", "chequeo"),
    "cleaning": ("teeth cleaning", "hygiene visit", "prophy", "limpieza"),
    "toothache": ("tooth pain", "tooth hurts", "broken tooth", "me duele una muela"),
    "filling": ("cavity", "fill a cavity", "empaste", "caries"),
    "crown": ("crown fitting", "cap", "corona"),
    "root canal": ("root canal treatment", "endodoncia"),
    "consultation": ("consult", "implant consultation", "root canal consultation", "whitening"),
}
STATUS = {
    "new": ("new patient", "never been", "first time", "haven't been", "nuevo", "primera vez"),
    "existing": ("existing patient", "been there before", "returning", "ya soy paciente"),
}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("a cleaning please", "cleaning"),
        ("my tooth hurts", "toothache"),
        ("my back tooth really hurts", "toothache"),
        ("the tooth really hurts", "toothache"),
        ("my tooth is hurting", "toothache"),
        ("i need my teeth cleaned", "cleaning"),
        ("two cleanings", "cleaning"),
        ("check up", "checkup"),
        ("i think i have cavities", "filling"),
        ("root canal treatment", "root canal"),
        ("a root canal consultation", "consultation"),
        ("limpiezas", "cleaning"),
        ("me duele mucho una muela", None),
        ("me duele una muela", "toothache"),
        ("una revision", "checkup"),
        ("implant consultation", "consultation"),
        ("captain", None),
        ("clening", None),
        ("i have a broken molar", None),
        ("", None),
        ("🦷\x00", None),
        ("hello there", None),
    ],
)
def test_a_service_is_heard_anywhere(words: str, name: str | None) -> None:
    found = choice(words, SERVICES)
    assert (found.value if found else None) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("clening", "cleaning"),
        ("chek up", "checkup"),
        ("tooth ache", "toothache"),
        ("a consultasion", "consultation"),
        ("not clening", None),
        ("purple", None),
        ("🦷", None),
    ],
)
def test_near_misses_count_when_asked(words: str, name: str | None) -> None:
    found = choice(words, SERVICES, asked=True)
    assert (found.value if found else None) == name
    if found is not None:
        assert found.confidence < 0.95


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("a cleaning, no, a checkup", "checkup"),
        ("a cleaning no a checkup", "checkup"),
        ("a cleaning, i mean a crown", "crown"),
        ("limpieza, perdón, revisión", "checkup"),
        ("not a cleaning a checkup", "checkup"),
        ("i don't want a cleaning i want a crown", "crown"),
        ("instead of a cleaning can i get an exam", "checkup"),
        ("no quiero una limpieza, quiero una revisión", "checkup"),
        ("no, a cleaning", "cleaning"),
    ],
)
def test_what_is_taken_back_does_not_count(words: str, name: str) -> None:
    found = choice(words, SERVICES, asked=True)
    assert found is not None
    assert (found.value, found.corrected) == (name, True)


def test_what_is_turned_down_is_no_choice() -> None:
    assert choice("not a cleaning", SERVICES, asked=True) is None
    assert choice("anything but, i'm not here for a cleaning", SERVICES) is None


def test_two_choices_are_less_sure() -> None:
    both = choice("a checkup and a cleaning", SERVICES, asked=True)
    either = choice("a cleaning or a checkup", SERVICES, asked=True)
    assert both is not None
    assert either is not None
    assert (both.value, both.confidence) == ("checkup", 0.75)
    assert (either.value, either.confidence) == ("cleaning", 0.6)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("new", "new"),
        ("it's my first time", "new"),
        ("i'm not new", "existing"),
        ("not a new patient", "existing"),
        ("i've been there before", "existing"),
        ("no i've never been there before", "new"),
        ("i haven't been there before", "new"),
        ("soy paciente nueva", "new"),
        ("no soy nuevo", "existing"),
        ("sí, ya soy paciente", "existing"),
        ("what do you mean", None),
    ],
)
def test_of_two_options(words: str, name: str | None) -> None:
    found = choice(words, STATUS, asked=True)
    assert (found.value if found else None) == name


def test_a_light_name_can_be_chosen() -> None:
    found = choice("for my son", {"self": ("me", "myself"), "child": ("my son", "my children")})
    assert found is not None
    assert found.value == "child"
    assert choice("for me", {"self": ("me",), "child": ("son",)}) is not None


def test_options_without_words_are_never_chosen() -> None:
    assert choice("anything", {"": ("",)}, asked=True) is None


@pytest.mark.parametrize("words", ["cleaning " * 10_000, "not a new " * 3_000, "word " * 10_000])
def test_length_costs_little(words: str) -> None:
    begun = time.process_time()
    choice(words, SERVICES, asked=True)
    assert time.process_time() - begun < 30  # no more than a guard against a hang
