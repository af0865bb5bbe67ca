"""Sentences as they are to be spoken: nothing is left for a synthesiser to guess."""

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.speaking.pronounced import pronounced
from telephony.speaking.sentences import sentences

ENGLISH = [
    (
        "I have 512-555-0142. Is that right?",
        "I have five one two, five five five, zero one four two. Is that right?",
    ),
    (
        "Call +1 (512) 555-0142 or 5125550199.",
        "Call five one two, five five five, zero one four two or five one two, five five five, "
        "zero one nine nine.",
    ),
    (
        "555-0142 or +44 20 7946 0958",
        "five five five, zero one four two or plus four four two, zero seven nine, four six zero, "
        "nine five eight",
    ),
    ("Tuesday, March 3rd at 9:30 AM", "Tuesday, March third at nine thirty A M"),
    (
        "Wednesday, March 4th between 8 AM and 1 PM",
        "Wednesday, March fourth between eight A M and one P M",
    ),
    ("Tue. 3/4 at 9:05 a.m.", "Tuesday March fourth at nine oh five A M."),
    ("at 5 p.m. Which is better?", "at five P M. Which is better?"),
    (
        "That's April 12th, 1988. Is that right?",
        "That's April twelfth, nineteen eighty-eight. Is that right?",
    ),
    (
        "born 2005-01-31, seen 2026-03-03T14:30",
        "born January thirty-first, two thousand five, seen March third, twenty twenty-six, "
        "two thirty P M",
    ),
    (
        "on 12/25/24 and 3/4/2026",
        "on December twenty-fifth, twenty twenty-four and March fourth, twenty twenty-six",
    ),
    (
        "We open 8-5, 8:00-17:30, 9-11 AM, 24/7.",
        "We open eight to five, eight o'clock to five thirty P M, nine to eleven A M, "
        "twenty-four seven.",
    ),
    (
        "cleaning: 140 dollars, crown: 1250 dollars, consultation: 1 dollar",
        "cleaning: one hundred forty dollars, crown: one thousand two hundred fifty dollars, "
        "consultation: one dollar",
    ),
    (
        "$1,250.50 or 20% off",
        "one thousand two hundred fifty dollars and fifty cents or twenty percent off",
    ),
    (
        "the 1st, 2nd, 3rd, 12th, 20th, 21st and 112th",
        "the first, second, third, twelfth, twentieth, twenty-first and one hundred twelfth",
    ),
    (
        "We're at 1200 River Street, Austin, TX 78701.",
        "We're at twelve hundred River Street, Austin, Texas, seven eight seven zero one.",
    ),
    (
        "at 4521 N. Oak Ave., Suite 200, or 101 Main Dr.",
        "at forty-five twenty-one North Oak Avenue, Suite two hundred, or one oh one Main Drive.",
    ),
    (
        "Dr. Chen sees you at 9 AM. Dr. Lee is at St. Mary's.",
        "Doctor Chen sees you at nine A M. Doctor Lee is at Saint Mary's.",
    ),
    ("S-M-I-T-H", "S, M, I, T, H"),
    ("John Smith: S as in Sierra, M as in Mike", "John Smith: S as in Sierra, M as in Mike"),
    ("ana.ruiz9@example.com", "ana dot ruiz nine at example dot com"),
    ("See www.riverside.com/forms.", "See riverside dot com slash forms."),
    ("please hang up and dial 911.", "please hang up and dial nine one one."),
    ("call 988", "call nine eight eight"),
    (
        "Your ID is XYZ123456789.",
        "Your I D is X Y Z, one two three, four five six, seven eight nine.",
    ),
    ("group W-12345", "group W, one two three four five"),
    ("number 0042", "number zero zero four two"),
    (
        "2.5 ml, 12,500 steps, since 2019",
        "two point five ml, twelve thousand five hundred steps, since twenty nineteen",
    ),
    ("salt & pepper and/or oil / vinegar", "salt and pepper and or oil or vinegar"),
    ("All good 👍🏽 (really)…", "All good, really."),
    ("I'm the virtual assistant, an AI.", "I'm the virtual assistant, an A I."),
    ("room 4B, flu shot²", "room four B, flu shot two"),
    ("Ste. 4, Mon.-Fri. 8 AM-5 PM", "Suite four, Monday to Friday eight A M to five P M"),
    ("It's the 5th of May, or March 3-5.", "It's the fifth of May, or March third to fifth."),
    ("5 1/2 years, 30-45 minutes", "five and a half years, thirty to forty-five minutes"),
    ("99:99 on 13/45 and 2026-13-99", None),
]
SPANISH = [
    ("Llame al 911.", "Llame al nueve uno uno."),
    (
        "al 415-555-0142 en las próximas 2 horas",
        "al cuatro uno cinco, cinco cinco cinco, cero uno cuatro dos en las próximas dos horas",
    ),
    (
        "El martes 3 de marzo a la 1 de la tarde, o a las 5:30 de la tarde",
        "El martes tres de marzo a la una de la tarde, o a las cinco y media de la tarde",
    ),
    ("de 8 de la mañana a 1 de la tarde", "de ocho de la mañana a una de la tarde"),
    (
        "entre las 9:15 de la mañana y las 10:05 de la mañana",
        "entre las nueve y cuarto de la mañana y las diez y cinco de la mañana",
    ),
    (
        "Es el 1 de diciembre de 1972. ¿Correcto?",
        "Es el primero de diciembre de mil novecientos setenta y dos. ¿Correcto?",
    ),
    (
        "21 días, 21 horas, 1 vez, 200 citas, 31 pacientes, 101 dentistas",
        "veintiún días, veintiuna horas, una vez, doscientas citas, treinta y un pacientes, "
        "ciento un dentistas",
    ),
    (
        "$121.50, 1 dólar, 1250 dólares",
        "ciento veintiún dólares con cincuenta centavos, un dólar, "
        "mil doscientos cincuenta dólares",
    ),
    (
        "La Dra. Ruiz y el Sr. Paz, 2º piso, 3er día, 1.ª cita, 1er turno",
        "La doctora Ruiz y el señor Paz, segundo piso, tercer día, primera cita, primer turno",
    ),
    (
        "Estamos en 1200 River Street, Austin, TX 78701.",
        "Estamos en mil doscientos River Street, Austin, Texas, siete ocho siete cero uno.",
    ),
    ("a las 9:15 a.m. o 3 p.m.", "a las nueve y cuarto de la mañana o tres de la tarde."),
    ("13/4 y 3/4", "trece de abril y cuatro de marzo"),
    ("16:45", "cuatro y cuarenta y cinco de la tarde"),
    ("ana_ruiz@x.com", "ana guion bajo ruiz arroba x punto com"),
    ("1000000 y 2001000 personas", None),
    ("de 8 a 17 h, 2 1/2 años", "de ocho a diecisiete horas, dos y medio años"),
    ("la opción 1 de 21 y 31", "la opción uno de veintiuno y treinta y uno"),
    ("García, G de Gloria", "García, G de Gloria"),
]


@pytest.mark.parametrize(("text", "spoken"), ENGLISH)
def test_english(text: str, spoken: str | None) -> None:
    check(text, spoken, "en")


@pytest.mark.parametrize(("text", "spoken"), SPANISH)
def test_spanish(text: str, spoken: str | None) -> None:
    check(text, spoken, "es")


def check(text: str, spoken: str | None, language: str) -> None:
    said = pronounced(text, language)
    assert spoken is None or said == spoken
    assert not re.search(r"\d", said)
    assert pronounced(said, language) == said


def test_what_holds_nothing_to_write_out_stays_as_it_is() -> None:
    for text in ("Got it.", "What's the best callback number for you?", "¿A qué hora le conviene?"):
        assert pronounced(text, "en") == text
        assert pronounced(text, "es") == text


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@given(text=st.text(max_size=80))
def test_no_digit_survives_in_anything(language: str, text: str) -> None:
    assert not any(one.isdigit() for one in pronounced(text, language))


PARTS = st.sampled_from(
    "3 12 21 911 1988 0042 5125550142 512-555-0142 9:30 9-5 3/4 2026-03-03 $5 2.5 1,250 AM PM a.m. "
    "1st 22nd 3º 1.ª Dr. St. Ave. Main Street TX 78701 ABC123 B12 S-M-I-T-H a@b.com x.org/y March "
    "marzo de la las mañana a las horas día dollars dólares # % & / + ° . , : ; ? ! ( ) … - "
    "– in of".split()
)


@pytest.mark.parametrize("language", ["en", "es"])
@given(parts=st.lists(PARTS, max_size=8), joint=st.sampled_from([" ", "", ", "]))
def test_what_is_written_out_stays_as_it_is(language: str, parts: list[str], joint: str) -> None:
    said = pronounced(joint.join(parts), language)
    assert not re.search(r"\d", said)
    assert pronounced(said, language) == said


SEEDS = (
    "a|5|a.|1 A |Dr. |! |!|5-|5,|A-|a@|a@b.|/a|(|, ,|$1|+1 |12:|1/|\u202e|🦷|1st |a.com/|March |x-"
).split("|")


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_takes_long_to_write_out(seed: str) -> None:
    """Far more than is ever said, in time that does not grow with its square."""
    text = seed * (10_000 // len(seed))
    begun = process_time()
    pronounced(text, "en")
    sentences(text)
    assert process_time() - begun < 1.0
