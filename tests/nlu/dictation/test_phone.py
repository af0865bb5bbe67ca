"""Telephone numbers, said in every way that callers were heard to say them."""

import time

import pytest

from nlu.dictation.phone import digits, keyed_phone, phone

HOSTILE = (
    "",
    " ",
    "🦷🦷",
    "\x00\x07",
    "...",
    "word " * 10_000,
    "five " * 10_000,
    "512 no " * 4_000,
)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("five one two five five five oh one four two", "+15125550142"),
        ("512-555-0142", "+15125550142"),
        ("(512) 555 0142", "+15125550142"),
        ("+1 512.555.0142", "+15125550142"),
        ("my number is five twelve triple five zero one forty two", "+15125550142"),
        ("five one two double five five oh one four two", "+15125550142"),
        ("five hundred twelve five five five oh one four two", "+15125550142"),
        ("five hundred and twelve five five five oh one four two", "+15125550142"),
        ("eight hundred five five five oh one four two", "+18005550142"),
        ("eight hundred five fifty five fifty five fifty five", "+18005555555"),
        ("four one five five five five two thousand", "+14155552000"),
        ("four one five five five five twenty five hundred", "+14155552500"),
        ("four one five five five five twelve hundred", "+14155551200"),
        ("four one five five five five five oh oh five", "+14155555005"),
        ("one four one five five five five oh one two three", "+14155550123"),
        ("area code five one two then five five five then zero one four two", "+15125550142"),
        ("it's five one two um let me see five five five zero one four two", "+15125550142"),
        ("call me at one five one two five five five oh one four two thanks", "+15125550142"),
        ("five one two five five five oh one for to", "+15125550142"),
        ("for one five five five five oh one two three", "+14155550123"),
        ("five one too five five five zero ate four two", "+15125550842"),
        ("512 555 0142 extension 12", "+15125550142"),
        ("512 555 0142 or 512 555 0199", "+15125550142"),
        ("my number is 512 555 0142 and my birthday is 04 12 1988", "+15125550142"),
        (
            "quinientos doce quinientos cincuenta y cinco cero uno cuarenta y dos",
            "+15125550142",
        ),
        ("cinco uno dos cinco cinco cinco cero uno cuatro dos", "+15125550142"),
        ("cinco doce, doble cinco cinco, cero uno cuarenta y dos", "+15125550142"),
        ("cinco doce quinientos cinco dos mil", "+15125052000"),
        ("ochocientos cinco cincuenta y cinco veintiuno veintidós", "+18005552122"),
    ],
)
def test_a_number_is_heard(words: str, number: str) -> None:
    found = phone(words)
    assert found is not None
    assert found.value == number
    assert 0.7 <= found.confidence <= 1
    assert 0 <= found.start < found.end <= len(words)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("five one two five five five oh one four two no wait four three", "+15125550143"),
        ("five one two five five six no five five five oh one four two", "+15125550142"),
        ("512 555 0142 sorry 0143", "+15125550143"),
        ("512 555 0142 no it's 415 555 0123", "+14155550123"),
        ("no it's five one two five five five oh one four two", "+15125550142"),
        ("1 512 555 0142 i mean 0143", "+15125550143"),
        (
            "cinco doce cinco cincuenta y cinco cero uno cuarenta y dos perdón cuarenta y tres",
            "+15125550143",
        ),
    ],
)
def test_what_is_taken_back_is_replaced(words: str, number: str) -> None:
    found = phone(words)
    assert found is not None
    assert (found.value, found.corrected) == (number, True)


def test_the_span_holds_the_number_only() -> None:
    found = phone("call me at 512 555 0142 please")
    assert found is not None
    assert "call me at 512 555 0142 please"[found.start : found.end] == "512 555 0142"
    assert not found.corrected


@pytest.mark.parametrize(
    "words",
    [
        "five five five oh one four two",
        "five one two",
        "i was born april 12 1988",
        "april twelfth nineteen eighty eight",
        "at two o'clock on the fifth",
        "012 555 0142",
        "512 055 0142",
        "yes",
        "the first one for two people",
        "99999999999999999999999",
        "double trouble",
        *HOSTILE,
    ],
)
def test_no_number(words: str) -> None:
    assert phone(words) is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("five five five oh one four two", "5550142"),
        ("cinco uno dos", "512"),
        ("two", "2"),
        ("the one", ""),
        ("yes", ""),
        ("oh five five", "055"),
        ("five one two no one three", "513"),
        ("five no", ""),
    ],
)
def test_the_digits_of_a_piece(words: str, said: str) -> None:
    assert digits(words) == said


@pytest.mark.parametrize(
    ("words", "region", "number"),
    [
        ("plus four four two oh seven nine four six oh nine five eight", "US", "+442079460958"),
        (
            "más cincuenta y dos cincuenta y cinco doce treinta y cuatro cincuenta y seis "
            "setenta y ocho",
            "US",
            "+525512345678",
        ),
        ("oh two oh seven nine four six oh nine five eight", "GB", "+442079460958"),
    ],
)
def test_other_countries(words: str, region: str, number: str) -> None:
    found = phone(words, region=region)
    assert found is not None
    assert found.value == number


@pytest.mark.parametrize(
    ("keys", "number"),
    [
        ("5125550142#", "+15125550142"),
        ("5125550142", "+15125550142"),
        ("15125550142", "+15125550142"),
        ("5550142", None),
        ("0", None),
        ("", None),
        ("*#", None),
        ("9" * 40, None),
    ],
)
def test_a_typed_number(keys: str, number: str | None) -> None:
    assert keyed_phone(keys) == number


@pytest.mark.parametrize("words", HOSTILE)
def test_length_costs_little(words: str) -> None:
    begun = time.process_time()
    phone(words)
    digits(words)
    assert time.process_time() - begun < 30  # no more than a guard against a hang
