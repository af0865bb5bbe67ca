"""Names: introduced, asked for, spelled, corrected; and everything that is no name."""

import time

import pytest

from nlu.person.name import person_name
from nlu.person.name_parts import cased, divided


@pytest.mark.parametrize(
    ("words", "asked", "part", "first", "last"),
    [
        ("my name is ana ruiz", False, None, "Ana", "Ruiz"),
        ("this is john smith and i need an appointment", False, None, "John", "Smith"),
        ("it's bob", True, None, "Bob", None),
        ("john smith", True, None, "John", "Smith"),
        ("maria del carmen lopez", True, None, "Maria del Carmen", "Lopez"),
        ("me llamo juan carlos garcia lopez", False, None, "Juan Carlos", "Garcia Lopez"),
        ("soy ana de la cruz", False, None, "Ana", "de la Cruz"),
        ("i need an appointment for ana ruiz", False, None, "Ana", "Ruiz"),
        ("last name smith", True, None, None, "Smith"),
        ("Smith, S M I T H", True, "last", None, "Smith"),
        ("first name john last name smith", False, None, "John", "Smith"),
        ("smith", True, "last", None, "Smith"),
        ("smyth s m y t h", True, "last", None, "Smyth"),
        ("john smith s m y t h", True, None, "John", "Smyth"),
        ("s as in sam m i t h", True, "last", None, "Smith"),
        ("sierra mike india tango hotel", True, "last", None, "Smith"),
        ("s-m-i-t-h", True, "last", None, "Smith"),
        ("elliott e l l i o double t", True, "last", None, "Elliott"),
        ("mcdonald", True, "last", None, "McDonald"),
        ("sean o'brien", True, None, "Sean", "O'Brien"),
        ("sean o brien", True, None, "Sean", "O'Brien"),
        ("jon no john smith", True, None, "John", "Smith"),
        ("my name is jon smith no wait jon smyth", False, None, "Jon", "Smyth"),
        ("john smith sorry smyth", True, None, "John", "Smyth"),
        ("yes it's john smith please", True, None, "John", "Smith"),
        ("sure, my name is John Smith.", True, None, "John", "Smith"),
        ("my last name is garcia lopez", True, "last", None, "Garcia Lopez"),
        ("the name is april jones", False, None, "April", "Jones"),
        ("my first name is april", True, None, "April", None),
        ("mi nombre es josé hernández", False, None, "José", "Hernández"),
        ("mi apellido es ñáñez", False, None, None, "Ñáñez"),
        ("john q smith", True, None, "John Q", "Smith"),
        ("mary ann smith", True, None, "Mary Ann", "Smith"),
        ("mr smith", True, None, None, "Smith"),
        ("for my son tommy smith", False, None, "Tommy", "Smith"),
        ("john smith here i need to cancel", False, None, "John", "Smith"),
        ("ana ruiz, date of birth april 12", True, None, "Ana", "Ruiz"),
        ("okay fine, Grace Ruiz", True, None, "Grace", "Ruiz"),
        ("ana ruiz and my number is 512", True, None, "Ana", "Ruiz"),
        ("S A mu e l r OB s o n", True, None, "Samuel", "Robson"),
        ("it's SC o TT j o n e a s", True, None, "Scott", "Jones"),
        ("Juliet Indigo Lima Lima", True, "first", "Jill", None),
        ("d a w n s m i t h", True, None, "Dawn", "Smith"),
        ("p r o n y", True, None, None, "Prony"),
        ("th or f in nu r z q x", True, "first", "Thorfinnurzqx", None),
        ("no it's not jon it's john", True, None, "John", None),
        ("it's ruiz r u i z", True, "last", None, "Ruiz"),
        ("ana ruiz that's r u i z", True, None, "Ana", "Ruiz"),
        ("my name is jane doe my number is", False, None, "Jane", "Doe"),
        ("the patient is tommy", True, None, "Tommy", None),
        ("patient's name is tommy lee", False, None, "Tommy", "Lee"),
        ("it's spelled g a r c i a", True, "last", None, "Garcia"),
        ("g a r c i a", True, "last", None, "Garcia"),
        ("Maria Lopez", True, None, "Maria", "Lopez"),
        ("JOHN SMITH", True, None, "John", "Smith"),
        ("Smith, John", True, None, "John", "Smith"),
        ("hirt", True, None, None, "Hirt"),
        ("i go by odilia yamakawa", True, None, "Odilia", "Yamakawa"),
        ("it is Priya", True, None, "Priya", None),
        ("john with no h", True, None, "John", None),
        ("ludwig van beethoven", True, None, "Ludwig", "van Beethoven"),
        ("eme a ere te i ene e zeta", True, "last", None, "Martinez"),
        ("be de burro a ere a jota a ese", True, "last", None, "Barajas"),
        ("yes my name is priya patel", True, None, "Priya", "Patel"),
        ("wei zhang", True, None, "Wei", "Zhang"),
        ("i'm ana", False, None, "Ana", None),
        ("john smith j o h n s m i t h", True, None, "John", "Smith"),
        ("j o h n space s m i t h", True, None, "John", "Smith"),
        ("first name j o h n last name s m i t h", True, None, "John", "Smith"),
        ("my name's bob marley", False, None, "Bob", "Marley"),
        ("bob marley is my name", True, None, "Bob", "Marley"),
    ],
)
def test_a_name_is_heard(
    words: str, asked: bool, part: str | None, first: str | None, last: str | None
) -> None:
    spanish = any(word in words.split() for word in ("soy", "me", "mi"))
    found = person_name(words, "es" if spanish else "en", asked, part)
    assert found is not None
    assert found.value == {"first": first, "last": last}
    assert 0 <= found.start < found.end <= len(words)
    assert 0 < found.confidence <= 1


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize(
    "words",
    [
        "",
        "\u0000\u0001",
        "a cleaning please",
        "april",
        "as soon as possible",
        "buenos días",
        "can you repeat that",
        "delta dental",
        "five one two",
        "for tomorrow morning",
        "good morning",
        "hi i'm calling about my bill",
        "hola",
        "hold on a second",
        "i don't want to give my name",
        "i have no clue",
        "i need an appointment",
        "i would like to speak to a person",
        "i'm bleeding badly",
        "insurance",
        "is this riverside dental",
        "it's completely fine",
        "it's for my daughter",
        "it's numb",
        "it's urgent",
        "just a cleaning",
        "just a regular checkup",
        "may",
        "mañana por la mañana",
        "mmm",
        "monday",
        "my tooth hurts",
        "new patient",
        "next week",
        "no tengo",
        "no thankyou",
        "nope",
        "root canal",
        "sí",
        "thank you",
        "the dentist's name is chen",
        "this is dr chen's office",
        "this is ridiculous",
        "tomorrow",
        "uhh",
        "una limpieza por favor",
        "what",
        "what the hell",
        "yes",
        "yes go ahead",
        "your name is nice",
        "🦷🦷",
        "word " * 10_000,
    ],
)
def test_no_name(words: str, asked: bool) -> None:
    assert person_name(words, asked=asked) is None


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("jon no john smith", "John", "Smith"),
        ("my name is jon smith no wait jon smyth", "Jon", "Smyth"),
        ("john smith sorry smyth", "John", "Smyth"),
        ("jon smith i mean john", "John", "Smith"),
        ("no it's not jon it's john", "John", None),
        ("no it's ana ruiz", "Ana", "Ruiz"),
        ("me llamo ana ruiz, perdón, ana ruiz lópez", "Ana Ruiz", "López"),
    ],
)
def test_what_is_taken_back_is_replaced(words: str, first: str, last: str | None) -> None:
    found = person_name(words, asked=True)
    assert found is not None
    assert found.value == {"first": first, "last": last}
    assert found.corrected


def test_a_sentence_after_a_name_changes_nothing() -> None:
    found = person_name("my name is john smith, sorry, i need to cancel")
    assert found is not None
    assert found.value == {"first": "John", "last": "Smith"}
    assert not found.corrected


@pytest.mark.parametrize(
    ("words", "part", "least", "most"),
    [
        ("john smith", None, 0.95, 1),
        ("john smith s m i t h", None, 0.95, 1),
        ("john smith s m y t h", None, 0.7, 0.94),
        ("john smith b r o w n", None, 0, 0.69),
        ("xqzt brrt", None, 0, 0.69),
        ("smith", "last", 0.7, 0.94),
        ("S A mu e l r OB s o n", None, 0, 0.69),
    ],
)
def test_doubt_lowers_confidence(words: str, part: str | None, least: float, most: float) -> None:
    found = person_name(words, asked=True, part=part)
    assert found is not None
    assert least <= found.confidence <= most


def test_the_span_holds_the_name() -> None:
    words = "hi my name is ana ruiz and i need a cleaning"
    found = person_name(words)
    assert found is not None
    assert words[found.start : found.end] == "ana ruiz"


@pytest.mark.parametrize(
    ("words", "asked", "first", "last"),
    [
        ("Hi, this is Zanele Mbeki calling", False, "Zanele", "Mbeki"),
        ("hi zanele mbeki here i need to cancel", False, "Zanele", "Mbeki"),
        ("hello ana ruiz calling about my appointment", False, "Ana", "Ruiz"),
        ("john um smith", True, "John", "Smith"),
        ("soy la señora lopez", False, None, None),
        ("soy la señora lopez", True, None, "Lopez"),
        ("john smith junior", True, "John", "Smith"),
        ("john smith j r", True, "John", "Smith"),
        ("le habla ana ruiz de parte de mi mamá", False, "Ana", "Ruiz"),
        ("i'm john smith's wife", False, None, None),
        ("it's ana not anna", True, "Ana", None),
        ("ruiz is my surname", True, None, "Ruiz"),
        ("ruiz is my last name", False, None, "Ruiz"),
        ("zanele is my first name", True, "Zanele", None),
        ("ruiz es mi apellido", False, None, "Ruiz"),
        ("john, last name smith", True, "John", "Smith"),
        ("my name is john last name s m i t h", False, "John", "Smith"),
        ("the last name is garcia and the first name is ana", False, "Ana", "Garcia"),
        ("john double smith", True, None, None),
        ("Ruiz. Ana Ruiz.", True, "Ana", "Ruiz"),
        ("john. that is all", True, "John", None),
        ("zanele. that is all", True, None, None),
        ("zanele something", True, None, None),
        ("it's j o h n", True, "John", None),
        ("it's j o h n", False, None, None),
        ("s m i t h s m i t h s m i t h s m i t h s m i t h", True, None, None),
        ("a b c d e f g h i j k l m n o p q r s t u v w x y z", True, None, None),
        ("jo hn sm it h", True, None, None),
        ("jorge y ana", True, "Jorge", None),
        ("ana de la luz garcia", True, "Ana de la Luz", "Garcia"),
        ("smith, garcia", True, None, None),
        ("this is my daughter ana ruiz", False, "Ana", "Ruiz"),
        ("what is your name", False, None, None),
        ("first name please", False, None, None),
        ("mary ann", True, "Mary", "Ann"),
    ],
)
def test_in_all_kinds_of_sentences(
    words: str, asked: bool, first: str | None, last: str | None
) -> None:
    found = person_name(words, asked=asked)
    value = found.value if found is not None else {"first": None, "last": None}
    assert value == {"first": first, "last": last}


def test_only_the_part_that_was_asked_for() -> None:
    mary = person_name("mary ann", asked=True, part="first")
    assert mary is not None
    assert mary.value == {"first": "Mary Ann", "last": None}
    whole = person_name("john smith", asked=True, part="last")
    assert whole is not None
    assert whole.value == {"first": "John", "last": "Smith"}
    spelled = person_name("a n a", asked=True, part="first")
    assert spelled is not None
    assert spelled.value == {"first": "Ana", "last": None}


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("smith", "Smith"),
        ("SMITH", "Smith"),
        ("mcdonald", "McDonald"),
        ("o'brien", "O'Brien"),
        ("d'angelo", "D'Angelo"),
        ("DeShawn", "DeShawn"),
        ("ñáñez", "Ñáñez"),
        ("mckay", "McKay"),
    ],
)
def test_capitals(word: str, written: str) -> None:
    assert cased(word) == written


@pytest.mark.parametrize(
    ("words", "spanish", "first", "last"),
    [
        ("ana garcia lopez", True, "Ana", "Garcia Lopez"),
        ("juan carlos garcia", True, "Juan Carlos", "Garcia"),
        ("john michael smith", False, "John Michael", "Smith"),
        ("ana de la cruz lopez", True, "Ana", "de la Cruz Lopez"),
        ("maria de los angeles perez ruiz", True, "Maria de los Angeles", "Perez Ruiz"),
        ("jose ortega y gasset", True, "Jose", "Ortega y Gasset"),
        ("juan carlos de la torre ruiz", True, "Juan Carlos", "de la Torre Ruiz"),
        ("ana sofia garcia lopez ruiz", True, "Ana Sofia", "Garcia Lopez Ruiz"),
        ("ana garcia lopez ruiz soto", True, "Ana", "Garcia Lopez Ruiz Soto"),
        ("ian mc donald", False, "Ian", "McDonald"),
        ("maria san juan", False, "Maria", "San Juan"),
    ],
)
def test_where_the_first_name_ends(words: str, spanish: bool, first: str, last: str) -> None:
    name = divided(words.split(), spanish, None, titled=False)
    assert (name.first, name.last) == (first, last)


@pytest.mark.parametrize(
    "words",
    [
        "my name is " * 3_000,
        "john smith " * 5_000,
        "s m i t h " * 2_000,
        "no " * 10_000,
        "for " * 10_000,
        "first name " * 5_000,
    ],
)
def test_length_costs_little(words: str) -> None:
    begun = time.process_time()
    person_name(words, asked=True)
    person_name(words)
    assert time.process_time() - begun < 30  # no more than a guard against a hang
