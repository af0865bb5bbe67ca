"""Whatever is said, every parser answers, and points into the words."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.answer.choice import choice
from nlu.answer.pick import pick
from nlu.answer.yes_no import answer
from nlu.dictation.card import mask_cards
from nlu.dictation.email import email
from nlu.dictation.member_id import member_id
from nlu.dictation.phone import digits, phone
from nlu.person.carrier import carrier
from nlu.person.name import person_name
from nlu.utterance.found import Found

OPTIONS = {"checkup": ("exam", "revisión"), "cleaning": ("teeth cleaning",)}
PARSERS: dict[str, Callable[[str], Found | None]] = {
    "phone": phone,
    "email": email,
    "member_id": lambda words: member_id(words, asked=True),
    "person_name": lambda words: person_name(words, asked=True),
    "last_name": lambda words: person_name(words, "es", True, "last"),
    "carrier": lambda words: carrier(words, ("Cigna",), asked=True),
    "choice": lambda words: choice(words, OPTIONS, asked=True),
}
SPOKEN = st.lists(
    st.sampled_from(
        "five oh double hundred two to for no wait sorry my name is ana ruiz smith s m i t h as in "
        "boy at dot com gmail de la cruz perdón yes not the first second one tuesday ten thirty "
        "cleaning exam delta dental insurance ocho cincuenta y cinco mil , . o'clock".split()
    ),
    max_size=14,
).map(" ".join)


@pytest.mark.parametrize("parser", PARSERS)
@given(words=st.one_of(st.text(max_size=60), SPOKEN))
def test_the_span_lies_in_the_words(parser: str, words: str) -> None:
    found = PARSERS[parser](words)
    if found is not None:
        assert 0 <= found.start < found.end <= len(words)
        assert 0 < found.confidence <= 1


@given(words=st.one_of(st.text(max_size=60), SPOKEN))
def test_the_others_answer_too(words: str) -> None:
    assert answer(words, asked="Is there anything else?") in ("yes", "no", "unclear", None)
    assert answer(words, asked="Do you mind?") in ("yes", "no", "unclear", None)
    assert pick(words, ("2026-03-03T10:00", "2026-03-05T14:30")) in (0, 1, "none", None)
    assert digits(words).isdecimal() or digits(words) == ""
    assert isinstance(mask_cards(words), str)
