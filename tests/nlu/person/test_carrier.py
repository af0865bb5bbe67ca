"""Insurance carriers: usual names, misheard ones, unknown ones, and none at all."""

import time

import pytest

from nlu.person.carrier import NONE, carrier

ACCEPTED = ("Delta Dental", "Cigna", "Aetna", "MetLife", "Guardian")


@pytest.mark.parametrize(
    ("words", "asked", "name"),
    [
        ("delta dental", True, "Delta Dental"),
        ("i have delta dental of texas ppo", False, "Delta Dental"),
        ("it's sigma", True, "Cigna"),
        ("i have cigma", True, "Cigna"),
        ("met life", False, "MetLife"),
        ("blue cross blue shield of texas", False, "Blue Cross Blue Shield"),
        ("b c b s", True, "Blue Cross Blue Shield"),
        ("guardian", True, "Guardian"),
        ("do you take guardian insurance", False, "Guardian"),
        ("kaiser permanente", False, "Kaiser"),
        ("etna", True, "Aetna"),
        ("aetnah", True, "Aetna"),
        ("united healthcare", False, "United Healthcare"),
        ("seguro cigna", False, "Cigna"),
        ("tengo humana", False, "Humana"),
        ("medicare", False, "Medicare"),
        ("medi-cal", True, "Medi-Cal"),
        ("acme mutual", True, "Acme Mutual"),
        ("it's called Bright smile health plan", True, "Bright Smile Health Plan"),
        ("i don't have insurance", False, NONE),
        ("self pay", True, NONE),
        ("i'll be paying cash", False, NONE),
        ("no", True, NONE),
        ("none", True, NONE),
        ("sin seguro", True, NONE),
        ("no tengo aseguranza", False, NONE),
        ("voy a pagar en efectivo", False, NONE),
    ],
)
def test_a_carrier_is_heard(words: str, asked: bool, name: str) -> None:
    found = carrier(words, ACCEPTED, asked)
    assert found is not None
    assert (found.value, found.corrected) == (name, False)


def test_the_clinics_own_spelling_wins() -> None:
    own = carrier("met life", ("Metlife Dental PPO", "METLIFE"))
    assert own is not None
    assert own.value == "METLIFE"
    new = carrier("i have lone star dental", ("Lone Star Dental",))
    assert new is not None
    assert new.value == "Lone Star Dental"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("delta no wait cigna", "Cigna"),
        ("no it's aetna", "Aetna"),
        ("i had cigna but now i have no insurance", NONE),
    ],
)
def test_the_later_carrier_counts(words: str, name: str) -> None:
    found = carrier(words, ACCEPTED, asked=True)
    assert found is not None
    assert (found.value, found.corrected) == (name, True)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("my guardian is here", False),
        ("i flew delta", False),
        ("the principal of the school", False),
        ("acme mutual", False),
        ("i don't know", True),
        ("yes", True),
        ("ppo", True),
        ("next tuesday", True),
        ("a cleaning please", True),
        ("it's my", True),
        ("x", True),
        ("a very long story about how i came to have a plan through my employer", True),
        ("", True),
        ("🦷\x00", True),
        ("12 34", True),
    ],
)
def test_no_carrier(words: str, asked: bool) -> None:
    assert carrier(words, ACCEPTED, asked) is None


@pytest.mark.parametrize("words", ["delta dental " * 5_000, "insurance plan " * 5_000, "x" * 9_000])
def test_length_costs_little(words: str) -> None:
    begun = time.process_time()
    carrier(words, ACCEPTED, asked=True)
    assert time.process_time() - begun < 30  # no more than a guard against a hang
