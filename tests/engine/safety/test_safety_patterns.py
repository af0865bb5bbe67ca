"""Every choice of every pattern is heard: neither plain form nor an idiom hides one."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

import pytest

from engine.safety import english, english_urgent, requests, spanish
from engine.safety.idioms import IDIOMS
from engine.safety.plain import plain, settled
from engine.safety.rules import WORDS, lines, pattern
from engine.safety.signs import LEVELS, PATTERNS

CONTROL = """
hello, I'd like to make an appointment
Tuesday at three works for me
my name is John Smith and my number is 512 555 0142
do you take Delta Dental
what are your opening hours
can you spell that for me
I need to move my cleaning to next week
yes, that is right
no, the other one
is there parking behind the building
quisiera una cita para el martes por la mañana
me llamo Ana Ruiz
¿a qué hora abren?
""".strip().splitlines()


def choices(text: str) -> list[str]:
    """One sentence for each choice in a pattern, the other groups taking their first."""
    text = re.sub(r"\(\?[^()]*(?:\([^()]*\)[^()]*)*\)", "", text)
    for name, words in WORDS.items():
        text = text.replace(f"{{{name}}}", f"({words})")
    return [" ".join(each.split()) for each in _sequence(text.replace(" ...", ""))]


def _sequence(text: str) -> Iterator[str]:
    parts = [list(part) for part in _parts(text)]
    firsts = [part[0] for part in parts]
    yield "".join(firsts)
    for at, part in enumerate(parts):
        for other in part[1:]:
            yield "".join([*firsts[:at], other, *firsts[at + 1 :]])


def _parts(text: str) -> Iterator[Iterator[str]]:
    while text:
        if text[0] != "(":
            plain_part, text = re.match(r"([^(]+)(.*)", text).groups()  # type: ignore[union-attr]
            yield iter([re.sub(r" \?|\w\?", "", plain_part)])
            continue
        depth, cuts = 0, [0]
        for at, sign in enumerate(text):
            depth += (sign == "(") - (sign == ")")
            if depth == 1 and sign == "|":
                cuts.append(at)
            if not depth:
                break
        cuts.append(at)
        inside = [text[a + 1 : b] for a, b in pairwise(cuts)]
        text = text[at + 1 :]
        optional, text = text.startswith("?"), text.removeprefix("?")
        each = [sentence for one in inside for sentence in _sequence(one)]
        yield iter([*each, ""] if optional else each)


def heard(words: str) -> str:
    return settled(plain(words))


def test_the_reader_of_patterns_finds_every_choice() -> None:
    assert choices("(a|b (c|d)) ... e( f)?") == ["a e f", "b c e f", "b d e f", "a e"]
    assert choices("x (?!y)z") == ["x z"]


def missed(name: str, expression: re.Pattern[str], *tables: Mapping[str, str]) -> list[str]:
    return [
        choice
        for table in tables
        for line in lines(table.get(name, ""))
        for choice in choices(line)
        if not expression.search(IDIOMS.sub(" ,", heard(choice)))
    ]


@pytest.mark.parametrize("name", LEVELS)
def test_every_choice_of_a_sign_is_found(name: str) -> None:
    assert missed(name, PATTERNS[name], english.SIGNS, english_urgent.SIGNS, spanish.SIGNS) == []


@pytest.mark.parametrize("name", requests.PEOPLE)
def test_every_choice_of_a_request_is_found(name: str) -> None:
    expression = pattern(lines(requests.PEOPLE[name]))
    table = requests.PEOPLE[name]
    assert [
        choice
        for line in lines(table)
        for choice in choices(line)
        if not expression.search(heard(choice))
    ] == []


def test_every_choice_of_distress_is_found() -> None:
    expression = pattern(lines(requests.DISTRESS))
    assert [
        choice
        for line in lines(requests.DISTRESS)
        for choice in choices(line)
        if not expression.search(heard(choice))
    ] == []


@pytest.mark.parametrize("words", CONTROL)
def test_no_pattern_is_found_in_ordinary_words(words: str) -> None:
    found = [name for name, expression in PATTERNS.items() if expression.search(heard(words))]
    assert found == []
