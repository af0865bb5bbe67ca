"""By which way somebody is reminded."""

import pytest

from clinic.outreach.ways import is_called


@pytest.mark.parametrize(
    ("way", "wish", "called"),
    [("preferred", None, True), ("text", None, False), ("preferred", "email", False)],
)
def test_a_number_that_takes_no_texts_is_called_where_the_clinic_calls(
    way: str, wish: str | None, called: bool
) -> None:
    assert is_called("reminder", way, wish, textless=True) is called
    assert not is_called("reminder", way, wish)
