"""Which of a clinic's people is calling."""

from nlu.person.birth_heard import BirthHeard
from nlu.person.identity import Directory, Evidence, Identified, Person, identify

ANN = Person("1", "Ann", "Miller", "1988-04-12", "30301")
TWIN = Person("2", "Amy", "Miller", "1988-04-12", "30301")
NAMESAKE = Person("3", "Ann", "Miller", "1961-10-02", "98101")
JENNIFER = Person("7", "Jennifer", "Marshall", "1996-10-23")
THIRTEENTH = Person("8", "Ann", "Miller", "1988-04-13")
OTHERS = (
    Person("4", "Robert", "Castillo", "1988-04-12"),
    Person("5", "Grace", "Okafor", "1975-01-30"),
    Person("6", "Siobhan", "O'Brien", "1990-07-04"),
)


def births(*dates: str) -> tuple[BirthHeard, ...]:
    return tuple(BirthHeard(value, 1 / len(dates), place) for place, value in enumerate(dates))


def who(names: tuple[str, ...], dates: tuple[str, ...], *people: Person, **more: str) -> Identified:
    evidence = Evidence(names, births(*dates), tuple(more.values()))
    return identify(evidence, Directory(people or (ANN, *OTHERS)))


def test_name_and_birth_as_on_record() -> None:
    found = who(("ann miller",), ("1988-04-12",))
    assert found.outcome == "match"
    assert found.person == ANN
    assert found.exact_birth


def test_a_garbled_name_with_the_right_birth() -> None:
    assert who(("an mueller", "anne millar"), ("1988-04-12",)).person == ANN


def test_a_spelled_name_with_the_right_birth() -> None:
    assert who(("a n n m i double l e are",), ("1988-04-12",)).person == ANN
    spelled = "sierra india oscar bravo hotel alpha november"
    assert who((spelled, "oh brian"), ("1990-07-04",)).person == OTHERS[2]


def test_another_name_with_the_right_birth_is_nobody() -> None:
    found = who(("walter jimenez",), ("1988-04-12",))
    assert found.outcome == "none"
    assert found.person is None


def test_the_right_name_without_a_birth_is_nobody() -> None:
    assert who(("ann miller",), ()).outcome == "none"
    assert who(("ann miller",), ("1950-12-31",)).outcome == "none"


def test_one_part_of_the_birth_misheard_needs_the_name_to_be_right() -> None:
    near = who(("ann miller",), ("1988-04-20",))
    assert near.person == ANN
    assert not near.exact_birth
    assert who(("anna millwood",), ("1988-04-20",)).outcome == "none"


def test_a_stranger_of_a_like_name_and_birth_is_nobody() -> None:
    assert who(("anna miller",), ("1961-04-12",)).outcome == "none"
    assert who(("jenna marshall",), ("2009-10-23",), JENNIFER).outcome == "none"


def test_thirteen_and_thirty_sound_alike() -> None:
    assert who(("ann miller",), ("1988-04-30",), THIRTEENTH).person == THIRTEENTH


def test_day_and_month_changed_places() -> None:
    assert who(("ann miller",), ("1988-12-04",)).person == ANN


def test_of_twins_the_first_name_tells() -> None:
    people = (ANN, TWIN, *OTHERS)
    assert who(("grandma miller",), ("1988-04-12",), *people).outcome != "match"
    assert who(("miller",), ("1988-04-12",), *people).outcome != "match"
    assert who(("ann miller",), ("1988-04-12",), ANN, TWIN).person in (None, ANN)


def test_of_two_of_one_name_the_birth_tells() -> None:
    assert who(("ann miller",), ("1961-10-02",), ANN, NAMESAKE).person == NAMESAKE


def test_two_records_of_one_person_are_ambiguous() -> None:
    again = Person("9", "Ann", "Miller", "1988-04-12")
    found = who(("ann miller",), ("1988-04-12",), ANN, again)
    assert found.outcome == "ambiguous"
    assert found.person is None
    assert found.margin == 0


def test_a_postcode_is_further_evidence() -> None:
    again = Person("9", "Ann", "Miller", "1988-04-12", "73301")
    found = who(("ann miller",), ("1988-04-12",), ANN, again, code="7 3 3 0 1")
    assert found.points > who(("ann miller",), ("1988-04-12",), ANN, again).points
    assert found.margin > 0


def test_the_order_of_the_people_does_not_matter() -> None:
    people = (ANN, TWIN, NAMESAKE, *OTHERS)
    forward = who(("ann miller",), ("1988-04-12", "1961-10-02"), *people)
    backward = who(("ann miller",), ("1988-04-12", "1961-10-02"), *reversed(people))
    assert forward == backward


def test_nothing_heard_is_nobody() -> None:
    found = who((), ())
    assert found == Identified("none", None, 0.0, 0.0, False)
