"""Segments of text messages (3GPP TS 23.038, 23.040)."""

import pytest

from clinic.messages.segment import is_gsm, plain, segments


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("ñ¿¡éü" * 32, 1),
        ("á" + "a" * 69, 1),
        ("á" + "a" * 70, 2),
        ("á" * 134, 2),
        ("á" * 135, 3),
        ("✅" * 70, 1),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
    ],
)
def test_how_many_segments(text: str, count: int) -> None:
    assert segments(text) == count


def test_typographic_signs_cost_nothing() -> None:
    dear = "We’re “here” – at last…\N{NO-BREAK SPACE}now\N{EM DASH}yes"
    assert not is_gsm(dear)
    assert plain(dear) == 'We\'re "here" - at last... now-yes'
    assert is_gsm(plain(dear))
    assert plain("mañana, sí") == "mañana, sí"
