"""Card numbers never reach a log; telephone numbers and dates stay as they are."""

import time

import pytest

from nlu.dictation.card import mask_cards


@pytest.mark.parametrize(
    ("words", "masked"),
    [
        ("my card is 4111 1111 1111 1111 expires 12 27", "my card is [card number] expires 12 27"),
        ("4111-1111-1111-1111", "[card number]"),
        ("4111111111111111 12 27 123", "[card number] 12 27 123"),
        ("3782 822463 10005", "[card number]"),
        ("5555 5555 5555 4444 and 4111 1111 1111 1111", "[card number] and [card number]"),
        ("four one one one one one one one one one one one one one one one", "[card number]"),
        (
            "forty one eleven eleven eleven eleven eleven eleven eleven thanks",
            "[card number] thanks",
        ),
        ("cuatro uno uno uno uno uno uno uno uno uno uno uno uno uno uno uno", "[card number]"),
        ("it is four triple one um four ones", "it is four triple one um four ones"),
        ("word " * 3_000 + "4111 1111 1111 1111 ok", "word " * 3_000 + "[card number] ok"),
    ],
)
def test_a_card_number_is_masked(words: str, masked: str) -> None:
    assert mask_cards(words) == masked


@pytest.mark.parametrize(
    "words",
    [
        "",
        "hello",
        "🦷\x00",
        "512 555 0142",
        "512 555 0142 and 512 555 0143",
        "512 555 0142 512 555 0143",
        "five one two five five five oh one four two",
        "0000000000000000",
        "4111 1111 1111 1112",
        "april 12 1988 at 10 30",
        "cuatro mil ciento once",
        "one two three four",
        "12345678901234567890123456789012345",
    ],
)
def test_other_numbers_stay(words: str) -> None:
    assert mask_cards(words) == words


@pytest.mark.parametrize(
    "words", ["4 1 1 1 " * 10_000, "word " * 10_000, "4111111111111111" * 2_000, "double " * 10_000]
)
def test_length_costs_little(words: str) -> None:
    begun = time.process_time()
    mask_cards(words)
    assert time.process_time() - begun < 30  # no more than a guard against a hang
