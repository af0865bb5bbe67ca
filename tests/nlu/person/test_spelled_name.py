"""Names out of badly heard letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.person.lexicon import Names, clinic_names, common_names, lexicon
from nlu.person.name import person_name
from nlu.person.spelled_name import spelled_name


@pytest.mark.parametrize(
    ("guess", "first", "last"),
    [
        ("S A mu e l r OB s o n", "samuel", "robson"),
        ("GE o RS r e ey", "geoffrey", None),
        ("d a n n i e l", "daniel", None),
        ("m a r k double l e e", "mark", "lee"),
        ("j o h n s m i t h", "john", "smith"),
        (
            "Charlie Hotel Echo Romeo Yankee Lima and then surname Delta Alpha Yankee",
            "cheryl",
            "day",
        ),
        ("Tango Oscar November Yankee Eskimo", "tony", None),
        ("Carole Porter c a r o l e p o r t e r", "carole", "porter"),
    ],
)
def test_letters_spell_a_common_name(guess: str, first: str, last: str | None) -> None:
    found = spelled_name((guess,))
    assert found is not None
    assert (found.first, found.last) == (first, last)
    assert 0 <= found.cost < 0.3
    assert found.guess == 0


@pytest.mark.parametrize("guess", ["", "a", "m a", "x q z x q z v", "a " * 40, "Æ ß ö", "日 本 語"])
def test_what_spells_no_name(guess: str) -> None:
    assert spelled_name((guess,)) is None
    assert spelled_name((guess,), "first") is None
    assert spelled_name((guess,), "last") is None


def test_nothing_heard_spells_nothing() -> None:
    assert spelled_name(()) is None


@pytest.mark.parametrize(
    ("part", "expected"),
    [("first", ("martin", None)), ("last", (None, "martin")), (None, ("martin", None))],
)
def test_the_part_that_was_asked_for(
    part: str | None, expected: tuple[str | None, str | None]
) -> None:
    found = spelled_name(("m a r t i n",), part)
    assert found is not None
    assert (found.first, found.last) == expected


def test_a_surname_may_be_all_that_was_spelled() -> None:
    found = spelled_name(("b u t t e r w o r t h",))
    assert found is not None
    assert (found.first, found.last) == (None, "butterworth")


def test_a_later_guess_counts_if_it_spells_more_cheaply() -> None:
    found = spelled_name(("d x n v e q", "d a n i e l"))
    assert found is not None
    assert (found.first, found.guess) == ("daniel", 1)


def test_after_a_clear_guess_no_other_is_looked_at() -> None:
    found = spelled_name(("d a n i e l", "j o h n"))
    assert found is not None
    assert found.first == "daniel"


def test_a_clinic_knows_names_that_are_not_common() -> None:
    letters = ("t h o r f i n n u r o q v i s t",)
    names = clinic_names([("Thorfinnur", "Öqvist"), ("Ana", "Ruiz"), ("Ana", "Lee")])
    strange = spelled_name(letters)
    known = spelled_name(("t h o r f i n n u r q v i s t",), names=names)
    assert strange is None or strange.first != "thorfinnur"
    assert known is not None
    assert (known.first, known.last) == ("thorfinnur", "qvist")


def test_of_two_alike_names_the_one_in_the_clinic_is_meant() -> None:
    guess = ("b r o o k e s",)
    names = clinic_names([("Mandy", "Brookes")])
    assert spelled_name(("m a n d y b r o o k s",), names=names) is not None
    found = spelled_name(guess, "last", names)
    assert found is not None
    assert found.last == "brookes"


def test_a_caller_who_is_not_in_the_clinic_can_still_be_spelled() -> None:
    found = spelled_name(("j o h n s m i t h",), names=clinic_names([("Ana", "Ruiz")]))
    assert found is not None
    assert (found.first, found.last) == ("john", "smith")


def test_what_is_not_spelled_leaves_the_names_unread() -> None:
    common_names.cache_clear()
    for words in ("my name is John Smith", "I'd like to book a cleaning", "yes please", "Ana Ruiz"):
        person_name(words, asked=True)
    assert common_names.cache_info().currsize == 0
    person_name("S A mu e l r OB s o n", asked=True)
    assert common_names.cache_info().currsize == 1


HEARD = st.text(alphabet="adehiln", min_size=3, max_size=9)


@given(heard=HEARD, name=HEARD)
def test_the_cost_is_that_of_the_cheapest_mishearing(heard: str, name: str) -> None:
    """Against the plain recurrence; that what is dear may be given up early only saves time."""
    words = lexicon((name,), (0.0,))
    found = spelled_name((" ".join(heard),), "first", Names(words, words))
    if found is not None:
        assert found.first == name
        assert found.cost == round(_cheapest(heard, name) / len(heard) / 100, 3)
    else:
        assert _cheapest(heard, name) > 100


def _cheapest(heard: str, name: str) -> int:
    """What it costs to hear some letters for a name, in hundredths."""
    extra = [25 if at and heard[at] == heard[at - 1] else 60 for at in range(len(heard))]
    row = [sum(extra[:at]) for at in range(len(heard) + 1)]
    for place, said in enumerate(name):
        missed = 25 if place and said == name[place - 1] else 60
        following = [row[0] + missed]
        for at, letter in enumerate(heard):
            for_it = 0 if letter == said else 50 if {letter, said} in ALIKE else 100
            cost = min(row[at + 1] + missed, row[at] + for_it, following[at] + extra[at])
            following.append(cost)
        row = following
    return row[-1]


ALIKE = [{"d", "e"}, {"a", "h"}, {"e", "i"}]
"""Those of the letters tried that sound alike."""
