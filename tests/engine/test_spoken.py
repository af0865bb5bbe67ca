"""How dates, times, numbers and names sound, in English and in Spanish."""

from dataclasses import replace
from datetime import date

import pytest

from engine import spoken
from engine.clinic import Clinic
from engine.flow import Flow

TUESDAY = "2026-03-10"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (10, "10th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (22, "22nd"),
        (23, "23rd"),
        (30, "30th"),
        (31, "31st"),
        (111, "111th"),
    ],
)
def test_ordinals(number: int, said: str) -> None:
    assert spoken.ordinal(number) == said


@pytest.mark.parametrize(
    ("iso", "english", "spanish"),
    [
        ("2026-03-10", "Tuesday, March 10th", "martes 10 de marzo"),
        ("2026-01-01", "Thursday, January 1st", "jueves 1 de enero"),
        ("2026-12-23", "Wednesday, December 23rd", "miércoles 23 de diciembre"),
        ("2026-08-22", "Saturday, August 22nd", "sábado 22 de agosto"),
    ],
)
def test_days(iso: str, english: str, spanish: str) -> None:
    assert spoken.day(date.fromisoformat(iso), "en") == english
    assert spoken.day(date.fromisoformat(iso), "es") == spanish


def test_birthdays_have_their_year() -> None:
    assert spoken.birthday("1988-04-12", "en") == "April 12th, 1988"
    assert spoken.birthday("1988-04-12", "es") == "12 de abril de 1988"


@pytest.mark.parametrize(
    ("hhmm", "english", "spanish"),
    [
        ("00:00", "12 AM", "12 de la mañana"),
        ("00:30", "12:30 AM", "12:30 de la mañana"),
        ("01:00", "1 AM", "1 de la mañana"),
        ("09:00", "9 AM", "9 de la mañana"),
        ("09:05", "9:05 AM", "9:05 de la mañana"),
        ("12:00", "12 PM", "12 de la tarde"),
        ("13:00", "1 PM", "1 de la tarde"),
        ("14:30", "2:30 PM", "2:30 de la tarde"),
        ("19:59", "7:59 PM", "7:59 de la tarde"),
        ("20:00", "8 PM", "8 de la noche"),
        ("24:00", "12 AM", "12 de la mañana"),
    ],
)
def test_times_of_day(hhmm: str, english: str, spanish: str) -> None:
    assert spoken.clock(hhmm, "en") == english
    assert spoken.clock(hhmm, "es") == spanish


@pytest.mark.parametrize(
    ("hhmm", "english", "spanish"),
    [
        ("09:00", "at 9 AM", "a las 9 de la mañana"),
        ("13:15", "at 1:15 PM", "a la 1:15 de la tarde"),
        ("01:00", "at 1 AM", "a la 1 de la mañana"),
        ("11:00", "at 11 AM", "a las 11 de la mañana"),
    ],
)
def test_times_with_their_preposition(hhmm: str, english: str, spanish: str) -> None:
    assert spoken.at_clock(hhmm, "en") == english
    assert spoken.at_clock(hhmm, "es") == spanish


def test_moments_and_openings() -> None:
    english, spanish = "Tuesday, March 10th at 9 AM", "martes 10 de marzo a las 9 de la mañana"
    assert spoken.moment(f"{TUESDAY}T09:00", "en") == english
    assert spoken.moment(f"{TUESDAY}T09:00", "es") == spanish
    assert spoken.opening({"start": f"{TUESDAY}T09:00"}, "en") == english


@pytest.mark.parametrize(
    ("e164", "said"),
    [
        ("+15125550142", "512-555-0142"),
        ("+442079460123", "+442079460123"),
        ("5125550142", "512-555-0142"),
        ("", ""),
    ],
)
def test_phone_numbers(e164: str, said: str) -> None:
    assert spoken.phone(e164) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"first": "John", "last": "Smith"}, "John Smith"),
        ({"first": "Ana", "last": None}, "Ana"),
        ({"last": "Núñez"}, "Núñez"),
        ({}, ""),
    ],
)
def test_names(value: dict[str, str | None], said: str) -> None:
    assert spoken.name(value) == said


@pytest.mark.parametrize(
    ("value", "english", "spanish"),
    [
        (
            {"first": "Mary Ann", "last": "Lee"},
            "Mary Ann Lee: L as in Lima, E as in Echo, E as in Echo",
            "Mary Ann Lee: L de Luis, E de Elena, E de Elena",
        ),
        (
            {"first": "Bo", "last": None},
            "Bo: B as in Bravo, O as in Oscar",
            "Bo: B de Beatriz, O de Óscar",
        ),
        ({"last": "Ñu"}, "Ñu: Ñ, U as in Uniform", "Ñu: Ñ, U de Úrsula"),
        (
            {"first": "Pat", "last": "O'Ray"},
            "Pat O'Ray: O as in Oscar, R as in Romeo, A as in Alpha, Y as in Yankee",
            "Pat O'Ray: O de Óscar, R de Rosa, A de Ana, Y de Yolanda",
        ),
    ],
)
def test_a_name_is_spelled_with_words(
    value: dict[str, str | None], english: str, spanish: str
) -> None:
    assert spoken.spelled(value, "en") == english
    assert spoken.spelled(value, "es") == spanish


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_letter_has_a_word_that_begins_with_it(language: str) -> None:
    plain = str.maketrans("ÁÉÍÓÚ", "AEIOU")
    words = spoken.ALPHABET[language]
    assert len(words) == 26
    for letter, word in words.items():
        assert word.upper().translate(plain)[0] == letter


@pytest.mark.parametrize(
    ("items", "english", "spanish"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a y b"),
        (["a", "b", "c"], "a, b and c", "a, b y c"),
    ],
)
def test_lists(items: list[str], english: str, spanish: str) -> None:
    assert spoken.listed(items, "en") == english
    assert spoken.listed(items, "es") == spanish


def test_a_list_may_be_a_choice() -> None:
    assert spoken.listed(["a", "b"], "en", spoken.OR) == "a or b"
    assert spoken.listed(["a", "b"], "es", spoken.OR) == "a o b"


@pytest.mark.parametrize(
    ("start", "end", "english", "spanish"),
    [
        (  # an exact time
            "2026-03-10T09:00",
            "2026-03-10T09:00",
            "Tuesday, March 10th at 9 AM",
            "martes 10 de marzo a las 9 de la mañana",
        ),
        (  # a whole day
            "2026-03-10T00:00",
            "2026-03-11T00:00",
            "Tuesday, March 10th",
            "martes 10 de marzo",
        ),
        (  # opening hours are a whole day too
            "2026-03-10T08:00",
            "2026-03-10T17:00",
            "Tuesday, March 10th",
            "martes 10 de marzo",
        ),
        (
            "2026-03-10T08:00",
            "2026-03-10T12:00",
            "Tuesday, March 10th in the morning",
            "martes 10 de marzo por la mañana",
        ),
        (
            "2026-03-10T13:00",
            "2026-03-10T17:00",
            "Tuesday, March 10th in the afternoon",
            "martes 10 de marzo por la tarde",
        ),
        (
            "2026-03-10T17:00",
            "2026-03-10T20:00",
            "Tuesday, March 10th in the evening",
            "martes 10 de marzo por la noche",
        ),
        (  # too short to be a part of the day
            "2026-03-10T10:00",
            "2026-03-10T11:00",
            "Tuesday, March 10th between 10 AM and 11 AM",
            "martes 10 de marzo entre las 10 de la mañana y las 11 de la mañana",
        ),
        (  # across two parts
            "2026-03-10T10:00",
            "2026-03-10T14:00",
            "Tuesday, March 10th between 10 AM and 2 PM",
            "martes 10 de marzo entre las 10 de la mañana y las 2 de la tarde",
        ),
        (  # until midnight
            "2026-03-10T20:00",
            "2026-03-11T00:00",
            "Tuesday, March 10th in the evening",
            "martes 10 de marzo por la noche",
        ),
        (  # several days
            "2026-03-10T00:00",
            "2026-03-13T00:00",
            "Tuesday, March 10th through Thursday, March 12th",
            "martes 10 de marzo al jueves 12 de marzo",
        ),
    ],
)
def test_wanted_times(start: str, end: str, english: str, spanish: str) -> None:
    assert spoken.window({"start": start, "end": end}, "en") == english
    assert spoken.window({"start": start, "end": end}, "es") == spanish


def test_at_most_three_wanted_times_are_named() -> None:
    four = [
        {"start": f"2026-03-{day}T09:00", "end": f"2026-03-{day}T09:00"} for day in range(10, 14)
    ]
    said = spoken.windows(four, "en")
    assert said.count("at 9 AM") == 3
    assert said.endswith("or Thursday, March 12th at 9 AM")


def test_no_wanted_time_is_any() -> None:
    assert spoken.windows([], "en") == "at any time"
    assert spoken.windows([], "es") == "en cualquier horario"


@pytest.fixture(scope="module")
def clinic(dental: Flow) -> Clinic:
    return dental.clinic


@pytest.mark.parametrize(
    ("iso", "english", "spanish"),
    [
        ("2026-03-02", "from 8 AM to 5 PM", "de 8 de la mañana a 5 de la tarde"),
        ("2026-03-07", "closed", "con la clínica cerrada"),  # a Saturday
        ("2026-12-25", "closed", "con la clínica cerrada"),
    ],
)
def test_hours_of_a_day(clinic: Clinic, iso: str, english: str, spanish: str) -> None:
    assert spoken.hours_on(clinic, date.fromisoformat(iso), "en") == english
    assert spoken.hours_on(clinic, date.fromisoformat(iso), "es") == spanish


def test_hours_of_a_day_in_two_stretches(clinic: Clinic) -> None:
    split = replace(clinic, hours={"mon": (("08:00", "12:00"), ("13:00", "17:00"))})
    monday = date.fromisoformat("2026-03-02")
    assert spoken.hours_on(split, monday, "en") == "from 8 AM to 12 PM and from 1 PM to 5 PM"


def test_a_week_puts_equal_days_together(clinic: Clinic) -> None:
    assert spoken.week(clinic, "en") == (
        "Monday to Wednesday from 8 AM to 5 PM, Thursday from 8 AM to 7 PM "
        "and Friday from 8 AM to 1 PM"
    )
    assert spoken.week(clinic, "es").startswith("lunes a miércoles de 8 de la mañana a 5")


def test_a_week_leaves_closed_days_out(clinic: Clinic) -> None:
    hours = (("09:00", "12:00"),)
    some = replace(clinic, hours={"mon": hours, "wed": hours, "sun": hours})
    assert spoken.week(some, "en") == (
        "Monday from 9 AM to 12 PM, Wednesday from 9 AM to 12 PM and Sunday from 9 AM to 12 PM"
    )


def test_services_have_titles(clinic: Clinic) -> None:
    assert spoken.service(clinic, "toothache", "es") == "dolor de muela"
    assert spoken.service(clinic, "toothache", "fr") == "toothache"
    assert spoken.service(clinic, "haircut", "en") == "haircut"


def test_prices() -> None:
    assert spoken.dollars(95, "en") == "95 dollars"
    assert spoken.dollars(95, "es") == "95 dólares"
