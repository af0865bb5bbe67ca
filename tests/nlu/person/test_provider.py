"""Which of the clinic's people is meant."""

import pytest

from engine.clinic import Provider
from nlu.person.provider import provider

CHEN, MARIA, WILSON = "Dr. Lisa Chen", "Maria Gomez", "Dr. Wilson"


def _providers() -> list[Provider]:
    return [Provider(name, role="dentist") for name in (CHEN, MARIA, WILSON)]


@pytest.mark.parametrize(
    ("words", "asked", "name"),
    [
        ("can I see Dr. Chen", False, CHEN),
        ("doctor wilson please", False, WILSON),
        ("with Maria if possible", False, MARIA),
        ("lisa chen", False, CHEN),
        ("quiero con la doctora Chen", False, CHEN),
        ("is Maria in on Tuesday", False, MARIA),
        ("maria", True, MARIA),
        ("maria", False, None),
        ("anyone but Dr. Chen", False, None),
        ("not doctor wilson, with maria", False, MARIA),
        ("my name is Lisa Chen", False, None),
        ("whoever is free", True, None),
        ("Dr. Wilson or Dr. Chen", False, WILSON),
        ("", True, None),
    ],
)
def test_the_provider_named(words: str, asked: bool, name: str | None) -> None:
    found = provider(words, _providers(), asked)
    assert (found.value if found else None) == name
    if found is not None:
        assert 0 <= found.start < found.end <= len(words)
