"""How like a name is to what was heard of it."""

import pytest

from nlu.person.name_likeness import likeness, name_heard


def test_the_name_itself_is_wholly_alike() -> None:
    assert likeness("Ann", "Miller", name_heard(("ann miller",))) == 100
    assert likeness("Siobhán", "O'Brien", name_heard(("Siobhan OBrien",))) == 100
    assert likeness("Ann", "Miller", name_heard(("miller ann",))) == 100


@pytest.mark.parametrize(
    "guesses",
    [
        ("a n n m i l l e r",),
        ("alpha november november mike india lima lima echo romeo",),
        ("n", "a n n m I l l e r"),
    ],
)
def test_spelled_letters_are_the_name(guesses: tuple[str, ...]) -> None:
    assert likeness("Ann", "Miller", name_heard(guesses)) == 100


def test_parts_said_apart_are_put_together() -> None:
    apart = likeness("Phillip", "Wallace", name_heard(("wallace", "p h i l l i p")))
    assert apart > likeness("Phillip", "Wallace", name_heard(("wallace",)))
    assert apart >= 90


def test_another_name_is_not_alike() -> None:
    assert likeness("Ann", "Miller", name_heard(("robert castillo",))) < 60


def test_nothing_heard_is_like_nothing() -> None:
    assert likeness("Ann", "Miller", name_heard(())) == 0
    assert likeness("Ann", "Miller", name_heard(("", "1 2 3"))) == 0
