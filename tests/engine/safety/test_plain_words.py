"""One plain form for whatever a speech-to-text service or a keyboard makes of the same words."""

import pytest

from engine.safety.plain import plain, settled
from engine.safety.rules import lines, pattern


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("I can’t breathe", " i cant breathe "),
        ("I can't breathe", " i cant breathe "),
        ("I can´t breathe", " i cant breathe "),
        ("I CAN`T BREATHE", " i cant breathe "),
        ("no puedo. ¿Respira?", " no puedo . respira . "),
        ("niño, sangró", " nino , sangro "),
        ("nin\u0303o", " nino "),
        ("help\x00me\tnow\U0001f62d", " help me now "),
        ("zero\u200bwidth so\u00adft", " zerowidth soft "),
        ("ＥＭＥＲＧＥＮＣＹ", " emergency "),
        ("knocked-out   tooth", " knocked out tooth "),
        ("no — wait", " no , wait "),
        ("(please)", " , please , "),
        ("well, no!", " well , no . "),
        ("wait… no", " wait . no "),
        ("a; b: c\nd", " a . b . c . d "),
        ("one, two. three", " one , two . three "),
        ("9-1-1", " 9 1 1 "),
        ("", "  "),
        ("\U0001f62d", "  "),
    ],
)
def test_plain_form(words: str, expected: str) -> None:
    assert plain(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("i can not breathe", " i cant breathe "),
        ("i cannot breathe", " i cant breathe "),
        ("he can t breathe", " he cant breathe "),
        ("it will not stop", " it wont stop "),
        ("it won t stop", " it wont stop "),
        ("it is not that he did not", " it isnt that he didnt "),
        ("i don t know", " i dont know "),
        ("um i uh really just can't", " i cant "),
        ("no no no it hurts", " no it hurts "),
        ("is the er open er today", " is the er open today "),
        ("9 1 1", " 9 1 1 "),
        ("no fever, bleeding, or swelling", " no fever bleeding or swelling "),
        ("no fever, bleeding or swelling", " no fever bleeding or swelling "),
        ("no, fever or swelling", " no , fever or swelling "),
        ("no fever, i choke or something", " no fever , i choke or something "),
        ("no fever, can't breathe or talk", " no fever , cant breathe or talk "),
        ("no fever, and swelling", " no fever , and swelling "),
        ("sin fiebre, dolor o sangre", " sin fiebre dolor o sangre "),
    ],
)
def test_settled_form(words: str, expected: str) -> None:
    assert settled(plain(words)) == expected


def test_lines_go_on_below_and_skip_what_is_empty() -> None:
    assert lines("\na b\n\n(c|\n    d)\n", "e") == ("a b", "(c|d)", "e")


@pytest.mark.parametrize(
    ("written", "words", "found"),
    [
        (["cant ... breathe"], " i cant breathe ", True),
        (["cant ... breathe"], " i cant even a b c breathe ", True),
        (["cant ... breathe"], " i cant a b c d e breathe ", False),
        (["cant ... breathe"], " i cant , breathe ", False),
        (["hit {own} jaw"], " hit his jaw ", True),
        (["hit {own} jaw"], " hit one of my jaw ", True),
        (["hit {own} jaw"], " hit jaw ", False),
        (["(a|b) c", "d(?! e)"], " b c ", True),
        (["(a|b) c", "d(?! e)"], " d ", True),
        (["(a|b) c", "d(?! e)"], " d e ", False),
        (["ear"], " my ear hurts ", True),
        (["ear"], " year ", False),
        (["ear"], " ears ", False),
    ],
)
def test_the_notation_of_patterns(written: list[str], words: str, found: bool) -> None:
    assert bool(pattern(written).search(words)) is found
