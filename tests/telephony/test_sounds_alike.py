import pytest

from telephony.sounds_alike import sound_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana", "Anna"),
        ("Omar", "Omer"),
        ("Smith", "Smyth"),
        ("Philip", "Filip"),
        ("Ruiz", "Ruis"),
    ],
)
def test_spellings_that_sound_alike(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other)


@pytest.mark.parametrize(("one", "other"), [("Lee", "Grace"), ("Ana", "Ava"), ("Omar", "Oscar")])
def test_names_that_do_not(one: str, other: str) -> None:
    assert sound_of(one) != sound_of(other)
