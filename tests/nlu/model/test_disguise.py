"""What a model sees of a caller's words."""

import re
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.flow import Flow
from nlu.model.disguise import Disguise, Disguised

AT = datetime.fromisoformat("2026-03-02T09:15:00-06:00")


@pytest.fixture(scope="session")
def disguise(flow: Flow) -> Disguise:
    return Disguise(flow)


def seen(disguise: Disguise, words: str, language: str = "en") -> Disguised:
    return disguise.of(words, AT, language)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (
            "my name is Ana Ruiz and my number is 512 555 0142",
            "my name is [NAME_1] and my number is [PHONE_1]",
        ),
        ("I was born April 12th 1988", "I was born [DATE_1]"),
        ("five one two five five five oh one four two", "[PHONE_1]"),
        ("email me at ana dot ruiz at gmail dot com please", "email me at [EMAIL_1] please"),
        ("write to ana_ruiz@example.com", "write to [EMAIL_1]"),
        ("my member id is XYZ 123 456 789", "my member id is [MEMBER_1]"),
        ("it's for my son Leo", "it's for my son [NAME_1]"),
        ("ana ruiz here, my crown popped off", "[NAME_1] here, my crown popped off"),
        ("quiero cambiar la cita de maria gonzalez", "quiero cambiar la cita de [NAME_1]"),
        ("he is 8 years old", "he is [NUMBER_1] years old"),
        ("that's s m i t h, and my bridge hurts", "that's [NAME_1], and my bridge hurts"),
        ("so I asked Brzezinski about it", "so I asked [NAME_1] about it"),
    ],
)
def test_who_somebody_is_becomes_a_placeholder(disguise: Disguise, words: str, text: str) -> None:
    disguised = seen(disguise, words)
    assert disguised.text == text
    assert disguised.sensitive
    assert not disguised.as_said


def test_a_time_becomes_a_placeholder_and_tells_nobody_who_it_is(disguise: Disguise) -> None:
    disguised = seen(disguise, "could the lot of us come in next tuesday at three")
    assert disguised.text == "could the lot of us come in [DATE_1]"
    assert not disguised.sensitive
    assert not disguised.as_said


def test_what_the_clinic_says_itself_is_no_secret(disguise: Disguise) -> None:
    words = "does Dr. Wilson take Delta Dental for teeth whitening"
    assert seen(disguise, words).text == words
    assert seen(disguise, words).as_said


@pytest.mark.parametrize(
    "words",
    ["the gonzalez family needs a look", "it is spelled with two zees", "I live on the corner"],
)
def test_words_about_who_somebody_is_count_as_sensitive_whatever_was_found(
    disguise: Disguise, words: str
) -> None:
    assert seen(disguise, words).sensitive


def test_several_things_are_numbered_and_lead_back(disguise: Disguise) -> None:
    words = "this is Ana Ruiz, move my son Leo from monday, and my visit, to friday morning"
    disguised = seen(disguise, words)
    assert "[NAME_1]" in disguised.text
    assert "[NAME_2]" in disguised.text
    for piece in disguised.pieces:
        placeholder = disguised.text[piece.text_start : piece.text_end]
        assert disguised.find(placeholder) == (piece.start, piece.end)
    place = disguised.find("[NAME_1], move my son [NAME_2]")
    assert place is not None
    assert words[slice(*place)] == "Ana Ruiz, move my son Leo"


@pytest.mark.parametrize("evidence", ["", "  ", "...", "cancel", "ove", "my crowns", "MY CROWN"])
def test_evidence_that_is_not_in_the_text_is_not_found(disguise: Disguise, evidence: str) -> None:
    assert seen(disguise, "I love my crown").find(evidence) is None


def test_a_caller_cannot_speak_in_placeholders(disguise: Disguise) -> None:
    assert "[NAME_1]" not in seen(disguise, "tell [NAME_1] that it hurts").text


@given(st.text(alphabet="abc 5@.[]_NAME1áÑ'", max_size=60))
def test_places_always_lead_back_into_the_words(flow_disguise: Disguise, words: str) -> None:
    disguised = flow_disguise.of(words, AT, "en")
    assert not re.search(r"\d", re.sub(r"\[[A-Z]+_\d+\]", "", disguised.text))
    for token in disguised.text.split():
        place = disguised.find(token)
        if place is not None:
            assert 0 <= place[0] <= place[1] <= len(words)
    for before, after in zip(disguised.pieces, disguised.pieces[1:], strict=False):
        assert before.end <= after.start


@pytest.fixture(scope="session")
def flow_disguise(flow: Flow) -> Disguise:
    return Disguise(replace(flow, examples={}))
