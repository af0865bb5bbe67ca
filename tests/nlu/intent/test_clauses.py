"""Several requests in one breath, and which of them are meant."""

import pytest

from nlu.intent.clauses import (
    DOES_NOT_WANT,
    HYPOTHETICAL,
    MOST_CLAUSES,
    PAST,
    WANTS,
    affirmed,
    clauses,
    polarity,
)


def _told(words: str) -> list[tuple[str, str]]:
    return [(clause.words, clause.polarity) for clause in clauses(words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "I don't want to cancel, I want to move it",
            [("I don't want to cancel", DOES_NOT_WANT), ("I want to move it", WANTS)],
        ),
        (
            "I'd like a cleaning and do you take Delta",
            [("I'd like a cleaning", WANTS), ("and do you take Delta", WANTS)],
        ),
        (
            "my son and my daughter need a checkup",
            [("my son and my daughter need a checkup", WANTS)],
        ),
        (
            "instead of cancelling can we move it",
            [("instead of cancelling", DOES_NOT_WANT), ("can we move it", WANTS)],
        ),
        ("not cancel just reschedule", [("not cancel", DOES_NOT_WANT), ("just reschedule", WANTS)]),
        ("Hello. I'm late!", [("Hello", WANTS), ("I'm late", WANTS)]),
        (
            "no quiero cancelar, quiero cambiar la cita",
            [("no quiero cancelar", DOES_NOT_WANT), ("quiero cambiar la cita", WANTS)],
        ),
        ("", []),
        ("?!…", []),
    ],
)
def test_clauses(words: str, expected: list[tuple[str, str]]) -> None:
    assert _told(words) == expected


def test_four_requests_in_one_breath() -> None:
    said = _told("I need an appointment, also refill, and referral, and insurance question.")
    assert [words for words, _ in said] == [
        "I need an appointment",
        "also refill",
        "and referral",
        "and insurance question",
    ]


def test_places_are_those_of_the_utterance() -> None:
    words = "  Hi there, but I'd like to cancel; thanks"
    for clause in clauses(words):
        assert words[clause.start : clause.end] == clause.words


def test_the_rest_of_many_clauses_is_one() -> None:
    many = "I am late. " * 40
    assert len(clauses(many)) == MOST_CLAUSES
    assert sum(len(clause.words) for clause in clauses(many)) > len(many) * 0.8


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("I don't need my appointment anymore", WANTS),
        ("I don't want to come in on Friday", WANTS),
        ("I'm not calling to cancel", DOES_NOT_WANT),
        ("please don't cancel it", DOES_NOT_WANT),
        ("I don't need a refill", DOES_NOT_WANT),
        ("en vez de cancelar", DOES_NOT_WANT),
        ("what happens if I cancel", HYPOTHETICAL),
        ("if I needed to reschedule", HYPOTHETICAL),
        ("I might have to cancel", HYPOTHETICAL),
        ("qué pasa si cancelo", HYPOTHETICAL),
        ("I was wondering if I could reschedule", WANTS),
        ("I'm calling to see if I can come earlier", WANTS),
        ("I already cancelled my appointment", PAST),
        ("I booked an appointment last week", PAST),
        ("last time I was there it hurt", PAST),
        ("ya cancelé mi cita", PAST),
        ("I had an appointment but I missed it", WANTS),
        ("I want to confirm the appointment I booked", WANTS),
    ],
)
def test_polarity(clause: str, expected: str) -> None:
    assert polarity(clause) == expected


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("I don't want to cancel", "cancel"),
        ("I already cancelled", "I   cancelled"),
        ("I don't need a referral", "I don't need a referral"),
        ("cancel it", "cancel it"),
    ],
)
def test_what_a_clause_is_about(words: str, about: str) -> None:
    (clause,) = clauses(words)
    assert affirmed(clause) == about
