"""Who has picked up: nothing may be told to anybody but the person themselves."""

import pytest

from nlu.answer.callee import NOT_HERE, WRONG_NUMBER, callee, is_absent
from nlu.answer.yes_no import answer

THEMSELVES = """
speaking
this is she
this is he
this is Ana
yes this is Ana
Ana speaking
it's me
that's me
yes
yeah
sí
sí, soy yo
soy Ana
ella habla
con ella
habla Ana
a sus órdenes
yes, who's calling
you got her
"""
AWAY = """
no, she's not here
no she's not here
she's not here right now
he's not in
she's at work
no, she isn't home
she's not available
no, this is her husband
this is her mother
I'm her husband
no this is Ana's mother
she's sleeping
she stepped out
my wife is out
no está
no, no está aquí
ella no se encuentra
está en el trabajo
no, soy su esposo
habla su mamá
she can't come to the phone
Ana's not here
ahorita no está
no se encuentra en este momento
she is driving
"""
STRANGERS = """
she doesn't live here anymore
there's no Ana here
nobody by that name here
wrong number
you've got the wrong number
she passed away
he died last month
no vive aquí
equivocado
número equivocado
no conozco a ninguna Ana
aquí no vive ninguna Ana
falleció
I don't know any Ana
you have the wrong person
está equivocado
"""
NEITHER = """
who's calling
what is this about
¿quién habla?
¿de parte de quién?
what
hello
who is this
I need to cancel my appointment
what do you want
"""


def who(words: str) -> tuple[str | None, str | None]:
    return callee(words, "Ana", answer(words, "en", "Is this Ana?"))


@pytest.mark.parametrize("words", THEMSELVES.strip().splitlines())
def test_the_person_themselves(words: str) -> None:
    assert who(words) == ("yes", None)


@pytest.mark.parametrize("words", AWAY.strip().splitlines())
def test_somebody_else_who_knows_them(words: str) -> None:
    assert who(words) == ("no", NOT_HERE)


@pytest.mark.parametrize("words", STRANGERS.strip().splitlines())
def test_nobody_of_that_name(words: str) -> None:
    assert who(words) == ("no", WRONG_NUMBER)


@pytest.mark.parametrize("words", NEITHER.strip().splitlines())
def test_neither(words: str) -> None:
    assert who(words) == (None, None)


def test_where_no_name_is_known_none_is_heard() -> None:
    assert callee("this is Bob", "", None) == (None, None)


@pytest.mark.parametrize("words", ["she's not here", "no, he isn't home", "there's no Ana here"])
def test_who_is_out_is_in_no_danger(words: str) -> None:
    assert is_absent(words)


@pytest.mark.parametrize(
    "words",
    ["she's not breathing", "he's not responding", "there's no pulse here", "she can't talk"],
)
def test_who_does_not_answer_may_be(words: str) -> None:
    assert not is_absent(words)
